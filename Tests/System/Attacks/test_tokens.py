"""What a token is worth, to whom and for how long. Findings S3 and S5."""

import asyncio
import contextlib
import json
import sqlite3
import time

import pytest

from desk_client import Line, new_cid
from running_desk import PASSWORD, eventually, run


@contextlib.contextmanager
def altered(server):
    """The record of a desk that is stopped meanwhile: time is made to have passed."""
    server.stop()
    with contextlib.closing(sqlite3.connect(server.record)) as record, record:
        yield record
    server.start()


async def customer(server, token=None, **options):
    line = await Line.open(server, **options)
    welcome = await line.greet_customer(token)
    return line, welcome


def is_known(welcome):
    return "conversation" in welcome


# -- the name of a start ----------------------------------------------------------------------


def test_a_start_heard_of_later_lets_nobody_in(server):
    async def story():
        ana, welcome = await customer(server)
        cid = new_cid()
        first = await ana.do("start", cid=cid, language="en", page="https://shop.example/")
        await ana.send(type="follow", conversation=first["conversation"],
                       epoch=welcome["epoch"], after=0)
        await ana.until(type="caught_up")
        eve, _ = await customer(server)
        answer = await eve.do("start", cid=cid, language="en", page="https://shop.example/")
        assert (answer["type"], answer["code"], answer["final"]) == ("nack", "conflict", True)
        assert "token" not in answer
        answer = await eve.do("say", first["conversation"], text="I am Ana")
        assert answer["code"] == "not_found"
        # A client whose names are counters is told to choose others: nobody becomes another.
        assert (await eve.do("start"))["conversation"] != first["conversation"]
    asyncio.run(story())


def test_with_a_copy_of_the_record_nobody_gets_in(server):
    async def story():
        ana, _ = await customer(server)
        first = await ana.do("start", language="en")
        await ana.do("say", first["conversation"], text="hello")
        copy = sqlite3.connect(":memory:")
        with contextlib.closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as db:
            db.backup(copy)
        words = set()
        for (table,) in copy.execute("SELECT name FROM sqlite_schema WHERE type='table'"):
            for row in copy.execute(f"SELECT * FROM {table}"):
                words.update(as_words(row))
        assert first["token"] not in words
        assert len(words) > 10
        for word in sorted(word for word in words if len(word) < 1000):
            eve, welcome = await customer(server, word)
            assert not is_known(welcome), word
            if 16 <= len(word) <= 64 and word.replace("-", "").replace("_", "").isalnum():
                answer = await eve.do("start", cid=word, language="en")
                assert answer.get("conversation") != first["conversation"], word
                assert answer["type"] == "ack" or "token" not in answer
            await eve.close()
    asyncio.run(story())


def as_words(row):
    for value in row:
        if isinstance(value, bytes):
            yield value.hex()
            with contextlib.suppress(UnicodeDecodeError):
                value = value.decode()
        if isinstance(value, str):
            yield value
            with contextlib.suppress(json.JSONDecodeError):
                found = json.loads(value)
                if isinstance(found, dict):
                    yield from (str(one) for one in found.values())


# -- coming back ------------------------------------------------------------------------------


def test_coming_back_brings_a_new_token_and_ends_the_old_one_a_minute_later(server):
    async def story():
        ana, _ = await customer(server)
        conversation, first = await ana.start()
        back, welcome = await customer(server, first)
        assert welcome["conversation"] == conversation
        second = welcome["token"]
        assert second != first
        # Another tab at the same moment, or the same one whose answer was lost.
        tab, again = await customer(server, first)
        assert again["token"] == second
        await tab.close()
        await back.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        await back.until(type="caught_up")
        # Acknowledged once it is on disk, and with it what came before: the sign that it arrived.
        assert (await ana.do("say", conversation, text="thank you"))["type"] == "ack"
        return first, second

    first, second = asyncio.run(story())
    server.kill()
    server.start()
    assert is_known(asyncio.run(customer(server, first))[1])
    with altered(server) as record:
        record.execute("UPDATE visitors SET ends_at = ends_at - 60000")
    assert not is_known(asyncio.run(customer(server, first))[1])
    assert is_known(asyncio.run(customer(server, second))[1])


