"""F1, E2: a clock that was ahead or was set back strands nobody and stalls no mirror.

The real server under libfaketime: its time of day jumps while it runs, its other clocks do not."""

import asyncio
import glob
import json
import os
import subprocess
import sys
import time
import types

import pytest

from desk_client import Person
from mirror_receiver import mirrored_to, receiving
from running_desk import ROOT, run

LIBRARY = (glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") or [""])[0]
FLOW = """flow: t
sections:
  start:
    - handoff: { queue: general, summary: Somebody waits }
      say: Somebody comes.
      unavailable: failed
  failed:
    - say: Nobody comes.
    - end: failed
"""
BOT = """bot: t
base_language: en
entry: [{ flow: t }]
commands:
  agent: { phrases: [agent], do: handoff, queue: general }
"""


class Clock:
    """The time of day of a server, in its operator's hands."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.is_("+0")

    def is_(self, offset):
        new = self.file.with_suffix(".new")
        new.write_text(offset + "\n", encoding="ascii")
        os.replace(new, self.file)

    def environment(self):
        assert LIBRARY, "libfaketime is not installed: apt-get install faketime"
        return {
            "LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path)


def desk(make_server, tmp_path, clock, monkeypatch, accept="5s", config=None):
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "t.flow.yaml").write_text(FLOW, encoding="utf-8")
    (flows / "bot.yaml").write_text(BOT, encoding="utf-8")
    # Beside the settings' file stands the desk's.
    config = config or tmp_path / "frontdesk.yaml"
    config.touch()
    (tmp_path / "desk.yaml").write_text(f"accept_within: {accept}\n", encoding="utf-8")
    server = make_server(flows=flows, config=config)
    # The library sets a variable of its own at its first load, and Swift then looks for the words of
    # the command in the wrong place: the first load is another program's.
    words = server.arguments
    server.arguments = lambda: ["/usr/bin/env", *words()]
    for name, value in clock.environment().items():
        monkeypatch.setenv(name, value)
    server.start()
    for name in clock.environment():
        monkeypatch.delenv(name)
    return server


async def until(condition, patience):
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < patience, f"not within {patience} s"
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


def kinds(person):
    return [event["event"] for event in person.events]


@pytest.mark.parametrize("offset", ["+1d", "-365d"])
def test_a_mirror_gets_everything_whatever_the_clock_was(
    make_server, tmp_path, clock, monkeypatch, offset
):
    with receiving() as receiver:
        config = mirrored_to(receiver, tmp_path, run("mirror", "secret").stdout.strip())
        server = desk(make_server, tmp_path, clock, monkeypatch, config=config)

        async def story():
            async with Person(server) as ana:
                await ana.begin()
                await ana.say("before")
                clock.is_(offset)
                await asyncio.sleep(1)
                await ana.say("meanwhile")
                receiver.status = 503
                await ana.say("not heard at once")
                await asyncio.sleep(1)
                clock.is_("+0")
                receiver.status = 200
                await ana.say("after")
                top = max(server.events(ana.conversation))
                wanted = list(range(1, top + 1))
                took = await until(
                    lambda: sorted(set(receiver.seqs(ana.conversation))) == wanted, 15)
                print(f"all mirrored {took:.1f} s after the clock was right again")
                first = list(dict.fromkeys(receiver.seqs(ana.conversation)))
                assert first == wanted, "out of order"

        asyncio.run(story())
        assert server.end() == 0


@pytest.mark.parametrize("offset", ["+1d", "-365d"])
@pytest.mark.parametrize("when", ["queued before", "queued meanwhile", "released meanwhile"])
def test_nobody_who_waits_is_stranded_by_a_clock_that_jumps(
    make_server, tmp_path, clock, monkeypatch, offset, when
):
    server = desk(make_server, tmp_path, clock, monkeypatch)
    server.add_agent()

    async def story():
        async with Person(server, "maya") as maya, Person(server) as ana:
            await maya.welcome.wait()
            if when == "queued before":
                await ana.begin()
                await until(lambda: "queued" in kinds(ana), 5)
            clock.is_(offset)
            await asyncio.sleep(1)
            if when != "queued before":
                await ana.begin()
                await until(lambda: "queued" in kinds(ana), 5)
            if when == "released meanwhile":
                await maya.join(ana.conversation)
                await maya.do("take")
                await maya.do("release")
            assert "promised" not in kinds(ana), "the wait was over at once"
            await asyncio.sleep(1)
            clock.is_("+0")
            took = await until(lambda: "promised" in kinds(ana), 12)
            print(f"{offset} {when}: promised {took:.1f} s after the clock was right again")

    asyncio.run(story())
    assert server.end() == 0


def test_a_clock_that_is_ahead_for_a_moment_ends_no_wait(
    make_server, tmp_path, clock, monkeypatch
):
    server = desk(make_server, tmp_path, clock, monkeypatch, accept="1m")
    server.add_agent()

    async def story():
        async with Person(server, "maya") as maya, Person(server) as ana:
            await maya.welcome.wait()
            await ana.begin()
            await until(lambda: "queued" in kinds(ana), 5)
            clock.is_("+1d")
            await asyncio.sleep(3)
            await ana.say("hello?")
            clock.is_("+0")
            await asyncio.sleep(3)
            await ana.say("still here")
            assert "promised" not in kinds(ana)

    asyncio.run(story())
    assert server.end() == 0


def test_a_wait_that_began_by_a_clock_ahead_ends_after_a_restart_with_the_right_one(
    make_server, tmp_path, clock, monkeypatch
):
    server = desk(make_server, tmp_path, clock, monkeypatch)
    server.add_agent()

    async def story():
        async with Person(server, "maya") as maya, Person(server) as ana:
            await maya.welcome.wait()
            clock.is_("+1d")
            await asyncio.sleep(1)
            await ana.begin()
            await until(lambda: "queued" in kinds(ana), 5)
            server.kill()
            # Without the library the clock is right.
            await asyncio.to_thread(server.start)
            took = await until(lambda: "promised" in kinds(ana), 15)
            print(f"promised {took:.1f} s after the start")

    asyncio.run(story())
    assert server.end() == 0


@pytest.mark.parametrize("offset", ["-40000d", "+100000d"])
def test_a_clock_that_cannot_be_right_is_refused_at_the_start(
    make_server, tmp_path, clock, offset
):
    """finding: a server whose clock nobody had set kept what was said at moments that never were."""
    clock.is_(offset)
    server = make_server()
    done = subprocess.run(
        ["/usr/bin/env", *server.arguments()], cwd=ROOT, capture_output=True, text=True,
        timeout=30, env={**os.environ, **clock.environment()})
    assert done.returncode == 78
    last = json.loads(done.stderr.splitlines()[-1])
    assert last["msg"].startswith("the clock says ") and "set it" in last["msg"]
    assert last["exit_code"] == 78
    assert not server.data.exists()


def test_clocks_past_every_scale_end_no_server(make_server, tmp_path, clock):
    """finding: nanoseconds since 1970 end in 2262, and with them ended the server."""
    server = make_server()
    environment = {**os.environ, **clock.environment()}
    for name in [name for name in environment if name.endswith("DONT_FAKE_MONOTONIC")]:
        del environment[name]
    # The machine's other clocks jump, too.
    done = subprocess.Popen(
        ["/usr/bin/env", *server.arguments()], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=environment)
    assert " serves " in done.stdout.readline()
    for offset in ("+100000d", "+2000000d", "-40000d", "-90000d"):
        clock.is_(offset)
        time.sleep(1.5)
        assert done.poll() is None, f"ended at {offset} with {done.returncode}"
    clock.is_("+0")
    done.terminate()
    assert done.wait(20) == 0


@pytest.mark.parametrize("offset", ["+1d", "-200d"])
def test_a_receiver_that_minds_the_timestamp_gets_everything_once_the_clock_is_right(
    make_server, tmp_path, clock, monkeypatch, offset
):
    """finding: its 401 while the clock was wrong paused the mirror until somebody came."""
    secret = run("mirror", "secret").stdout.strip()
    record = tmp_path / "heard.jsonl"
    peer = subprocess.Popen(
        [sys.executable, ROOT / "Tests/Peers/webhook-receiver.py", "--secret", secret, "--record",
         record, "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(peer.stdout.readline().rsplit(":", 1)[1].strip(" /\n"))
        config = mirrored_to(types.SimpleNamespace(port=port), tmp_path, secret)
        server = desk(make_server, tmp_path, clock, monkeypatch, config=config)

        def heard(conversation):
            entries = map(json.loads, record.read_text(encoding="utf-8").splitlines())
            return [int(entry["id"].rsplit(":", 1)[1]) for entry in entries
                    if entry["id"].split(":")[1] == conversation]

        async def story():
            async with Person(server) as ana:
                await ana.begin()
                await ana.say("before")
                await until(lambda: len(set(heard(ana.conversation))) >= 2, 10)
                clock.is_(offset)
                await asyncio.sleep(1)
                await ana.say("meanwhile")
                await asyncio.sleep(3)
                before = len(heard(ana.conversation))
                clock.is_("+0")
                await asyncio.sleep(0.5)
                await ana.say("after")
                top = max(server.events(ana.conversation))
                wanted = list(range(1, top + 1))
                assert before < top, "the receiver minded no timestamp"
                took = await until(
                    lambda: sorted(set(heard(ana.conversation))) == wanted, 20)
                print(f"all mirrored {took:.1f} s after the clock was right again")
                assert list(dict.fromkeys(heard(ana.conversation))) == wanted, "out of order"

        asyncio.run(story())
        assert not [line for line in server.said if "is left alone" in line]
        assert server.end() == 0
    finally:
        peer.kill()
        peer.wait()
