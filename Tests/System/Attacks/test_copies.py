"""Copies of the record: made while the desk serves, brought back, and what a bad copy is told."""

import asyncio
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from contextlib import closing

import pytest

from desk_client import Line
from running_desk import run


async def talk(server, words, token=None):
    """One customer says these; the conversation, the token, the epoch."""
    line = await Line.open(server)
    welcome = await line.greet_customer(token)
    conversation, token = await line.start()
    for text in words:
        ack = await line.do("say", conversation, text=text)
        assert ack["type"] == "ack", ack
    await line.close()
    return conversation, token, welcome["epoch"]


async def say_more(server, conversation, token, words):
    line = await Line.open(server)
    await line.greet_customer(token)
    for text in words:
        ack = await line.do("say", conversation, text=text)
        assert ack["type"] == "ack", ack
    await line.close()


def said(server, conversation):
    return [event["text"] for event in server.events(conversation).values()
            if event["event"] == "said" and event["author"].startswith("c:")]


def backup(server, path, *more):
    return run("record", "backup", path, "--data", server.data, *more)


def restore(server, path, *more):
    return run("record", "restore", path, "--data", server.data, *more)


def heads(words):
    return re.search(r"^heads ([0-9a-f]{64})$", words, re.M)[1]


def test_a_backup_of_a_running_desk_holds_every_acknowledged_word(make_server, tmp_path):
    server = make_server().start()
    words = [f"words number {number}" for number in range(300)]
    conversation, _, _ = asyncio.run(talk(server, words))
    copy = tmp_path / "backup.db"
    done = backup(server, copy)
    assert done.returncode == 0, done.stderr
    assert re.search(r"copied \d+ events in 1 conversations .*: whole", done.stdout)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "data"]
    assert heads(done.stdout) == heads(server.verify()[1])
    assert server.end() == 0

    elsewhere = make_server(folder=tmp_path / "elsewhere")
    done = restore(elsewhere, copy)
    assert done.returncode == 0, done.stderr
    elsewhere.start()
    assert said(elsewhere, conversation) == words
    assert elsewhere.verify()[0] == 0


