"""What docs/team-lead.md tells team leads to do, done: its files, its commands, its answers."""

import asyncio
import csv
import json
import re

import pytest

from desk_client import Line, Person
from running_desk import ROOT, run

GUIDE = (ROOT / "docs/team-lead.md").read_text(encoding="utf-8")


def block(kind):
    found = re.search(rf"^```yaml {kind}\n(.*?)^```", GUIDE, re.M | re.S)
    assert found, f"the guide has no block {kind}"
    return found.group(1)


@pytest.fixture
def desk(make_server, tmp_path):
    config = tmp_path / "config"
    config.mkdir()
    (config / "frontdesk.yaml").write_text("folders: { flows: flows, web: web-static }\n")
    for name, kind in [("desk", "desk"), ("rules", "rules"), ("rules.test", "tests")]:
        (config / f"{name}.yaml").write_text(block(kind), encoding="utf-8")
    server = make_server()
    server.config = config / "frontdesk.yaml"
    for login in ("maya", "jon", "kim"):
        server.add_agent(login)
    server.add_agent("ruth", role="supervisor")
    return server


def told(*arguments, server, code=0):
    done = run(*arguments, "--data", server.data, "--config", server.config)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


async def customer(server, words):
    person = Person(server)
    await person.__aenter__()
    await person.begin()
    await person.say(words)
    return person


def number(server, conversation):
    tickets = run("ticket", "list", "--json", "--data", server.data).stdout.splitlines()
    return next(one["number"] for one in map(json.loads, tickets)
                if one["conversation"] == conversation)


def test_the_files_of_the_guide_are_right(desk):
    told("config", "check", server=desk)
    assert "8 rules" in told("rules", "check", server=desk)
    assert "3 passed, 0 failed" in told("rules", "test", server=desk)
    assert "charged-twice" in told("rules", "trace", "--text", "you charged me twice", server=desk)


def always_open(desk):
    """The guide's desk without the hours of its queue for money: nobody knows when tests run."""
    path = desk.config.parent / "desk.yaml"
    text = path.read_text(encoding="utf-8")
    without = re.sub(r"^    hours:\n(?:      .*\n)+", "", text, flags=re.M)
    assert without != text
    path.write_text(without, encoding="utf-8")


def test_who_waited_is_explained(desk):
    always_open(desk)
    desk.start()

    async def play():
        kim = await Line.open(desk, origin=None)
        await kim.greet_agent("kim")
        await kim.send(type="watch")
        ana = await customer(desk, "I was charged twice, I want to talk to a person")
        offer = await kim.until(type="summary", conversation=ana.conversation, patience=20)
        await asyncio.sleep(1)
        await kim.do("decline", ana.conversation, reason="at lunch")
        await asyncio.sleep(1)
        await kim.do("take", ana.conversation)
        await kim.do("say", ana.conversation, text="Hello, this is Kim.")
        return ana.conversation, offer

    conversation, _ = asyncio.run(play())
    story = told("rules", "trace", str(number(desk, conversation)), server=desk)
    assert "charged-twice" in story and "urgent" in story, story
    assert "kim" in story and ("declined" in story or "at lunch" in story), story


def test_twenty_tickets_are_answered_at_once_and_last_month_is_exported(desk, tmp_path):
    desk.settings["limits.loopback_exempt"] = "true"
    desk.start()

    async def play():
        people = [await customer(desk, "tracking is down, a person please") for _ in range(21)]
        return [one.conversation for one in people]

    numbers = [number(desk, one) for one in asyncio.run(play())]
    for other in numbers[1:]:
        told("ticket", "link", str(other), str(numbers[0]), "--kind", "parent", "--as", "ruth",
             server=desk)
    told("ticket", "answer-all", str(numbers[0]), "Tracking works again.", "--resolve",
         "--as", "ruth", server=desk)
    for one in numbers:
        shown = told("ticket", "show", str(one), server=desk)
        assert "Tracking works again." in shown and "solved" in shown
    file = tmp_path / "all.csv"
    told("export", "tickets", "--output", str(file), server=desk)
    rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
    assert len(rows) == 21 and {row["state"] for row in rows} == {"solved"}
    assert "kept" in told("report", "promises", server=desk)


def test_a_macro_does_what_the_guide_says(desk):
    desk.start()

    async def play():
        return (await customer(desk, "where is my money back? a person please")).conversation

    one = str(number(desk, asyncio.run(play())))
    told("ticket", "take", one, "--as", "kim", server=desk)
    told("ticket", "macro", one, "refunded", "--as", "kim", server=desk)
    shown = told("ticket", "show", one, server=desk)
    assert "Your money is on its way back." in shown and "solved" in shown
