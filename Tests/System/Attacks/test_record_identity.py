"""The record is the one it was: what is lost, damaged, emptied, swapped or deleted is never served."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from desk_client import Line
from running_desk import PASSWORD, ROOT, run


async def talk(server, count=40):
    line = await Line.open(server)
    await line.greet_customer()
    conversation, _ = await line.start()
    for number in range(count):
        ack = await line.do("say", conversation, text=f"words number {number}")
        assert ack["type"] == "ack", ack
    await line.close()
    return conversation


def log_of(server):
    return server.data / "frontdesk.db-wal"


def refused(server):
    before = {path: path.read_bytes() for path in server.data.glob("frontdesk.db*")
              if not path.name.endswith("-shm")}
    code, words = server.refuses_to_start()
    assert code == 65, words
    assert "record restore" in words
    after = {path: path.read_bytes() for path in before}
    assert after == before, "a refused record is not touched"
    return words


def test_a_kill_loses_nothing_and_alarms_nobody(server):
    conversation = asyncio.run(talk(server))
    for _ in range(3):
        server.kill()
        server.start()
        assert not any("NOT THE ONE" in line or "new epoch" in line for line in server.said)
    assert len(server.events(conversation)) > 40
    assert server.verify()[0] == 0


def test_a_lost_log_is_refused_and_the_ways_out_work(server):
    asyncio.run(talk(server))
    server.kill()
    assert log_of(server).stat().st_size > 0
    log_of(server).unlink()
    words = refused(server)
    assert "lacks the last" in words and "--as-is" in words
    code, words = server.verify()
    assert code == 2 and "lacks the last" in words
    done = run("user", "add", "kim", "--password-stdin", "--data", server.data,
               stdin=PASSWORD + "\n")
    assert done.returncode == 65 and "not served" in done.stderr
    done = run("record", "backup", server.data / "copy.db", "--data", server.data)
    assert done.returncode == 65
    done = run("record", "restore", server.record, "--data", server.data)
    assert done.returncode == 65 and "--as-is" in done.stderr
    done = run("record", "restore", "--as-is", server.record, "--data", server.data)
    assert done.returncode == 0, done.stderr
    server.start()
    assert server.verify()[0] == 0


@pytest.mark.parametrize("place", [0.25, 0.5, 0.75, 0.98])
def test_one_flipped_bit_in_the_log_is_refused(server, place):
    asyncio.run(talk(server))
    server.kill()
    log = bytearray(log_of(server).read_bytes())
    log[int(len(log) * place)] ^= 1
    log_of(server).write_bytes(log)
    refused(server)


def test_a_log_that_was_cut_short_is_refused(server):
    asyncio.run(talk(server))
    server.kill()
    os.truncate(log_of(server), log_of(server).stat().st_size // 2)
    refused(server)


def test_another_desks_log_is_refused(make_server, tmp_path):
    server = make_server().start()
    other = make_server(folder=tmp_path / "other").start()
    asyncio.run(talk(server, 20))
    asyncio.run(talk(other, 60))
    server.kill()
    other.kill()
    shutil.copy(log_of(other), log_of(server))
    code, words = server.refuses_to_start()
    assert code == 65, words


@pytest.mark.parametrize("end", ["kill", "end"])
def test_an_emptied_file_is_refused(server, end):
    asyncio.run(talk(server, 5))
    getattr(server, end)()
    for path in server.data.glob("frontdesk.db-*"):
        path.unlink()
    os.truncate(server.record, 0)
    words = refused(server)
    assert "empty" in words


@pytest.mark.parametrize("end", ["kill", "end"])
def test_another_desks_file_is_refused(make_server, tmp_path, end):
    server = make_server().start()
    other = make_server(folder=tmp_path / "other").start()
    asyncio.run(talk(server, 5))
    asyncio.run(talk(other, 5))
    getattr(server, end)()
    assert other.end() == 0
    shutil.copy(other.record, server.record)
    code, words = server.refuses_to_start()
    assert code == 65
    assert "another desk's" in words and "--another-desk" in words


def test_a_mark_that_is_gone_leaves_a_killed_desk_in_doubt(server):
    asyncio.run(talk(server, 5))
    server.kill()
    (server.data / "frontdesk.store").unlink()
    assert "mark" in refused(server)


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b"\0" * 1024])
def test_a_damaged_mark_of_an_ended_desk_is_made_anew(server, content):
    conversation = asyncio.run(talk(server, 5))
    assert server.end() == 0
    (server.data / "frontdesk.store").write_bytes(content)
    server.start()
    assert len(server.events(conversation)) > 5
    assert server.verify()[0] == 0


def test_a_torn_mark_falls_back_to_the_one_before(server):
    """A power cut tore the place that is written with every commit; the other one still holds."""
    asyncio.run(talk(server, 5))
    server.kill()
    mark = bytearray((server.data / "frontdesk.store").read_bytes())
    assert len(mark) == 1024
    mark[600:] = b"\xff" * (1024 - 600)
    (server.data / "frontdesk.store").write_bytes(mark)
    server.start()
    assert server.verify()[0] == 0


@pytest.mark.parametrize("what", ["last message", "last of all", "conversation", "first"])
def test_what_was_deleted_by_hand_is_found(server, what):
    """Each conversation's chain holds for what is left: only the mark beside it tells."""
    first = asyncio.run(talk(server, 8))
    second = asyncio.run(talk(server, 8))
    assert server.end() == 0
    assert server.verify()[0] == 0
    with closing(sqlite3.connect(server.record)) as record, record:
        def number(conversation):
            return record.execute(
                "SELECT number FROM tickets WHERE conversation=?", (conversation,)).fetchone()[0]
        if what == "last message":
            record.execute(
                "DELETE FROM events WHERE position=(SELECT max(position) FROM events"
                " WHERE conversation=?)", (number(first),))
        elif what == "last of all":
            record.execute("DELETE FROM events WHERE position=(SELECT max(position) FROM events)")
        else:
            gone = number(second if what == "conversation" else first)
            for table in ("events", "flow_sessions", "timers"):
                record.execute(f"DELETE FROM {table} WHERE conversation=?", (gone,))
            record.execute("DELETE FROM tickets WHERE number=?", (gone,))
    code, words = server.verify()
    assert code == 2
    assert "events are missing: those at position" in words, words


