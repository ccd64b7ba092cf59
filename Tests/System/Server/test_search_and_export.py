"""Searching, exporting and acting on tickets by the operator's commands."""

import asyncio
import csv
import io
import json

import pytest

from desk_client import Person
from running_desk import eventually, run


async def talk(server, *words):
    """A customer who asks for a person, says these words and is answered."""
    async with Person(server) as ana, Person(server, "maya") as maya:
        await maya.welcome.wait()
        await ana.begin()
        await ana.say("agent")
        maya.conversation = ana.conversation
        await maya.do("take")
        for word in words:
            await ana.say(word)
        await maya.do("note", text="the quagga wants its money back")
        return ana.conversation


def search(server, *words):
    return run("search", *words, "--data", server.data)


@pytest.mark.parametrize("is_served", [True, False])
def test_what_was_said_is_found_beside_a_running_desk_and_without_one(make_server, is_served):
    server = make_server().start()
    server.add_agent()
    conversation = asyncio.run(talk(server, "my zebrawood \x1b[31mtable\u202e is broken"))
    if not is_served:
        assert server.end() == 0
    found = eventually(lambda: (lambda done: done if done.returncode == 0 else None)(
        run("search", "zebrawood in:words", "--json", "--data", server.data)))
    hit = json.loads(found.stdout)
    assert hit["conversation"] == conversation and hit["number"] == 1
    assert hit["in"] == "words" and hit["by"] == "customer"
    low, high = hit["marks"][0]
    assert hit["text"][low:high] == "zebrawood"
    shown = search(server, "zebrawood").stdout
    assert shown.startswith("#1 ") and not set(shown) & set("\x1b\u202e")
    assert "note by Maya" in search(server, "in:notes quagga").stdout
    none = search(server, "okapi")
    assert none.returncode == 1 and none.stderr.strip() == "frontdesk: nothing was found"
    odd = search(server, "agnt:maya")
    assert odd.returncode == 64 and "column 1" in odd.stderr and "agent" in odd.stderr


def test_an_index_that_is_spoiled_while_the_desk_is_down_is_made_anew(server):
    server.add_agent()
    asyncio.run(talk(server, "a zebrawood table"))
    assert server.end() == 0
    path = server.record.with_name("frontdesk.search")
    path.write_bytes(b"\xa5" * 40_000)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    done = search(server, "zebrawood in:words")
    assert done.returncode == 0 and "#1 " in done.stdout
    assert "made anew" in done.stderr
    server.start()
    assert eventually(lambda: search(server, "zebrawood in:words").returncode == 0)
    assert server.verify()[0] == 0


def test_tickets_and_messages_are_exported_as_rows(server, tmp_path):
    server.add_agent()
    asyncio.run(talk(server, "=cmd|' /C calc'!A0", "two\nlines, and a comma"))
    done = run("export", "tickets", "--zone", "Europe/Berlin", "--data", server.data)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert [row["number"] for row in rows] == ["1"]
    assert rows[0]["subject"].startswith("'=cmd") and rows[0]["agent"] == "maya"
    assert rows[0]["started_at"].endswith(("+01:00", "+02:00"))
    target = tmp_path / "messages.jsonl"
    done = run("export", "messages", "--agent", "maya", "--format", "json", "--output", target,
               "--data", server.data)
    assert done.returncode == 0, done.stderr
    messages = [json.loads(line) for line in target.read_text().splitlines()]
    assert "two\nlines, and a comma" in [message["text"] for message in messages]
    assert [message["kind"] for message in messages].count("note") == 1
    seqs = [message["seq"] for message in messages]
    assert seqs == sorted(seqs)
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []
    again = run("export", "tickets", "--output", target, "--data", server.data)
    assert again.returncode == 73 and "is there already" in again.stderr
    odd = run("export", "tickets", "--from", "soon", "--data", server.data)
    assert odd.returncode == 64 and "2026-11" in odd.stderr
    trail = run("audit", "list", "--kind", "exported", "--json", "--data", server.data).stdout
    assert [json.loads(line)["what"] for line in trail.splitlines()] == ["tickets", "messages"]


