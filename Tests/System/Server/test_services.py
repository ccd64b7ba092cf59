"""Services that hang, lie, drown and lead astray, called by a flow of the real program: the flow goes
on by `on_error`, the customer is never stuck, and the desk stays as small as it was."""

import asyncio
import json
import subprocess
import sys

import pytest

from desk_client import Person
from running_desk import ROOT

FLOW = """flow: t
vars:
  mood: { type: text }
  seen: { type: record }
sections:
  start:
    - ask: Which mood?
      into: mood
      kb: false
    - http: { service: peer, get: "/{{ mood }}" }
      into: seen
      on_error: failed
    - say: It answered.
    - goto: start
  failed:
    - say: "No answer: {{ truncate(response.error, 60) }}"
    - goto: start
"""
# What the receiver does, and how the desk calls it. `mirror` alone answers in JSON.
MOODS = {
    "hang": "no answer in time", "lose": "the connection broke", "reset": "the connection broke",
    "cut": "the connection broke", "garbage": "", "noise": "did not answer in JSON",
    "early": "did not answer in JSON", "huge": "longer than allowed", "heads": "longer than allowed",
    "drip": "no answer in time", "301": "answered 301", "500": "answered 500",
    "204": "answered 204",
}


@pytest.fixture
def peer(tmp_path):
    process = subprocess.Popen(
        [sys.executable, ROOT / "Tests/Peers/hostile-receiver.py", "--record",
         tmp_path / "peer.jsonl"], stdout=subprocess.PIPE, text=True)
    yield int(process.stdout.readline().rsplit(":", 1)[1])
    process.kill()
    process.wait()


def desk(make_server, tmp_path, port, **settings):
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "t.flow.yaml").write_text(FLOW, encoding="utf-8")
    (flows / "bot.yaml").write_text(
        "bot: t\nentry: [{ flow: t }]\nservices:\n"
        f"  peer: {{ base: 'http://127.0.0.1:{port}', timeout: 1s }}\n"
        "commands:\n  agent: { phrases: [agent], do: handoff, queue: general }\n",
        encoding="utf-8")
    return make_server(flows=flows, settings=settings).start()


async def begin(person):
    await person.begin()
    async with asyncio.timeout(20):
        while not any(event.get("text") == "Which mood?" for event in person.events):
            await asyncio.sleep(0.01)


async def ask(person, mood):
    """What the bot makes of it, once it asks the next question."""
    before = len(person.events)
    await person.say(mood)
    async with asyncio.timeout(20):
        while True:
            said = [event["text"] for event in person.events[before:]
                    if event["event"] == "said" and event["text"] != mood]
            if said[-1:] == ["Which mood?"]:
                return said[0]
            await asyncio.sleep(0.01)


def test_whatever_a_service_does_the_flow_goes_on(make_server, tmp_path, peer):
    server = desk(make_server, tmp_path, peer, private_services="[peer]")

    async def story():
        async with Person(server) as ana:
            await begin(ana)
            assert await ask(ana, "mirror") == "It answered."
            before = server.memory()
            answers = {mood: await ask(ana, mood) for mood in MOODS}
            assert server.memory() - before < 64 << 20
            assert await ask(ana, "mirror") == "It answered."
            return answers

    for mood, answer in asyncio.run(story()).items():
        assert answer.startswith("No answer: ") and MOODS[mood] in answer, (mood, answer)


def test_what_a_customer_types_stays_one_part_of_an_address(make_server, tmp_path, peer):
    server = desk(make_server, tmp_path, peer, private_services="[peer]")
    words = "{{ customer.email }}/../500?x=1#%2e\r\nX-Evil: 1"

    async def story():
        async with Person(server) as ana:
            await begin(ana)
            await ask(ana, words)

    asyncio.run(story())
    lines = (tmp_path / "peer.jsonl").read_text(encoding="utf-8").splitlines()
    path = json.loads(lines[0])["path"]
    encoded = "%7B%7B%20customer.email%20%7D%7D%2F..%2F500%3Fx%3D1%23%252e%0D%0AX-Evil%3A%201"
    assert path == f"/{encoded}"


def test_a_private_address_needs_the_operators_word(make_server, tmp_path, peer):
    server = desk(make_server, tmp_path, peer)

    async def story():
        async with Person(server) as ana:
            await begin(ana)
            return await ask(ana, "mirror")

    assert "not a public address" in asyncio.run(story())
    record = tmp_path / "peer.jsonl"
    assert record.read_text(encoding="utf-8") == "", "it was asked all the same"
