"""A lock that another program holds on the record is waited out or refused as storage, never an end."""

import asyncio
import sqlite3
import time
from contextlib import closing

from desk_client import Line, new_cid
from running_desk import PASSWORD, eventually, run

HELD = 8


async def answer(line, cid, conversation, text):
    await line.send(type="command", cid=cid, conversation=conversation, do="say", text=text)
    begun = time.monotonic()
    while (frame := await line.hear(10)).get("cid") != cid:
        pass
    return frame, time.monotonic() - begun


def test_a_lock_held_for_eight_seconds_refuses_words_for_now_and_ends_nothing(make_server):
    server = make_server().start()
    server.add_agent()

    async def story():
        line, other = await Line.open(server), await Line.open(server)
        for each in (line, other):
            await each.greet_customer()
        conversation, _ = await line.start()
        elsewhere, _ = await other.start()
        with closing(sqlite3.connect(server.record, isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            end = time.monotonic() + HELD
            cid, refusals = new_cid(), 0
            while time.monotonic() < end:
                frame, took = await answer(line, cid, conversation, "are you there?")
                assert frame["type"] == "nack" and frame["code"] == "storage"
                assert frame["final"] is False
                assert took < 2, f"everybody waited {took:.1f} s for the lock"
                refusals += 1
                # Who only reads is not held up.
                begun = time.monotonic()
                await other.send(type="follow", conversation=elsewhere, epoch=epoch(server),
                                 after=0)
                await other.until(type="caught_up")
                assert time.monotonic() - begun < 2
                await asyncio.sleep(0.5)
            assert refusals >= 3
            done = await asyncio.to_thread(
                run, "user", "add", "kim", "--role", "agent", "--name", "Kim", "--password-stdin",
                "--data", server.data, stdin=PASSWORD + "\n")
            assert done.returncode == 75
            assert "another program holds a lock on the record" in done.stderr
            foreign.execute("ROLLBACK")
        while True:
            frame, _ = await answer(line, cid, conversation, "are you there?")
            if frame["type"] == "ack":
                break
            await asyncio.sleep(0.2)
        assert [event["cid"] for event in server.events(conversation).values()].count(cid) == 1

    asyncio.run(story())
    said = "".join(server.said)
    assert "another program holds a lock" in said
    eventually(lambda: "can be written again" in "".join(server.said))
    assert server.end() == 0


def epoch(server):
    with closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as record:
        return record.execute("SELECT value FROM meta WHERE name='epoch'").fetchone()[0]


def test_a_lock_held_for_a_moment_is_not_noticed(make_server):
    server = make_server().start()

    async def story():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        for number in range(20):
            with closing(sqlite3.connect(server.record, isolation_level=None)) as foreign:
                foreign.execute("BEGIN IMMEDIATE")
                asking = asyncio.create_task(
                    answer(line, new_cid(), conversation, f"word {number}"))
                await asyncio.sleep(0.05)
                foreign.execute("ROLLBACK")
                frame, _ = await asking
                assert frame["type"] == "ack", frame

    asyncio.run(story())
    assert server.end() == 0


def test_a_lock_held_through_the_start_is_said_in_words(make_server):
    server = make_server().start()
    assert server.end() == 0
    with closing(sqlite3.connect(server.record, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        code, words = server.refuses_to_start()
        assert code == 75 and "another program holds a lock on the record" in words, words
        assert "BEGIN" not in words and "database is locked" not in words
        done = run("user", "add", "kim", "--password-stdin", "--data", server.data,
                   stdin=PASSWORD + "\n")
        assert done.returncode == 75
        assert "another program holds a lock on the record" in done.stderr
        foreign.execute("ROLLBACK")
    server.start()