def test_an_operator_acts_under_an_agents_account(server):
    server.add_agent()
    server.add_agent("kim")
    server.add_agent("ruth", role="supervisor")

    def act(*arguments):
        return run("ticket", *arguments, "--data", server.data)

    async def story():
        async with Person(server) as ana:
            await ana.begin()
            await ana.say("agent")
            await ana.say("my table is broken")
            return ana.conversation

    conversation = asyncio.run(story())
    taken = act("take", "1", "--as", "maya", "--json")
    assert taken.returncode == 0, taken.stderr
    assert json.loads(taken.stdout)["did"] == "take"
    assert act("reply", "#1", "We send another one.", "--as", "maya").returncode == 0
    assert act("note", "1", "depot has two", "--as", "maya").returncode == 0
    assert act("priority", "1", "high", "--as", "maya").returncode == 0
    assert act("assign", "1", "kim", "--as", "maya").returncode in (0, 1)
    theirs = act("reply", "1", "no", "--as", "nobody")
    assert theirs.returncode == 1 and "nobody" in theirs.stderr
    assert act("priority", "1", "soon", "--as", "maya").returncode == 64
    assert act("take", "7", "--as", "maya").returncode == 1
    assert act("resolve", "1", "--as", "ruth", "--reason", "settled").returncode == 0
    again = act("reply", "1", "too late", "--as", "maya")
    assert again.returncode == 1 and again.stdout == ""
    kinds = [event["event"] for event in server.events(conversation).values()]
    assert {"taken", "said", "noted", "prioritised", "resolved"} <= set(kinds)
    trail = [json.loads(line) for line in run(
        "audit", "list", "--kind", "acted_as", "--json", "--data", server.data
    ).stdout.splitlines()]
    assert [entry["deed"] for entry in trail][:4] == ["take", "say", "note", "prioritise"]
    assert all(entry["by"].startswith("o:") for entry in trail)
    assert server.verify()[0] == 0
    assert server.end() == 0
    gone = act("take", "1", "--as", "maya")
    assert gone.returncode == 69 and "no desk serves" in gone.stderr


def test_two_tickets_are_tied_and_merged_by_an_operator(server):
    server.add_agent()

    async def story():
        conversations = []
        for words in ("the parcel is late", "still no parcel"):
            async with Person(server) as ana:
                await ana.begin()
                await ana.say("agent")
                await ana.say(words)
                conversations.append(ana.conversation)
        return conversations

    first, second = asyncio.run(story())

    def act(*arguments):
        return run("ticket", *arguments, "--as", "maya", "--data", server.data)

    assert act("take", "1").returncode == 0
    assert act("tag", "1", "vip", "late").returncode == 0
    assert act("untag", "1", "late").returncode == 0
    assert act("set", "1", "order=A-17").returncode == 0
    assert act("set", "1", "order").returncode == 64
    assert act("link", "1", "2").returncode == 0
    assert act("link", "1", "99").returncode == 1
    assert act("unlink", "1", "2").returncode == 0
    assert act("hold", "1", "--for", "2h", "--reason", "the depot calls back").returncode == 0
    assert act("wake", "1").returncode == 0
    assert act("follow", "2").returncode == 0
    assert act("unfollow", "2").returncode == 0
    other = act("merge", "2", "1")
    assert other.returncode == 1 and "two customers" in other.stderr
    said = next(seq for seq, event in server.events(first).items()
                if event.get("text") == "the parcel is late")
    assert act("split", "1", "--from", str(said)).returncode == 0
    assert act("merge", "3", "1").returncode == 0
    over = act("reply", "3", "too late")
    assert over.returncode == 1 and over.stdout == ""
    assert act("resolve", "1").returncode == 0
    assert act("close", "1").returncode == 0
    kinds = [event["event"] for event in server.events(first).values()]
    for kind in ("tagged", "recorded", "linked", "unlinked", "held", "woken", "closed"):
        assert kind in kinds, kind
    assert "followed" in [event["event"] for event in server.events(second).values()]
    assert eventually(lambda: search(server, "tag:vip field.order:A-17").returncode == 0)
    assert search(server, "tag:late").returncode == 1
    assert server.verify()[0] == 0