@pytest.mark.parametrize(
    "name", ["frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.lock"])
def test_a_file_deleted_under_the_running_desk_ends_it_within_a_second(server, name):
    asyncio.run(talk(server, 5))
    (server.data / name).unlink()
    begun = time.monotonic()
    assert server.process.wait(5) == 74
    # A second, and what a machine that builds beside it takes.
    assert time.monotonic() - begun < 2.5
    assert any(name in line and "deleted or replaced" in line for line in server.said), server.said


def test_a_file_replaced_under_the_running_desk_ends_it(server, tmp_path):
    asyncio.run(talk(server, 5))
    shutil.copy(server.record, tmp_path / "copy.db")
    os.replace(tmp_path / "copy.db", server.record)
    assert server.process.wait(5) == 74


def test_the_folder_moved_away_under_the_running_desk_ends_it(server, tmp_path):
    asyncio.run(talk(server, 5))
    server.data.rename(tmp_path / "moved")
    assert server.process.wait(5) == 74
    server.data = tmp_path / "moved"
    server.start()
    assert server.verify()[0] == 0


def write_over(path, content):
    """As a shell's `>` or `cp` does it: the same file, with something else in it."""
    with open(path, "r+b") as file:
        file.truncate(0)
        file.write(content)


@pytest.mark.parametrize("what", ["file emptied", "log emptied", "backup", "ended", "another's",
                                  "padded", "older log", "nonsense"])
@pytest.mark.parametrize("is_busy", [False, True])
def test_a_file_written_over_in_place_under_the_running_desk_ends_it(
        make_server, tmp_path, what, is_busy):
    """The file keeps its name and number; SQLite itself would go on and acknowledge what is lost."""
    server = make_server().start()
    asyncio.run(talk(server, 5))
    assert run("record", "backup", tmp_path / "copy.db", "--data", server.data).returncode == 0
    assert server.end() == 0
    ended = server.record.read_bytes()
    server.start()
    asyncio.run(talk(server, 5))
    log = log_of(server).read_bytes()
    with closing(sqlite3.connect(server.record)) as record:
        record.execute("PRAGMA wal_checkpoint(RESTART)")
    asyncio.run(talk(server, 30))
    if what == "another's":
        other = make_server(folder=tmp_path / "other").start()
        asyncio.run(talk(other, 60))
        assert other.end() == 0
    path, content = {
        "file emptied": (server.record, b""),
        "log emptied": (log_of(server), b""),
        "backup": (server.record, (tmp_path / "copy.db").read_bytes()),
        "ended": (server.record, ended),
        "padded": (server.record, ended + bytes(4_096_000)),
        "another's": (server.record, (tmp_path / "other/frontdesk.db").read_bytes()
                      if what == "another's" else b""),
        "older log": (log_of(server), log),
        "nonsense": (server.record, b"nonsense" * 512_000),
    }[what]

    async def meanwhile():
        """Words go on while it happens; what is said after the loss may be lost, for a second."""
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        write_over(path, content)
        begun = time.monotonic()
        while time.monotonic() - begun < 5:
            try:
                await asyncio.wait_for(line.do("say", conversation, text="are you there?"), 2)
            except Exception:
                break
        return begun

    if is_busy:
        begun = asyncio.run(meanwhile())
    else:
        begun = time.monotonic()
        write_over(path, content)
    code = server.process.wait(5)
    assert time.monotonic() - begun < 2.5
    # SQLite may find it first, and say that the file is damaged.
    assert code == 74 or (is_busy and code == 65), (code, server.said)
    if code == 74 and not is_busy:
        assert any(f"{path} was emptied or written over" in line for line in server.said), server.said