def test_a_backup_needs_nothing_beside_it_even_on_a_read_only_disk(make_server, tmp_path):
    server = make_server().start()
    asyncio.run(talk(server, ["hello"]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as record:
        assert record.execute("PRAGMA journal_mode").fetchone()[0] in ("delete", "off")
        assert record.execute("SELECT count(*) FROM events").fetchone()[0] > 1
    with open(copy, "rb") as file:
        assert file.read(20)[18:20] == b"\x01\x01"


def test_the_desk_goes_on_while_it_is_copied(make_server, tmp_path):
    """Backups one after another, and a customer's words are acknowledged as before."""
    server = make_server().start()
    asyncio.run(talk(server, ["x" * 3000 for _ in range(400)]))
    stop = threading.Event()
    copied = []

    def copy_over_and_over():
        while not stop.is_set():
            copied.append(backup(server, tmp_path / "again.db", "--force").returncode)

    async def spans(count):
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        times = []
        for _ in range(count):
            begun = time.monotonic()
            assert (await line.do("say", conversation, text="hello"))["type"] == "ack"
            times.append(time.monotonic() - begun)
            await asyncio.sleep(0.02)
        await line.close()
        return sorted(times)

    quiet = asyncio.run(spans(60))
    thread = threading.Thread(target=copy_over_and_over)
    thread.start()
    busy = asyncio.run(spans(120))
    stop.set()
    thread.join()
    assert copied and set(copied) == {0}
    # The copying takes a core; the desk itself waits for none of it.
    assert busy[len(busy) // 2] < 10 * quiet[len(quiet) // 2] + 0.1


def test_two_backups_at_once_to_one_file_never_mix(make_server, tmp_path):
    server = make_server().start()
    asyncio.run(talk(server, ["x" * 4000 for _ in range(300)]))
    copy = tmp_path / "backup.db"
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(backup(server, copy, "--force")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = [done.returncode for done in results]
    assert 0 in codes and set(codes) <= {0, 75}
    for done in results:
        assert done.returncode == 0 or "another copy is being written" in done.stderr
    assert not list(tmp_path.glob("*.part*"))
    assert run("record", "restore", copy, "--data", tmp_path / "new").returncode == 0


def test_a_file_that_is_there_is_not_replaced_unless_told(make_server, tmp_path):
    server = make_server().start()
    copy = tmp_path / "backup.db"
    copy.write_text("a thesis", encoding="ascii")
    done = backup(server, copy)
    assert done.returncode == 73 and "--force" in done.stderr
    assert copy.read_text(encoding="ascii") == "a thesis"
    assert backup(server, copy, "--force").returncode == 0
    done = backup(server, server.record, "--force")
    assert done.returncode != 0 and "the record itself" in done.stderr
    assert server.verify()[0] == 0


def test_what_stands_under_the_drafts_name_is_never_written_through(make_server, tmp_path):
    """Whoever may write where copies go puts a link there, to have the desk's user overwrite a file."""
    server = make_server().start()
    copy, part, victim = tmp_path / "b.db", tmp_path / "b.db.part", tmp_path / "victim"
    victim.write_text("a thesis", encoding="ascii")
    for make in (lambda: part.symlink_to(victim), lambda: os.link(victim, part),
                 lambda: os.mkfifo(part), part.mkdir, lambda: part.symlink_to(tmp_path / "none")):
        make()
        done = backup(server, copy)
        assert done.returncode != 0 and str(part) in done.stderr, done
        assert victim.read_text(encoding="ascii") == "a thesis"
        assert not copy.exists() and not (tmp_path / "none").exists()
        part.rmdir() if part.is_dir() and not part.is_symlink() else part.unlink()
    part.write_bytes(b"left by a copy that was cut off")
    assert backup(server, copy).returncode == 0


@pytest.mark.parametrize("is_running", [True, False])
def test_a_backup_never_replaces_what_is_the_desks_own(make_server, tmp_path, is_running):
    server = make_server(demo=True).start()
    conversation, _, _ = asyncio.run(talk(server, ["one"]))
    if not is_running:
        server.kill()
    names = ["frontdesk.db", "frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.db-journal",
             "frontdesk.store", "frontdesk.lock", "frontdesk.key", "control.sock", "demo-token",
             "frontdesk.search", "frontdesk.search-wal"]

    def contents():
        # The index goes on by itself behind the record.
        return {path: path.read_bytes() for path in server.data.iterdir()
                if path.is_file() and not path.name.endswith("-shm")
                and not path.name.startswith("frontdesk.search")}

    before = contents()
    (tmp_path / "link").symlink_to(server.data)
    os.link(server.data / "frontdesk.key", tmp_path / "key")
    places = [server.data / name for name in names]
    places += [tmp_path / "link" / "frontdesk.db-wal", tmp_path / "key",
               server.data / "../data/./frontdesk.store"]
    for place in places:
        done = backup(server, place, "--force")
        assert done.returncode != 0 and "name another file" in done.stderr, (place, done)
    assert contents() == before
    if not is_running:
        server.start()
    assert said(server, conversation) == ["one"]


def test_a_backup_goes_to_plain_files_only(make_server, tmp_path):
    server = make_server().start()
    pipe, folder, link = tmp_path / "pipe", tmp_path / "folder", tmp_path / "link"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to(tmp_path / "nothing")
    for place in (pipe, folder, link, "/dev/null"):
        done = backup(server, place, "--force")
        assert done.returncode != 0 and "no plain file" in done.stderr, (place, done)
    assert pipe.is_fifo() and folder.is_dir() and link.is_symlink()
    assert pathlib.Path("/dev/null").is_char_device()


def test_restores_one_after_another_keep_all_that_was_there(make_server, tmp_path):
    """Also within one second, whose time they would share as a name."""
    server = make_server().start()
    asyncio.run(talk(server, ["one"]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    asyncio.run(talk(server, ["only here"]))
    server.kill()
    kept = []
    for _ in range(6):
        done = restore(server, copy)
        assert done.returncode == 0, done.stderr
        kept.append(re.search(r"is now (\S+)", done.stdout)[1])
    assert len(set(kept)) == 6 and all(os.path.exists(path) for path in kept)
    with closing(sqlite3.connect(kept[0])) as record:
        assert record.execute("SELECT count(*) FROM tickets").fetchone()[0] == 2
    for path in kept[1:]:
        with closing(sqlite3.connect(path)) as record:
            assert record.execute("SELECT count(*) FROM tickets").fetchone()[0] == 1


def test_a_backup_onto_a_full_disk_leaves_nothing(make_server, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    server = make_server().start()
    asyncio.run(talk(server, ["x" * 4000 for _ in range(300)]))
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk")
    try:
        done = backup(server, disk / "backup.db")
        assert done.returncode == 74
        assert "full" in done.stderr or "room" in done.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)
    assert server.get("/readyz")[0] == 200


def test_a_backup_of_a_desk_that_is_down_is_the_same(make_server, tmp_path):
    server = make_server().start()
    conversation, _, _ = asyncio.run(talk(server, ["one", "two"]))
    running = backup(server, tmp_path / "running.db")
    server.kill()
    done = backup(server, tmp_path / "down.db")
    assert done.returncode == 0, done.stderr
    assert heads(done.stdout) == heads(running.stdout)
    server.start()
    assert said(server, conversation) == ["one", "two"]


# -- what a copy must be ----------------------------------------------------------------------


def test_the_one_file_of_a_running_desk_is_no_copy(make_server, tmp_path):
    """`cp frontdesk.db` leaves the log behind, and with it what was said lately."""
    server = make_server().start()
    asyncio.run(talk(server, [f"words {number}" for number in range(50)]))
    copy = tmp_path / "copied.db"
    shutil.copy(server.record, copy)
    other = make_server(folder=tmp_path / "other")
    other.data.mkdir(mode=0o700)
    shutil.copy(copy, other.record)
    code, words = other.refuses_to_start()
    assert code == 65
    assert "in use when it was copied" in words and "record restore" in words
    done = restore(make_server(folder=tmp_path / "third"), copy)
    assert done.returncode == 65
    assert "record backup" in done.stderr and "--as-is" in done.stderr
    done = restore(make_server(folder=tmp_path / "third"), copy, "--as-is")
    assert done.returncode == 0, done.stderr


def test_the_file_of_a_desk_that_was_ended_is_a_copy(make_server, tmp_path):
    server = make_server().start()
    conversation, _, _ = asyncio.run(talk(server, ["kept"]))
    assert server.end() == 0
    moved = make_server(folder=tmp_path / "moved")
    moved.data.mkdir(mode=0o700)
    shutil.copy(server.record, moved.record)
    moved.start()
    assert said(moved, conversation) == ["kept"]


@pytest.mark.parametrize("damage", ["empty", "garbage", "cut", "changed", "newer", "foreign"])
def test_a_bad_copy_is_not_restored_and_the_record_stays(make_server, tmp_path, damage):
    server = make_server().start()
    conversation, _, _ = asyncio.run(talk(server, ["x" * 2000 for _ in range(20)]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    if damage == "foreign":
        stranger = make_server(folder=tmp_path / "stranger").start()
        asyncio.run(talk(stranger, ["a stranger's"]))
        assert backup(stranger, copy, "--force").returncode == 0
    elif damage == "empty":
        copy.write_bytes(b"")
    elif damage == "garbage":
        copy.write_bytes(b"A" * 8192)
    elif damage == "cut":
        os.truncate(copy, copy.stat().st_size // 2)
    else:
        with closing(sqlite3.connect(copy)) as record, record:
            record.execute({
                "changed": "UPDATE events SET body=CAST(replace(body,'xxx','yyy') AS BLOB)",
                "newer": "PRAGMA user_version=99",
            }[damage])
    done = restore(server, copy)
    assert done.returncode == 75 and "serves" in done.stderr
    assert server.end() == 0
    before = server.record.read_bytes()
    done = restore(server, copy)
    assert done.returncode == 65, done.stderr
    assert server.record.read_bytes() == before
    assert not list(server.data.glob("*.restored*")) and not list(server.data.glob("*.replaced*"))
    server.start()
    assert len(said(server, conversation)) == 20
    if damage == "foreign":
        assert server.end() == 0
        done = restore(server, copy, "--another-desk")
        assert done.returncode == 0, done.stderr
        server.start()


# -- what a restore means to others ------------------------------------------------------------


async def follow(server, token, conversation, epoch, after):
    line = await Line.open(server)
    welcome = await line.greet_customer(token)
    await line.send(type="follow", conversation=conversation, epoch=epoch, after=after)
    async with asyncio.timeout(10):
        while True:
            frame = await line.hear()
            if frame["type"] in ("reset", "event", "caught_up", "events"):
                await line.close()
                return frame, welcome["epoch"]


def test_clients_of_a_restored_desk_begin_anew(make_server, tmp_path):
    """A client that slept while the conversation grew past its place again must not go on there."""
    server = make_server().start()
    conversation, token, epoch = asyncio.run(talk(server, ["one", "two"]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    asyncio.run(say_more(server, conversation, token, ["lost 1", "lost 2"]))
    seq = max(server.events(conversation))
    assert server.end() == 0
    done = restore(server, copy)
    assert done.returncode == 0, done.stderr
    kept = pathlib.Path(re.search(r"is now (\S+)", done.stdout)[1])
    assert kept.exists() and kept.stat().st_mode & 0o777 == 0o600
    server.start()
    asyncio.run(say_more(server, conversation, token, ["new 1", "new 2", "new 3", "new 4"]))
    assert max(server.events(conversation)) > seq
    frame, epoch_now = asyncio.run(follow(server, token, conversation, epoch, seq))
    assert epoch_now != epoch
    assert frame["type"] == "reset" and frame["reason"] == "epoch", frame
    assert said(server, conversation) == ["one", "two", "new 1", "new 2", "new 3", "new 4"]
    with closing(sqlite3.connect(kept)) as record:
        held = record.execute(
            "SELECT count(*) FROM transcript WHERE author LIKE 'c:%'"
            " AND CAST(body AS TEXT) LIKE '%lost %'").fetchone()
    assert held[0] == 2


def test_agents_log_in_again_after_a_restore(make_server, tmp_path):
    server = make_server()
    server.add_agent()
    server.start()

    async def log_in():
        line = await Line.open(server, origin=None)
        welcome = await line.greet_agent()
        await line.close()
        return welcome["token"]

    token = asyncio.run(log_in())
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    assert server.end() == 0
    assert restore(server, copy).returncode == 0
    server.start()

    async def come_back():
        line = await Line.open(server, origin=None)
        await line.send(type="hello", **{"as": "agent"}, token=token)
        return await line.hear()

    assert asyncio.run(come_back())["type"] == "refused"
    assert asyncio.run(log_in())


def test_what_waited_for_a_mirror_keeps_its_id_and_what_is_new_gets_another(make_server, tmp_path):
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(run("mirror", "secret").stdout, encoding="ascii")
    config = tmp_path / "frontdesk.yaml"
    config.write_text(
        "mirrors:\n  - name: crm\n    url: http://127.0.0.1:9/hook\n"
        f"    secret_file: {secret}\n    allow_private: true\n", encoding="utf-8")
    server = make_server(config=config)
    server.start()
    conversation, token, epoch = asyncio.run(talk(server, ["before"]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    before = max(server.events(conversation))
    assert server.end() == 0
    assert restore(server, copy).returncode == 0
    server.start()
    asyncio.run(say_more(server, conversation, token, ["after"]))
    with closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as record:
        rows = dict(record.execute(
            "SELECT e.seq, (SELECT epoch FROM epochs WHERE position>=e.position ORDER BY position)"
            " FROM events e JOIN lanes l ON l.conversation=e.conversation AND e.seq>=l.next"))
        now = record.execute("SELECT value FROM meta WHERE name='epoch'").fetchone()[0]
    assert now != epoch
    assert {rows[seq] for seq in rows if seq <= before} == {epoch}
    assert {rows[seq] for seq in rows if seq > before} == {None}


@pytest.mark.parametrize("state", ["ended", "killed"])
def test_an_older_copy_put_back_by_hand_gets_a_new_epoch_loudly(make_server, tmp_path, state):
    """`cp backup.db data/frontdesk.db`, over whatever log a killed desk left there."""
    server = make_server().start()
    conversation, token, epoch = asyncio.run(talk(server, ["one"]))
    copy = tmp_path / "backup.db"
    assert backup(server, copy).returncode == 0
    asyncio.run(say_more(server, conversation, token, [f"lost {n}" for n in range(40)]))
    seq = max(server.events(conversation))
    server.kill() if state == "killed" else server.end()
    shutil.copy(copy, server.record)
    server.start()
    assert any("IS NOT THE ONE" in line and "new epoch" in line for line in server.said), server.said
    frame, epoch_now = asyncio.run(follow(server, token, conversation, epoch, seq))
    assert frame["type"] == "reset" and epoch_now != epoch
    assert said(server, conversation) == ["one"]
    assert server.verify()[0] == 0
    assert server.end() == 0
    server.start()
    assert not any("IS NOT THE ONE" in line for line in server.said)
    assert asyncio.run(follow(server, token, conversation, epoch_now, 0))[1] == epoch_now


def test_an_older_file_of_an_ended_desk_put_back_is_noticed_too(make_server, tmp_path):
    server = make_server().start()
    conversation, token, epoch = asyncio.run(talk(server, ["one"]))
    assert server.end() == 0
    shutil.copy(server.record, tmp_path / "yesterday.db")
    server.start()
    asyncio.run(say_more(server, conversation, token, ["lost"]))
    assert server.end() == 0
    shutil.copy(tmp_path / "yesterday.db", server.record)
    server.start()
    assert any("IS NOT THE ONE" in line for line in server.said)
    frame, epoch_now = asyncio.run(follow(server, token, conversation, epoch, 1))
    assert frame["type"] == "reset" and epoch_now != epoch
