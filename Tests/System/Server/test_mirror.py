"""Every event reaches the ticket system at least once, in order, in the same bytes, whatever it does."""

import asyncio
import json
import subprocess
import sys

from desk_client import Person
from running_desk import ROOT, eventually, free_port, run

RECEIVER = ROOT / "Tests/Peers/webhook-receiver.py"


class Receiver:
    """`webhook-receiver.py`, which believes only what is signed."""

    def __init__(self, folder, secret):
        self.port = free_port()
        self.record = folder / "deliveries.jsonl"
        self.secret = secret
        self.process = None

    def start(self, *moods):
        self.process = subprocess.Popen(
            [sys.executable, RECEIVER, "--secret", self.secret, "--record", self.record, "--port",
             str(self.port), "--quiet", *moods], stdout=subprocess.PIPE, text=True)
        assert "listening" in self.process.stdout.readline()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def deliveries(self):
        if not self.record.exists():
            return []
        lines = self.record.read_text(encoding="utf-8").split("\n")[:-1]
        return [json.loads(line) for line in lines]


def test_a_mirror_that_fails_hangs_forgets_and_dies_has_everything_in_the_end(
    make_server, tmp_path
):
    secret = run("mirror", "secret").stdout.strip()
    assert secret.startswith("whsec_")
    (tmp_path / "secret").touch(mode=0o600)
    (tmp_path / "secret").write_text(secret + "\n", encoding="ascii")
    receiver = Receiver(tmp_path, secret)
    config = tmp_path / "frontdesk.yaml"
    config.write_text(
        "mirrors:\n"
        f"  - {{ name: tickets, url: 'http://127.0.0.1:{receiver.port}/hook', timeout: 1s,"
        f" secret_file: {tmp_path / 'secret'}, allow_private: true }}\n", encoding="utf-8")
    server = make_server(config=config).start()
    moods = ["--fail-rate", "0.15", "--hang-rate", "0.05", "--lose-rate", "0.15",
             "--hang-seconds", "2"]

    async def chat():
        async with Person(server) as ana, Person(server) as bo:
            for person in (ana, bo):
                await person.begin()
            receiver.start(*moods, "--seed", "7")
            for number in range(12):
                await asyncio.gather(ana.say(f"ana {number}"), bo.say(f"bo {number}"))
            receiver.kill()
            await asyncio.gather(ana.say("nobody listens"), bo.say("I know"))
            # Conversations never wait for a mirror; the desk ends and comes back meanwhile.
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
            receiver.start("--lose-rate", "0.2", "--seed", "8")
            await asyncio.gather(ana.say("back again"), bo.say("good"))
            return ana.conversation, bo.conversation

    try:
        conversations = asyncio.run(chat())
        wanted = {name: list(server.events(name)) for name in conversations}

        def all_went():
            return "waiting 0" in run(
                "mirror", "status", "--config", config, "--data", server.data).stdout

        def is_all_there():
            got = {name: set() for name in conversations}
            for delivery in receiver.deliveries():
                data = delivery["payload"]["data"]
                got[data["conversation"]].add(data["seq"])
            # What came while its answer was lost comes again: until that has been heard, it waits.
            if all(got[name] == set(wanted[name]) for name in conversations) and all_went():
                return True
            # Waiting out the pause after a failure is the courier's own affair, and tested there.
            run("mirror", "retry", "tickets", "--config", config, "--data", server.data)
            return False

        eventually(is_all_there, patience=40, pause=0.5)
        deliveries = receiver.deliveries()
    finally:
        receiver.kill()
    bodies = {}
    for delivery in deliveries:
        body = json.dumps(delivery["payload"], sort_keys=True)
        assert bodies.setdefault(delivery["id"], body) == body, "F4: another body for the same id"
    assert len(bodies) == sum(map(len, wanted.values())), "F2: one id an event"
    for name in conversations:
        first = [delivery["payload"]["data"]["seq"] for delivery in deliveries
                 if delivery["new"] and delivery["payload"]["data"]["conversation"] == name]
        assert first == wanted[name], "F3: out of order"
        for seq, event in server.events(name).items():
            told = [d["payload"]["data"] for d in deliveries
                    if d["payload"]["data"]["conversation"] == name
                    and d["payload"]["data"]["seq"] == seq][0]
            assert told["event"] == event["event"] and told.get("text") == event.get("text")
