"""Conversations become tickets in a real Request Tracker, and what its people answer comes back."""

import asyncio
import json
import subprocess
import sys
import urllib.request

import pytest
from desk_client import Person
from running_desk import ROOT, eventually, run

PEER = ROOT / "Tests/Peers/request-tracker.py"


class RequestTracker:
    """`request-tracker.py`: it goes on where it was when it is started again."""

    def __init__(self, folder):
        self.record = folder / "rt.jsonl"
        self.port = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, PEER, "--record", self.record, "--port", str(self.port)],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.tokens = json.loads(self.record.read_text(encoding="ascii").splitlines()[-1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def agent(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.url}/REST/2.0{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.tokens['agent']}",
                     "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def words(self, ticket):
        found = self.agent(
            "GET", f"/ticket/{ticket}/attachments?per_page=100&fields=Content,ContentType")
        return "\n".join(part["Content"] or "" for part in found["items"])


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    tracker = RequestTracker(tmp_path_factory.mktemp("rt"))
    yield tracker
    tracker.kill()


def config_of(tracker, folder, token=None):
    file = folder / "rt.token"
    file.touch(mode=0o600)
    file.write_text((token or tracker.tokens["desk"]) + "\n", encoding="ascii")
    config = folder / "frontdesk.yaml"
    config.write_text(
        "connectors:\n"
        f"  - {{ name: rt, kind: request_tracker, url: '{tracker.url}', queue: General,\n"
        f"      token_file: {file}, allow_private: true, look_every: 1s }}\n", encoding="utf-8")
    return config


def test_a_conversation_is_a_ticket_in_rt_and_its_answer_reaches_the_customer(
        make_server, tmp_path, tracker):
    config = config_of(tracker, tmp_path)
    server = make_server(config=config).start()

    def mirror(*words):
        return run("mirror", *words, "--config", config, "--data", server.data)

    async def talk():
        async with Person(server) as ana:
            await ana.begin()
            await ana.say("My parcel is late")
            known = await asyncio.to_thread(
                eventually, lambda: explained(ana.conversation), 30, 0.3)
            ticket = known["known_as"]["external"]
            await asyncio.to_thread(
                eventually, lambda: "My parcel is late" in tracker.words(ticket), 30, 0.3)
            tracker.agent("POST", f"/ticket/{ticket}/correspond",
                          {"Content": "It is on its way", "ContentType": "text/plain"})
            await asyncio.to_thread(
                eventually, lambda: "It is on its way" in str(ana.events), 30, 0.3)
            return ana.conversation, ticket

    def explained(conversation):
        done = mirror("explain", "rt", conversation, "--json")
        told = json.loads(done.stdout)
        return told if "known_as" in told and not told["waiting"] else None

    conversation, ticket = asyncio.run(talk())
    eventually(lambda: mirror("status").returncode == 0, 20, 0.5)
    done = mirror("reconcile", "rt", conversation)
    assert done.returncode == 0 and f"there {ticket}" in done.stdout, done.stdout + done.stderr
    assert tracker.words(ticket).count("It is on its way") == 1
    shown = mirror("dry-run", "rt", conversation)
    assert "POST" in shown.stdout and "My parcel is late" in shown.stdout
    by_recipe = mirror("dry-run", ROOT / "config/recipes/zammad.yaml", conversation)
    assert "POST https://SYSTEM/api/v1/tickets" in by_recipe.stdout, by_recipe.stderr
    everything = shown.stdout + done.stdout + "".join(server.said) + mirror("status").stdout
    assert tracker.tokens["desk"] not in everything
    assert server.end() == 0


def test_what_is_wrong_with_rt_is_found_out_from_the_commands(make_server, tmp_path, tracker):
    config = config_of(tracker, tmp_path, token="1-99-0123456789abcdef")
    server = make_server(config=config).start()

    def mirror(*words):
        return run("mirror", *words, "--config", config, "--data", server.data)

    async def talk():
        async with Person(server) as ana:
            await ana.begin()
            await ana.say("My parcel is late")
            return ana.conversation

    conversation = asyncio.run(talk())
    eventually(lambda: mirror("status").returncode == 2, 30, 0.5)
    told = mirror("explain", "rt")
    assert told.returncode == 2 and "401" in told.stdout and "a valid one into its file" in told.stdout
    assert conversation in told.stdout
    assert "0123456789abcdef" not in told.stdout + "".join(server.said)
    assert json.loads(mirror("status", "--json").stdout)["mirrors"][0]["needs_hand"] is True
    assert server.end() == 0
