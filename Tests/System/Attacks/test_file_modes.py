"""What lies in the data folder is its owner's alone, whoever made it first and by which command."""

import asyncio
import os
import stat
import subprocess

import pytest

from desk_client import Line
from running_desk import BINARY, PASSWORD, ROOT, run


def run_openly(*arguments, stdin=None):
    """A command of an operator whose own mask hides nothing."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], cwd=ROOT, input=stdin, capture_output=True, text=True,
        timeout=60, preexec_fn=lambda: os.umask(0))


def wide(folder):
    """What others may do something with."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077:
            found[path.name] = oct(mode)
    return found


async def talk(server):
    line = await Line.open(server)
    await line.greet_customer()
    conversation, _ = await line.start()
    await line.do("say", conversation, text="a secret")
    await line.close()


def test_a_folder_that_an_account_is_added_to_first_is_private(make_server):
    server = make_server(demo=True)
    done = run_openly("user", "add", "kim", "--password-stdin", "--data", server.data,
                      stdin=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    assert wide(server.data) == {}
    server.start()
    asyncio.run(talk(server))
    names = {path.name for path in server.data.iterdir()}
    assert {"frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.key",
            "frontdesk.store", "frontdesk.lock", "control.sock", "demo-token"} <= names
    assert wide(server.data) == {}


@pytest.mark.parametrize("command", [
    ["user", "list"], ["ticket", "list"], ["ticket", "export"], ["record", "verify"],
    ["mirror", "status"], ["flow", "status"],
])
def test_a_command_that_only_reads_makes_nothing_others_can_read(make_server, command):
    server = make_server().start()
    asyncio.run(talk(server))
    assert server.end() == 0
    assert run_openly(*command, "--data", server.data).returncode == 0
    assert wide(server.data) == {}


def test_copies_are_private(make_server, tmp_path):
    server = make_server().start()
    asyncio.run(talk(server))
    folder = tmp_path / "copies"
    folder.mkdir(mode=0o700)
    copy = folder / "backup.db"
    assert run_openly("record", "backup", copy, "--data", server.data).returncode == 0
    copy.chmod(0o644)
    done = run_openly("record", "backup", copy, "--force", "--data", server.data)
    assert done.returncode == 0 and wide(folder) == {}
    restored = tmp_path / "restored"
    assert run_openly("record", "restore", copy, "--data", restored).returncode == 0
    assert run_openly("record", "restore", copy, "--data", restored).returncode == 0
    assert wide(restored) == {}


def test_what_is_found_open_is_closed_and_said(make_server):
    server = make_server().start()
    asyncio.run(talk(server))
    server.kill()
    server.data.chmod(0o755)
    opened = ["frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.key",
              "frontdesk.store", "frontdesk.lock"]
    for name in opened:
        (server.data / name).chmod(0o644)
    notes = server.data / "notes.txt"
    notes.write_text("the operator's own", encoding="ascii")
    notes.chmod(0o644)
    server.start()
    assert wide(server.data) == {"notes.txt": "0o644"}
    said = "".join(server.said)
    for name in opened:
        assert f"{name} was open to others (0644); made 0600" in said
    assert f"folder {server.data} was open to others (0755); made 0700" in said


def test_accounts_added_beside_an_open_record_close_it_too(make_server):
    server = make_server().start()
    assert server.end() == 0
    server.record.chmod(0o666)
    done = run_openly("user", "add", "kim", "--password-stdin", "--data", server.data,
                      stdin=PASSWORD + "\n")
    assert done.returncode == 0
    assert "was open to others (0666); made 0600" in done.stderr
    assert wide(server.data) == {}


def test_a_folder_that_everybody_writes_in_is_said_and_left(make_server, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    server = make_server(folder=shared).start()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert any("give the desk a folder of its own" in line for line in server.said)
    assert set(wide(shared)) == {"shared"}


def test_an_open_folder_with_a_record_in_it_is_closed(make_server):
    server = make_server().start()
    assert server.end() == 0
    server.data.chmod(0o777)
    server.start()
    assert wide(server.data) == {}
    assert any("was open to others (0777); made 0700" in line for line in server.said)


def test_an_open_folder_without_a_record_is_said(make_server, tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    server = make_server(folder=folder).start()
    assert any("give the desk a folder of its own" in line for line in server.said)


def test_a_command_that_reads_a_record_left_open_closes_it_first(make_server):
    """SQLite makes the log and its index as open as the record is."""
    server = make_server().start()
    asyncio.run(talk(server))
    server.kill()
    for path in server.data.glob("frontdesk.db*"):
        path.chmod(0o666)
    done = run_openly("ticket", "list", "--data", server.data)
    assert done.returncode == 0
    assert "frontdesk.db was open to others (0666); made 0600" in done.stderr
    assert wide(server.data) == {}


def test_a_key_that_is_gone_is_said(make_server):
    server = make_server().start()
    asyncio.run(talk(server))
    key = server.data / "frontdesk.key"
    assert not any("frontdesk.key" in line for line in server.said)
    assert server.end() == 0
    key.unlink()
    server.start()
    assert any("frontdesk.key was missing" in line for line in server.said), server.said
    assert key.stat().st_mode & 0o777 == 0o600


def test_flows_stay_readable_to_those_who_write_them(tmp_path):
    """Recorded talks and translations are work in the flows' folder, not what customers said."""
    lcov = tmp_path / "lcov.info"
    done = run_openly("flow", "test", "--coverage", "--lcov", lcov)
    if done.returncode != 0 or not lcov.exists():
        done = run_openly("flow", "test", "--lcov", lcov)
    assert lcov.exists(), done.stderr
    assert stat.S_IMODE(lcov.stat().st_mode) & 0o044 == 0o044
