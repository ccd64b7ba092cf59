"""A record of an older version: brought up by `serve` or `record upgrade` only, copied before."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

from running_desk import BINARY, PASSWORD, ROOT, run

RECORDS = ROOT / "Tests/JournalTests/Records"
# What this program writes; the folder has a record of each version before it.
NEWEST = 9


def old_folder(folder, version):
    """A data folder as the program of that version left it."""
    folder.mkdir(mode=0o700)
    path = folder / "frontdesk.db"
    with closing(sqlite3.connect(path)) as record:
        record.executescript((RECORDS / f"version-{version}.sql").read_text(encoding="utf-8"))
        epoch = record.execute("SELECT value FROM meta WHERE name='epoch'").fetchone()[0]
    path.chmod(0o600)
    (folder / "frontdesk.store").write_text(epoch + "\n", encoding="ascii")
    (folder / "frontdesk.store").chmod(0o600)
    return folder


def version_of(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as record:
        return record.execute("PRAGMA user_version").fetchone()[0]


def events_of(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as record:
        table = "transcript" if version_of(path) >= 5 else "events"
        return record.execute(
            f"SELECT position, hash, CAST(body AS TEXT) FROM {table} ORDER BY 1").fetchall()


@pytest.fixture(params=range(1, NEWEST))
def old(request, make_server, tmp_path):
    return make_server(folder=old_folder(tmp_path / "data", request.param)), request.param


def test_serving_says_what_it_does_and_keeps_a_copy(old):
    server, version = old
    before = events_of(server.record)
    server.start()
    said = "".join(server.said)
    assert f"from version {version} to {NEWEST}" in said
    copies = list(server.data.glob(f"frontdesk.db.version-{version}-*"))
    assert len(copies) == 1 and str(copies[0]) in said
    assert copies[0].stat().st_mode & 0o777 == 0o600
    assert version_of(copies[0]) == version and events_of(copies[0]) == before
    assert version_of(server.record) == NEWEST and events_of(server.record)[:len(before)] == before
    assert server.verify()[0] == 0
    assert server.end() == 0
    server.start()
    assert "from version" not in "".join(server.said)


def test_a_dry_run_leaves_everything_as_it_is(old):
    server, version = old
    before = server.record.read_bytes()
    done = run("record", "upgrade", "--dry-run", "--data", server.data)
    assert done.returncode == 0, done.stderr
    assert f"from version {version} to {NEWEST}" in done.stdout and "not touched" in done.stdout
    assert server.record.read_bytes() == before
    left = {path.name for path in server.data.iterdir()} - {"frontdesk.db-wal", "frontdesk.db-shm"}
    assert left == {"frontdesk.db", "frontdesk.store"}


def test_upgrading_by_itself_does_the_same(old):
    server, version = old
    done = run("record", "upgrade", "--data", server.data)
    assert done.returncode == 0, done.stderr
    assert f"from version {version} to {NEWEST}" in done.stdout
    assert version_of(server.record) == NEWEST
    done = run("record", "upgrade", "--data", server.data)
    assert done.returncode == 0 and done.stdout.strip() == f"the record is of version {NEWEST}"
    server.start()


def test_other_commands_never_upgrade(old):
    server, version = old
    before = server.record.read_bytes()
    for command in (
        ["user", "add", "kim", "--password-stdin"], ["user", "list"], ["user", "disable", "maya"],
        ["ticket", "list"], ["ticket", "export"], ["flow", "status"],
    ):
        done = run(*command, "--data", server.data, stdin=PASSWORD + "\n")
        assert done.returncode == 65, (command, done.stdout, done.stderr)
        assert "frontdesk serve or frontdesk record upgrade" in done.stderr, command
    assert version_of(server.record) == version
    assert server.record.read_bytes() == before
    done = run("record", "verify", "--data", server.data)
    assert done.returncode == 0, done.stdout


def test_no_command_reads_a_newer_record(make_server):
    server = make_server().start()
    assert server.end() == 0
    with closing(sqlite3.connect(server.record)) as record, record:
        record.execute("PRAGMA user_version=99")
    for command in (["user", "list"], ["ticket", "list"], ["ticket", "export"],
                    ["record", "verify"], ["record", "upgrade"], ["mirror", "status"],
                    ["record", "backup", server.data / "copy.db"]):
        done = run(*command, "--data", server.data)
        if command[0] == "mirror" and "no mirrors" in done.stdout:
            continue
        assert done.returncode == 65, (command, done.stdout)
        assert "newer than this program knows" in done.stderr
    assert not list(server.data.glob("*.version-*"))


@pytest.mark.parametrize("version", [1, 3])
def test_an_upgrade_cut_off_anywhere_goes_on_at_the_next_start(make_server, tmp_path, version):
    """Killed at each write to the disk in turn; then a start that nobody disturbs."""
    if not shutil.which("strace"):
        pytest.skip("strace is not here")
    source = old_folder(tmp_path / "source", version)
    before = events_of(source / "frontdesk.db")
    for name in ("frontdesk.db-wal", "frontdesk.db-shm"):
        (source / name).unlink(missing_ok=True)
    when, kills = 1, 0
    while when < 400:
        folder = tmp_path / f"cut{when}"
        shutil.copytree(source, folder)
        done = subprocess.run(
            ["strace", "-f", "-o", "/dev/null", "-e", "trace=pwrite64,fsync,fdatasync,rename",
             "-e", f"inject=pwrite64,fsync,fdatasync,rename:signal=KILL:when={when}",
             BINARY, "record", "upgrade", "--data", folder],
            cwd=ROOT, capture_output=True, text=True, timeout=60)
        if done.returncode == 0:
            break
        kills += 1
        again = run("record", "upgrade", "--data", folder)
        assert again.returncode == 0, (when, again.stderr)
        assert version_of(folder / "frontdesk.db") == NEWEST
        assert events_of(folder / "frontdesk.db") == before
        assert run("record", "verify", "--data", folder).returncode == 0
        copies = [path for path in folder.glob(f"frontdesk.db.version-{version}-*")
                  if not path.name.endswith(".part")]
        assert len(copies) == 1 and events_of(copies[0]) == before
        assert "new epoch" not in again.stderr
        shutil.rmtree(folder)
        when += 1 if when < 12 else 7
    assert kills > 3


def test_an_upgrade_onto_a_full_disk_is_refused_and_leaves_the_record(make_server, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk")
    try:
        folder = old_folder(disk / "data", 2)
        for name in ("frontdesk.db-wal", "frontdesk.db-shm"):
            (folder / name).unlink(missing_ok=True)
        record = (folder / "frontdesk.db").read_bytes()
        with open(disk / "filling", "wb") as filling:
            free = os.statvfs(disk)
            filling.write(b"x" * max(0, free.f_bavail * free.f_frsize - 48 * 1024))
        code, words = make_server(folder=folder).refuses_to_start()
        assert code == 74, words
        assert "full" in words or "room" in words
        assert (folder / "frontdesk.db").read_bytes() == record
        assert not list(folder.glob("*.version-*"))
    finally:
        subprocess.run(["umount", disk], check=True)


def test_the_copy_from_before_can_be_restored(old):
    server, version = old
    before = events_of(server.record)
    server.start()
    assert server.end() == 0
    copy = next(server.data.glob(f"frontdesk.db.version-{version}-*"))
    done = run("record", "restore", copy, "--data", server.data)
    assert done.returncode == 0, done.stderr
    server.start()
    assert events_of(server.record)[:len(before)] == before
    assert re.search(r"epoch \S{22}", done.stdout)
