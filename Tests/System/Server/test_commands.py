"""The operator's commands, beside a running server and without one."""

import asyncio
import json

import pytest

from desk_client import Line, Person
from running_desk import PASSWORD, run


@pytest.fixture(params=["served", "not served"])
def desk(request, make_server):
    server = make_server().start()
    if request.param == "not served":
        assert server.end() == 0
    return server


def users(server):
    done = run("user", "list", "--json", "--data", server.data)
    assert done.returncode == 0, done.stderr
    return {user["login"]: user for user in map(json.loads, done.stdout.splitlines())}


def test_accounts_are_made_listed_closed_and_opened(desk):
    desk.add_agent("maya")
    desk.add_agent("ruth", role="supervisor")
    assert {login: user["role"] for login, user in users(desk).items()} == {
        "maya": "agent", "ruth": "supervisor"}
    again = run("user", "add", "maya", "--password-stdin", "--data", desk.data, stdin=PASSWORD)
    assert again.returncode == 1 and "maya already" in again.stderr
    wrong = run("user", "disable", "mayo", "--data", desk.data)
    assert wrong.returncode == 1 and "did you mean maya?" in wrong.stderr
    assert run("user", "disable", "maya", "--data", desk.data).returncode == 0
    assert users(desk)["maya"]["disabled"] is True
    assert run("user", "enable", "maya", "--data", desk.data).returncode == 0
    assert users(desk)["maya"]["disabled"] is False


@pytest.mark.parametrize("login, password, words", [
    ("Maya", PASSWORD, "begins with a letter"),
    ("maya", "short", "15"),
    ("maya", "", "15"),
])
def test_a_bad_login_or_password_is_refused_with_its_reason(server, login, password, words):
    done = run("user", "add", login, "--password-stdin", "--data", server.data,
               stdin=password + "\n")
    assert done.returncode != 0
    assert words in done.stderr
    assert users(server) == {}


def test_a_closed_account_is_out_at_once(server):
    server.add_agent()

    async def story():
        line = await Line.open(server, origin=None)
        token = (await line.greet_agent())["token"]
        done = await asyncio.to_thread(run, "user", "disable", "maya", "--data", server.data)
        assert done.returncode == 0
        assert await line.closed(1) == 4001
        again = await Line.open(server, origin=None)
        await again.send(type="hello", **{"as": "agent"}, token=token)
        assert (await again.hear())["type"] == "refused"
        assert await again.closed() == 4003

    asyncio.run(story())


def test_a_new_password_ends_what_the_old_one_opened(server):
    server.add_agent()

    async def story():
        line = await Line.open(server, origin=None)
        await line.greet_agent()
        done = await asyncio.to_thread(
            run, "user", "passwd", "maya", "--password-stdin", "--data", server.data,
            stdin="another password of length\n")
        assert done.returncode == 0, done.stderr
        assert await line.closed(2) == 4001
        again = await Line.open(server, origin=None)
        await again.send(type="hello", **{"as": "agent"}, user="maya", password=PASSWORD)
        assert (await again.hear())["code"] == "not_allowed"

    asyncio.run(story())


def test_tickets_are_listed_shown_and_exported(server):
    server.add_agent()
    hostile = "My \x1b[31mlamp\x07 \u202eflickers\nevil: second line"

    async def story():
        async with Person(server) as ana, Person(server, "maya") as maya:
            await maya.welcome.wait()
            await ana.begin()
            await ana.say("agent")
            maya.conversation = ana.conversation
            await maya.do("take")
            await ana.say(hostile)
            await maya.do("note", text="looks hostile")
            await maya.do("resolve")
            return ana.conversation

    conversation = asyncio.run(story())
    listed = run("ticket", "list", "--data", server.data)
    assert listed.stdout.startswith("#1 ") and "solved" in listed.stdout
    assert len(listed.stdout.splitlines()) == 1
    shown = run("ticket", "show", "1", "--data", server.data).stdout
    assert conversation in shown and "note by Maya: looks hostile" in shown
    for output in (listed.stdout, shown):
        assert not set(output) & set("\x1b\x07\u202e")
    assert not any(line.startswith("evil:") for line in shown.splitlines())
    exported = [json.loads(line) for line in
                run("ticket", "export", "--data", server.data).stdout.splitlines()]
    assert [ticket["number"] for ticket in exported] == [1]
    events = exported[0]["events"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert hostile in [event.get("text") for event in events]
    none = run("ticket", "show", "7", "--data", server.data)
    assert none.returncode == 1 and "no ticket 7" in none.stderr
    assert run("ticket", "list", "--stage", "waiting", "--data", server.data).stdout == ""
    odd = run("ticket", "list", "--stage", "lost", "--data", server.data)
    assert odd.returncode != 0 and "promised" in odd.stderr


def test_a_folder_without_a_record_is_named(tmp_path):
    done = run("ticket", "list", "--data", tmp_path / "nothing")
    assert done.returncode == 66
    assert str(tmp_path / "nothing") in done.stderr


def test_who_is_blocked_may_not_write_until_the_end(make_server):
    server = make_server().start()

    async def visit():
        line = await Line.open(server)
        await line.send(type="hello", **{"as": "customer"}, site="demo")
        return await line.hear()

    assert asyncio.run(visit())["type"] == "welcome"
    done = run("block", "add", "--address", "127.0.0.0/8", "--for", "1h", "--reason", "a test",
               "--data", server.data)
    assert done.returncode == 0, done.stderr
    refused = asyncio.run(visit())
    assert refused["type"] == "refused" and refused["code"] == "not_allowed"
    assert "until" in refused["why"] and "a test" not in refused["why"]
    listed = run("block", "list", "--json", "--data", server.data)
    assert json.loads(listed.stdout)["subject"] == "127.0.0.0/8"
    assert run("block", "add", "--address", "nowhere", "--reason", "x",
               "--data", server.data).returncode == 64
    assert run("block", "remove", "--address", "127.0.0.0/8", "--data",
               server.data).returncode == 0
    assert asyncio.run(visit())["type"] == "welcome"
    assert run("block", "remove", "--address", "127.0.0.0/8", "--data",
               server.data).returncode == 1
    assert server.verify()[0] == 0
