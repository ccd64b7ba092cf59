"""A6: a flow that sends, calls a service, opens a ticket and hands over is cut off at every write and
every word on the wire, and still does each of them once."""

import asyncio
import json
import os
import pathlib
import signal
import subprocess
import sys

import pytest

from desk_client import Person
from running_desk import ROOT, eventually, free_port

PEERS = ROOT / "Tests/Peers"
ANSWERS = [("menu", "A lamp"), ("ask", "ana@example.com"), ("confirm", "yes")]
BOT_SAYS = [
    "Welcome to the workshop.", "What is broken?", "Where can we write to?",
    "Your repair has the number {number}.", "Your ticket is kept.",
    "Shall somebody talk to you now?", "Somebody joins us here.",
]


class Workshop:
    """`repair-service.py`, a service that knows idempotency keys."""

    def __init__(self, folder):
        self.record = folder / "repairs.jsonl"
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, PEERS / "repair-service.py", "--port", str(self.port), "--record",
             self.record], stdout=subprocess.PIPE, text=True)
        assert "listening" in self.process.stdout.readline()

    def requests(self):
        lines = self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []
        return [json.loads(line) for line in lines]

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def workshop(tmp_path):
    service = Workshop(tmp_path)
    yield service
    service.kill()


@pytest.fixture
def server(make_server, tmp_path, workshop):
    flows = tmp_path / "flows"
    flows.mkdir()
    for file in (PEERS / "workshop").iterdir():
        text = file.read_text(encoding="utf-8")
        (flows / file.name).write_text(
            text.replace("workshop.invalid", f"127.0.0.1:{workshop.port}"), encoding="utf-8")
    server = make_server(flows=flows, settings={"private_services": "[repairs]"}).start()
    server.add_agent()
    return server


class Guest(Person):
    """A customer who comes back, and asks again, once the agent is there: a handoff that nobody can
    take goes another way, and rightly so."""

    def __init__(self, server, agent):
        super().__init__(server)
        self.agent = agent

    async def _hello(self):
        await self.agent.welcome.wait()
        await super()._hello()


class Axe:
    """Kills the server, from outside, when one of its threads enters a system call for the n-th
    time. The call is not carried out: what was written before stays, what was to come does not."""

    def __init__(self, server, thread, call, count):
        pid = server.process.pid
        names = {(task / "comm").read_text(encoding="ascii").strip(): int(task.name)
                 for task in pathlib.Path(f"/proc/{pid}/task").iterdir()}
        assert thread in names, names
        self.task = names[thread]
        self.process = subprocess.Popen(
            ["strace", "-qqq", "-e", "signal=none", "-p", str(self.task), "-e", f"trace={call}",
             "-e", f"inject={call}:signal=KILL:when={count}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        status = pathlib.Path(f"/proc/{pid}/task/{self.task}/status")
        eventually(lambda: self.is_in_place(server, status))

    def is_in_place(self, server, status):
        """It may have fallen at once. strace says why it cannot attach: in a container that forbids
        ptrace, for instance."""
        try:
            traced = "TracerPid:\t0" not in status.read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            return True
        assert traced or self.process.poll() is None or server.process.poll() is not None, \
            self.process.stderr.read()
        return traced

    def away(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


async def book(ana):
    """The customer's half of the talk; every answer waits for its question."""
    await ana.begin()
    for kind, answer in ANSWERS:
        question = {"menu": "What is broken?", "ask": "Where can we write to?",
                    "confirm": "Shall somebody talk to you now?"}[kind]
        await until_said(ana, question)
        await ana.say(answer)
    await until_said(ana, "Somebody joins us here.")


async def until_said(person, text):
    try:
        async with asyncio.timeout(120):
            while not any(event.get("text") == text for event in person.events):
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"not said: {text}; {person.waiting} after {person.events}") from None


async def revive(server, over):
    """Starts the server whenever it has been killed, be it at the very end."""
    while True:
        if server.process.poll() is not None:
            await asyncio.to_thread(server.start)
        elif over.is_set():
            return
        await asyncio.sleep(0.01)


def judge(server, workshop, ana):
    record = server.events(ana.conversation)
    assert [event["seq"] for event in ana.events] == list(record)
    said = [event["text"] for event in record.values()
            if event["event"] == "said" and event["author"] == "bot"]
    mine = [each for each in workshop.requests() if each["key"].startswith(ana.conversation)]
    assert mine, "the service was never asked"
    assert {each["key"] for each in mine} == {mine[0]["key"]}, "one step, one key"
    assert {each["body"] for each in mine} == {mine[0]["body"]}, "the same key, another body"
    number = next((text.split()[-1][:-1] for text in said if text.startswith("Your repair")), "")
    assert said == [text.format(number=number) for text in BOT_SAYS]
    kinds = [event["event"] for event in record.values()]
    assert kinds.count("promised") == 1 and kinds.count("queued") == 1
    return len(mine)


def cut(server, workshop, thread, call, count):
    """One talk with the axe at its `count`-th call. Whether it fell."""

    async def story():
        before = server.process.pid
        async with Person(server, "maya") as maya, Guest(server, maya) as ana:
            await maya.welcome.wait()
            axe = Axe(server, thread, call, count)
            over = asyncio.Event()
            helper = asyncio.create_task(revive(server, over))
            try:
                await asyncio.wait_for(book(ana), 240)
                await asyncio.to_thread(axe.away)
                await ana.caught_up(max(server.events(ana.conversation)))
            finally:
                over.set()
                await helper
        return judge(server, workshop, ana), server.process.pid != before

    return asyncio.run(story())


# What each thread does to the world: the Office writes and syncs the record, the loop tells
# customers, the fetcher asks the service and hears it.
@pytest.mark.parametrize("thread, call", [
    ("office", "pwrite64"), ("office", "fdatasync"), ("websockets", "sendto"), ("fetch", "sendto"),
    ("fetch", "recvfrom"),
])
def test_a_flow_cut_off_anywhere_does_everything_once(server, workshop, thread, call):
    falls, again, count = 0, 0, 0
    while True:
        count += 1
        asked, fell = cut(server, workshop, thread, call, count)
        again += asked > 1
        if not fell:
            break
        falls += 1
    assert falls > 0, f"{thread} never came to {call}"
    code, words = server.verify()
    assert code == 0, words
    print(f"{thread}/{call}: killed {falls} times, {again} times the service was asked again")
