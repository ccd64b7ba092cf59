"""The audit trail: who did what to the desk, in the same chain as what was said."""

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest

from desk_client import Line
from running_desk import PASSWORD, eventually, run


def trail(server, *more):
    done = run("audit", "list", "--json", "--limit", "1000", "--data", server.data, *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def kinds(server, *more):
    return [entry["event"] for entry in trail(server, *more)]


async def log_in(server, password=PASSWORD, login="kim"):
    line = await Line.open(server, origin=None)
    await line.send(type="hello", **{"as": "agent"}, user=login, password=password, device="test")
    while (frame := await line.hear(10))["type"] not in ("welcome", "refused"):
        pass
    return line, frame


async def log_out(server):
    line, _ = await log_in(server)
    await line.send(type="logout")
    await asyncio.sleep(0.2)


def test_what_is_done_to_the_desk_stands_in_the_trail_with_who_did_it(make_server):
    server = make_server().start()
    server.add_agent("kim")
    asyncio.run(log_in(server, "not the password"))
    asyncio.run(log_out(server))
    run("user", "disable", "kim", "--data", server.data)
    run("user", "enable", "kim", "--data", server.data)
    run("user", "passwd", "kim", "--password-stdin", "--data", server.data, stdin=PASSWORD + "x\n")
    eventually(lambda: "password_changed" in kinds(server))
    assert kinds(server) == [
        "began", "account_added", "login_failed", "logged_in", "logged_out", "account_disabled",
        "account_enabled", "password_changed"]
    entries = {entry["event"]: entry for entry in trail(server)}
    assert entries["account_added"]["by"].startswith("o:")
    assert entries["account_added"]["login"] == "kim" and entries["account_added"]["role"] == "agent"
    assert entries["logged_in"]["by"] == "a:kim" and entries["logged_in"]["address"] == "127.0.0.1"
    assert entries["login_failed"]["reason"] == "wrong"
    assert [entry["seq"] for entry in trail(server)] == list(range(1, 9))
    assert set(kinds(server, "--who", "kim")) == set(kinds(server)) - {"began"}
    assert kinds(server, "--kind", "logged_in") == ["logged_in"]
    assert kinds(server, "--since", "2199-01-01") == []
    assert run("audit", "list", "--kind", "dreamt", "--data", server.data).returncode == 64
    # Never what lets people in.
    with closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as record:
        for (body,) in record.execute("SELECT body FROM events WHERE conversation=0"):
            assert b"password\"" not in body and b"argon2" not in body and b"token" not in body
    assert server.verify()[0] == 0


def test_what_is_done_while_nothing_runs_stands_there_too(make_server):
    server = make_server().start()
    assert server.end() == 0
    server.add_agent("kim")
    assert kinds(server) == ["began", "account_added"]
    assert server.verify()[0] == 0
    server.start()
    assert kinds(server) == ["began", "account_added"]


def test_a_flood_of_guesses_writes_at_most_twenty_two_entries_a_minute(make_server):
    server = make_server().start()
    server.add_agent("kim")

    async def guess():
        return [(await log_in(server, f"guess {n}"))[1]["type"] for n in range(40)]

    assert set(asyncio.run(guess())) == {"refused"}
    failed = trail(server, "--kind", "login_failed")
    assert 0 < len(failed) <= 22
    assert all("guess" not in json.dumps(entry) for entry in failed)


def test_an_export_is_whole_and_stands_in_the_trail_itself(make_server, tmp_path):
    server = make_server().start()
    server.add_agent("kim")
    file = tmp_path / "trail.jsonl"
    for running in (True, False):
        done = run("audit", "export", file, "--data", server.data)
        assert done.returncode == 0, done.stderr
        written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert written == trail(server)[:-1]
        assert trail(server)[-1]["event"] == "exported"
        assert trail(server)[-1]["count"] == len(written)
        assert run("audit", "export", file, "--data", server.data).returncode == 73
        file.unlink()
        if running:
            assert server.end() == 0
    assert server.verify()[0] == 0


@pytest.mark.parametrize("change", [
    "UPDATE events SET body=CAST(replace(body, 'kim', 'ann') AS BLOB) WHERE conversation=0",
    "UPDATE events SET author='o:nobody' WHERE conversation=0 AND seq=2",
    "UPDATE authors SET key='o:nobody' WHERE number=0",
    "DELETE FROM events WHERE conversation=0 AND seq=1",
    "DELETE FROM events WHERE conversation=0 AND seq=3",
])
def test_a_trail_that_was_changed_is_found(make_server, change):
    server = make_server().start()
    server.add_agent("kim")
    run("user", "disable", "kim", "--data", server.data)
    assert server.end() == 0
    with closing(sqlite3.connect(server.record)) as record, record:
        record.execute(change)
    assert server.verify()[0] == 2


def test_exported_tickets_stand_in_the_trail(server):
    server.add_agent("kim")
    assert run("ticket", "export", "--data", server.data).returncode == 0
    last = trail(server)[-1]
    assert (last["event"], last["what"], last["count"]) == ("exported", "tickets", 0)