def test_whose_welcome_was_lost_comes_back_with_the_token_they_have(server):
    async def story():
        ana, _ = await customer(server)
        _, token = await ana.start()
        await ana.do("say", (await customer(server, token))[1]["conversation"], text="hello")
        return token

    token = asyncio.run(story())
    for _ in range(3):
        # Commit and welcome, and the program and the client end between them.
        asyncio.run(customer(server, token))
        server.kill()
        with altered(server.start()) as record:
            record.execute("UPDATE visitors SET ends_at = ends_at - 60000, used_at = used_at - 60000")
    assert is_known(asyncio.run(customer(server, token))[1])


def test_a_token_ends_thirty_days_after_its_last_use(server):
    async def story():
        ana, _ = await customer(server)
        return (await ana.start())[1]

    token = asyncio.run(story())
    day = 86_400_000
    with altered(server) as record:
        record.execute("UPDATE visitors SET used_at = used_at - ?", (29 * day,))
    welcome = asyncio.run(customer(server, token))[1]
    assert is_known(welcome)
    with altered(server) as record:
        record.execute("UPDATE visitors SET used_at = used_at - ?", (31 * day,))
    assert not is_known(asyncio.run(customer(server, token))[1])
    assert not is_known(asyncio.run(customer(server, welcome["token"]))[1])


def test_a_token_is_good_on_its_own_pages_only(make_server, tmp_path):
    config = tmp_path / "frontdesk.yaml"
    config.write_text("sites:\n  demo: {origins: [https://a.example, https://b.example]}\n"
                      "  other: {origins: [https://a.example]}\n")
    server = make_server(config=config).start()

    async def story():
        ana, _ = await customer(server, origin="https://a.example")
        _, token = await ana.start()
        assert not is_known((await customer(server, token, origin="https://b.example"))[1])
        line = await Line.open(server, origin="https://a.example")
        await line.send(type="hello", **{"as": "customer"}, site="other", token=token)
        assert not is_known(await line.until(type="welcome"))
        assert is_known((await customer(server, token, origin="https://a.example"))[1])
    asyncio.run(story())


def test_who_leaves_ends_their_tokens_and_connections(server):
    async def story():
        ana, _ = await customer(server)
        _, first = await ana.start()
        tab, welcome = await customer(server, first)
        await tab.send(type="logout")
        assert await tab.closed() == 4001
        assert await ana.closed() == 4001
        for token in (first, welcome["token"]):
            assert not is_known((await customer(server, token))[1])
        # A stranger who says so ends nothing.
        eve, _ = await customer(server)
        await eve.send(type="logout")
        assert (await eve.do("start"))["type"] == "ack"
    asyncio.run(story())


# -- agents' sessions -------------------------------------------------------------------------

SHORT = {"agents.session": "2m", "agents.idle": "1m"}


async def agent(server, token=None):
    line = await Line.open(server, origin=None)
    return line, await line.greet_agent(token=token)


def test_sessions_end_when_the_settings_say_connected_or_not(make_server):
    server = make_server(settings=SHORT).start()
    server.add_agent()

    async def tokens():
        return [(await agent(server))[1]["token"] for _ in range(2)]

    idle, busy = asyncio.run(tokens())
    with altered(server) as record:
        record.execute("UPDATE sessions SET used_at = used_at - 50000")

    async def story():
        line, _ = await agent(server, busy)
        other, _ = await agent(server, idle)
        began = time.monotonic()
        closing = asyncio.create_task(other.closed(30))
        while not closing.done():
            # A refused command is one too.
            assert (await line.do("say", "A" * 22, text="hm"))["code"] == "not_found"
            await asyncio.sleep(0.5)
        assert await closing == 4001
        assert time.monotonic() - began < 20
        assert (await line.do("say", "A" * 22, text="hm"))["code"] == "not_found"

    asyncio.run(story())
    with altered(server) as record:
        record.execute("UPDATE sessions SET created_at = created_at - 95000")

    async def ending():
        line, _ = await agent(server, busy)
        closing = asyncio.create_task(line.closed(30))
        while not closing.done():
            await line.send(type="command", cid=new_cid(), conversation="A" * 22, do="take")
            await asyncio.sleep(0.2)
        assert await closing == 4001, "however busy"
        gone = await Line.open(server, origin=None)
        await gone.send(type="hello", **{"as": "agent"}, token=busy)
        assert (await gone.hear())["code"] == "not_allowed"

    asyncio.run(ending())