def test_what_desk_and_tools_do_to_the_log_alarms_nobody(make_server):
    """The log begins anew over and over, and another program empties it, all in order."""
    server = make_server().start()
    for _ in range(4):
        asyncio.run(talk(server, 30))
        for how in ("PASSIVE", "RESTART", "TRUNCATE"):
            with closing(sqlite3.connect(server.record)) as record:
                record.execute(f"PRAGMA wal_checkpoint({how})")
            time.sleep(0.3)
    asyncio.run(talk(server, 300))
    time.sleep(1)
    assert server.process.poll() is None, server.said
    assert server.end() == 0
    assert server.verify()[0] == 0


DELETIONS = {
    "the end of a conversation": "DELETE FROM events WHERE conversation=1 AND seq>=6",
    "the last event": "DELETE FROM events WHERE position=(SELECT max(position) FROM events)",
    "a conversation": "DELETE FROM events WHERE conversation=1",
    "a conversation and its ticket":
        "DELETE FROM events WHERE conversation=1; DELETE FROM tickets WHERE number=1",
    "everything": "DELETE FROM events",
    "a swap": "UPDATE events SET hash=(SELECT hash FROM events WHERE position=1) WHERE position=2",
}


@pytest.mark.parametrize("end", ["kill", "end"])
@pytest.mark.parametrize("what", DELETIONS)
def test_what_was_deleted_by_hand_is_not_served_nor_copied(server, tmp_path, what, end):
    """Under the same epoch it would be forgotten; a new one would hide that it ever was."""
    asyncio.run(talk(server, 8))
    asyncio.run(talk(server, 8))
    getattr(server, end)()
    with closing(sqlite3.connect(server.record)) as record:
        record.executescript(DELETIONS[what])
    mark = (server.data / "frontdesk.store").read_bytes()
    for _ in range(2):
        code, words = server.refuses_to_start()
        assert code == 65, words
        assert "record restore" in words and ("verify" in words or "deleted" in words), words
    assert (server.data / "frontdesk.store").read_bytes() == mark
    assert server.verify()[0] == 2
    done = run("record", "backup", tmp_path / "copy.db", "--data", server.data)
    assert done.returncode == 65, done.stdout + done.stderr
    assert not list(tmp_path.glob("copy.db*"))
    done = run("user", "add", "kim", "--password-stdin", "--data", server.data,
               stdin=PASSWORD + "\n")
    assert done.returncode == 65


def test_what_was_deleted_lately_from_a_large_record_is_not_served(server):
    """Over 256 MiB a start does not add up all events, but looks at the latest for gaps."""
    asyncio.run(talk(server, 8))
    asyncio.run(talk(server, 8))
    assert server.end() == 0
    whole = server.record.read_bytes()
    with open(server.record, "r+b") as file:
        file.truncate(300 << 20)
    server.start()
    assert server.end() == 0
    with closing(sqlite3.connect(server.record)) as record:
        record.executescript("DELETE FROM events WHERE conversation=1 AND seq>=6")
    assert server.record.stat().st_size > 256 << 20 > len(whole)
    code, words = server.refuses_to_start()
    assert code == 65 and "latest events are missing" in words, words
    assert server.verify()[0] == 2


def test_a_backup_beside_the_running_desk_finds_what_was_deleted_under_it(server, tmp_path):
    asyncio.run(talk(server, 8))
    with closing(sqlite3.connect(server.record)) as record:
        record.executescript(DELETIONS["the end of a conversation"])
    assert server.verify()[0] == 2
    done = run("record", "backup", tmp_path / "copy.db", "--data", server.data)
    assert done.returncode == 65 and "missing" in done.stderr
    assert not list(tmp_path.glob("copy.db*"))


def test_a_tampered_copy_gets_no_new_epoch(server, tmp_path):
    asyncio.run(talk(server, 8))
    copy = tmp_path / "copy.db"
    assert run("record", "backup", copy, "--data", server.data).returncode == 0
    with closing(sqlite3.connect(copy)) as record:
        record.executescript("DELETE FROM events WHERE conversation=1 AND seq=3")
    assert server.end() == 0
    shutil.copy(copy, server.record)
    before = server.record.read_bytes()
    code, words = server.refuses_to_start()
    assert code == 65 and "verify" in words, words
    assert server.record.read_bytes() == before


def test_a_start_cut_off_while_the_record_is_made_leaves_a_folder_that_works(make_server, tmp_path):
    """Killed at ever later moments of the first start; accounts can be added after each."""
    for moment in range(12):
        server = make_server(folder=tmp_path / f"data{moment}")
        try:
            server.start(patience=0.02 + moment * 0.03)
        except AssertionError:
            pass
        server.kill()
        done = run("user", "add", "maya", "--password-stdin", "--data", server.data,
                   stdin=PASSWORD + "\n")
        assert done.returncode == 0, (moment, done.stderr)
        assert "maya" in run("user", "list", "--data", server.data).stdout


def test_a_refused_start_never_listens(server, tmp_path):
    """A desk that will not serve must not take a client's connection and then drop it."""
    if not shutil.which("strace"):
        pytest.skip("strace is not here")
    asyncio.run(talk(server, 5))
    server.kill()
    log_of(server).unlink()
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-e", "trace=listen", "-o", trace, *server.arguments()],
        cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 65
    assert "listen(" not in trace.read_text(encoding="ascii")
