"""How the server starts, and how it refuses to: an exit code and a sentence that says what to do."""

import os
import shutil
import socket
import sqlite3
import subprocess
from contextlib import closing

import pytest

from running_desk import ROOT, run


def test_a_port_in_use_is_named(make_server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, words = make_server(port=taken.getsockname()[1]).refuses_to_start()
    assert code == 69
    assert "in use" in words


def test_a_second_server_on_the_same_folder_is_kept_out(make_server):
    first = make_server().start()
    code, words = make_server(folder=first.data).refuses_to_start()
    assert code == 75
    assert "another frontdesk serves" in words
    assert first.get("/readyz")[0] == 200


def test_a_data_folder_that_cannot_be_written_is_named(make_server, tmp_path):
    folder = tmp_path / "a-file"
    folder.write_text("not a folder", encoding="ascii")
    code, words = make_server(folder=folder).refuses_to_start()
    assert code == 74
    assert str(folder) in words and "cannot" in words


def test_a_read_only_data_folder_is_named(make_server, tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    if os.geteuid() == 0:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", folder], capture_output=True)
        if mounted.returncode != 0:
            pytest.skip("no right to mount a read-only folder")
    else:
        folder.chmod(0o555)
    try:
        code, words = make_server(folder=folder).refuses_to_start()
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", folder], check=True)
    assert code == 74
    assert str(folder) in words


def test_a_damaged_record_is_not_served(make_server):
    server = make_server().start()
    assert server.end() == 0
    size = server.record.stat().st_size
    with open(server.record, "r+b") as record:
        record.seek(4096)
        record.write(b"\x5a" * (size - 4096))
    code, words = server.refuses_to_start()
    assert code == 65
    assert "damaged" in words or "malformed" in words


def test_a_file_that_is_no_record_is_not_served(make_server):
    server = make_server()
    server.data.mkdir()
    server.record.write_bytes(b"A" * 8192)
    code, words = server.refuses_to_start()
    assert code == 65
    assert str(server.record) in words


def test_a_changed_event_is_noticed_and_named(make_server):
    import asyncio

    from desk_client import Line

    server = make_server().start()

    async def talk():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        await line.do("say", conversation, text="I was charged 10 euros")
        return conversation

    conversation = asyncio.run(talk())
    assert server.end() == 0
    with closing(sqlite3.connect(server.record)) as record, record:
        record.execute("UPDATE events SET body = CAST(replace(body, '10 euros', '99 euros') AS BLOB)")
    code, words = server.verify()
    assert code == 2
    assert conversation in words and "not what was written" in words
    code, words = server.refuses_to_start()
    assert code == 65
    assert conversation in words


def test_a_record_of_a_newer_version_is_not_touched(make_server):
    server = make_server().start()
    assert server.end() == 0
    with closing(sqlite3.connect(server.record)) as record, record:
        record.execute("PRAGMA user_version = 99")
    before = server.record.read_bytes()
    code, words = server.refuses_to_start()
    assert code == 65
    assert "newer" in words
    assert server.record.read_bytes() == before


def test_a_missing_record_is_not_replaced_by_an_empty_one(make_server):
    server = make_server().start()
    assert server.end() == 0
    for path in server.data.glob("frontdesk.db*"):
        path.unlink()
    code, words = server.refuses_to_start()
    assert code == 65
    assert "missing" in words and "restore" in words
    assert not server.record.exists()


def test_a_broken_flow_is_refused_with_its_place(make_server, tmp_path):
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    triage = flows / "triage.flow.yaml"
    triage.write_text(
        triage.read_text(encoding="utf-8").replace("goto: order }", "goto: ordr }"),
        encoding="utf-8")
    line = next(
        number for number, text in enumerate(triage.read_text(encoding="utf-8").splitlines(), 1)
        if "goto: ordr }" in text)
    code, words = make_server(flows=flows).refuses_to_start()
    assert code == 65
    assert f"triage.flow.yaml:{line}:" in words
    assert "ordr" in words


def test_a_broken_config_is_refused_with_its_place_and_a_hint(make_server, tmp_path):
    config = tmp_path / "frontdesk.yaml"
    config.write_text("listen:\n  prot: 8080\n", encoding="utf-8")
    code, words = make_server(config=config).refuses_to_start()
    assert code == 78
    assert "frontdesk.yaml:2:3" in words
    assert "port" in words


def test_an_interrupted_first_start_is_no_obstacle(make_server):
    """Files were made, and the power went before a byte stood in them."""
    server = make_server()
    server.data.mkdir(mode=0o700)
    for name in ("frontdesk.db", "frontdesk.lock", "frontdesk.key.new"):
        (server.data / name).touch(mode=0o600)
    server.start()
    assert server.get("/readyz")[0] == 200
    key = server.data / "frontdesk.key"
    assert key.stat().st_size == 32 and key.stat().st_mode & 0o077 == 0


def test_it_serves_its_pages_and_says_how_it_is(server):
    status, headers, body = server.get("/")
    assert status == 200 and b"<html" in body.lower()
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert server.get("/", f"If-None-Match: {headers['etag']}\r\n")[0] == 304
    assert server.get("/../config/frontdesk.yaml")[0] in (400, 404)
    assert server.get("/livez")[0] == 200
    assert server.get("/readyz")[0] == 200
    assert server.get("/version")[2].strip().decode() in run("--version").stdout


def test_a_free_port_is_chosen_and_said(make_server):
    server = make_server()
    server.port = 0
    import re
    import subprocess as processes

    process = processes.Popen(server.arguments(), cwd=ROOT, stdout=processes.PIPE, text=True)
    try:
        line = process.stdout.readline()
        server.port = int(re.search(r":(\d+)/", line)[1])
        assert server.get("/readyz")[0] == 200
    finally:
        process.kill()
        process.wait()