def listed(server):
    done = run("user", "sessions", "maya", "--json", "--data", server.data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("is_running", [True, False])
def test_an_operator_sees_and_ends_sessions_beside_the_server_and_without(server, is_running):
    server.add_agent()

    async def log_in():
        lines = [await agent(server) for _ in range(3)]
        return [line for line, _ in lines], [welcome["token"] for _, welcome in lines]

    async def story():
        lines, tokens = await log_in()
        if not is_running:
            await asyncio.to_thread(server.end)
        sessions = await asyncio.to_thread(listed, server)
        assert [(s["device"], s["address"]) for s in sessions] == [("test", "127.0.0.1")] * 3
        assert all(s["created_at"] <= s["used_at"] for s in sessions)
        shown = await asyncio.to_thread(run, "user", "sessions", "maya", "--data", server.data)
        assert sessions[0]["session"] in shown.stdout
        for name, left in ((sessions[0]["session"], 2), ("all", 0)):
            done = await asyncio.to_thread(
                run, "user", "sessions", "maya", "--revoke", name, "--data", server.data)
            assert done.returncode == 0, done.stderr
            assert len(await asyncio.to_thread(listed, server)) == left
        wrong = await asyncio.to_thread(
            run, "user", "sessions", "maya", "--revoke", "00000000", "--data", server.data)
        assert wrong.returncode == 1 and "no session" in wrong.stderr
        if is_running:
            assert [await line.closed() for line in lines] == [4001] * 3
        else:
            await asyncio.to_thread(server.start)
        for token in tokens:
            line = await Line.open(server, origin=None)
            await line.send(type="hello", **{"as": "agent"}, token=token)
            assert (await line.hear())["code"] == "not_allowed"
    asyncio.run(story())


def test_a_new_password_ends_the_sessions_of_the_old_one(server):
    server.add_agent()

    async def story():
        line, welcome = await agent(server)
        done = await asyncio.to_thread(
            run, "user", "passwd", "maya", "--password-stdin", "--data", server.data,
            stdin="another password of some length\n")
        assert done.returncode == 0, done.stderr
        assert await line.closed() == 4001
        for hello in ({"token": welcome["token"]}, {"user": "maya", "password": PASSWORD}):
            other = await Line.open(server, origin=None)
            await other.send(type="hello", **{"as": "agent"}, **hello)
            assert (await other.hear())["code"] == "not_allowed"
    asyncio.run(story())
    eventually(lambda: listed(server) == [])


def test_no_session_goes_on_that_no_list_shows(server):
    """The twenty-first login takes the oldest session's place, and its socket with it."""
    server.add_agent()

    async def story():
        first, _ = await agent(server)
        closing = asyncio.create_task(first.closed(60))
        for _ in range(20):
            line, _ = await agent(server)
            await line.close()
        assert await asyncio.wait_for(closing, 60) == 4001
        assert len(listed(server)) == 20
        last, _ = await agent(server)
        closing = asyncio.create_task(last.closed(30))
        done = await asyncio.to_thread(
            run, "user", "sessions", "maya", "--revoke", "all", "--data", server.data)
        assert done.returncode == 0, done.stderr
        assert await closing == 4001

    asyncio.run(story())
