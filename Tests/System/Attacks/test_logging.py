"""The log: it never stops the desk, says what happened and to whom, and holds nobody's words."""

import asyncio
import fcntl
import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import time

import pytest
import websockets

from desk_client import Line
from log_reading import break_in, find, knock, lines, wait_for
from running_desk import PASSWORD, ROOT, eventually, run


def serve_into(server, stderr, **options):
    """Starts the server with its log going somewhere of the test's own."""
    server.process = subprocess.Popen(
        server.arguments(), cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True, **options)
    assert " serves " in server.process.stdout.readline()
    return server


def broken_flows(folder, mistakes):
    """A folder of flows with so many mistakes."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "flows", folder)
    steps = "".join(f"    - goto: nowhere_{number}\n" for number in range(mistakes))
    (folder / "extra.flow.yaml").write_text(
        f"flow: extra\nsections:\n  start:\n{steps}", encoding="utf-8")


# -- It never stops the desk ----------------------------------------------------------------


def test_a_log_that_nobody_reads_does_not_stop_the_desk(make_server, tmp_path):
    """finding: after 697 bad frames into a pipe nobody reads /livez timed out, for good."""
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY)
    # The smallest there is, so that it is full at once.
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    server = serve_into(make_server(flows=flows), writer)
    os.close(writer)
    slowest = 0
    for number in range(60):
        assert b" 403 " in knock(server, f"https://{number}.evil.example")
        break_in(server)
        begun = time.monotonic()
        assert server.get("/livez")[0] == 200
        slowest = max(slowest, time.monotonic() - begun)
    assert slowest < 2
    # Far more than may wait: a hundred findings each time.
    broken_flows(flows, 120)
    for _ in range(26):
        assert run("flow", "publish", "--data", server.data).returncode != 0
    assert server.get("/livez")[0] == 200
    # Somebody reads again: what waited comes, and what was lost is counted in a line of its own.
    os.set_blocking(reader, True)
    server.process.send_signal(signal.SIGTERM)
    with os.fdopen(reader, "rb") as stream:
        heard = [json.loads(line) for line in stream]
    assert server.process.wait(10) == 0
    assert heard[0]["msg"] == "started" and heard[-1]["msg"] == "stopped"
    assert sum(line.get("dropped", 0) for line in heard) > 100
    assert len(heard) > 1000
    assert [line for line in heard if line["msg"] == "libwebsockets"]


def test_a_blocked_log_does_not_keep_the_server_from_ending(make_server, tmp_path):
    pipe = tmp_path / "log"
    os.mkfifo(pipe)
    both = os.open(pipe, os.O_RDWR)
    fcntl.fcntl(both, fcntl.F_SETPIPE_SZ, 4096)
    server = serve_into(make_server(), both)
    for number in range(40):
        knock(server, f"https://{number}.evil.example")
    begun = time.monotonic()
    assert server.end(20) == 0
    assert time.monotonic() - begun < 10
    os.close(both)


def test_a_terminal_that_was_stopped_does_not_stop_the_desk(make_server):
    """Ctrl-S in the window where it was started."""
    main, side = pty.openpty()
    server = serve_into(make_server(), side)
    os.close(side)
    os.write(main, b"\x13")
    for number in range(90):
        assert b" 403 " in knock(server, f"https://{number}.evil.example/" + "x" * 150)
    assert server.get("/livez")[0] == 200
    os.write(main, b"\x11")
    os.set_blocking(main, False)
    heard = []

    def goes_on():
        try:
            heard.append(os.read(main, 65536))
        except BlockingIOError:
            pass
        return b"https://89.evil.example" in b"".join(heard)

    eventually(goes_on)
    assert server.end() == 0
    os.close(main)


def test_a_terminal_that_was_stopped_before_the_start_does_not_keep_it_from_serving(make_server):
    main, side = pty.openpty()
    os.write(main, b"\x13")
    server = make_server()
    server.process = subprocess.Popen(server.arguments(), cwd=ROOT, stdout=side, stderr=side)
    os.close(side)

    def serves():
        try:
            return server.get("/livez")[0] == 200
        except OSError:
            return False

    eventually(serves, 30)
    assert server.end() == 0
    os.close(main)


def test_a_closed_log_does_not_end_the_desk(make_server):
    read, write = os.pipe()
    server = serve_into(make_server(), write)
    os.close(write)
    os.close(read)
    for number in range(40):
        assert b" 403 " in knock(server, f"https://{number}.evil.example")
    assert server.get("/livez")[0] == 200
    assert server.end() == 0


# -- What it says ---------------------------------------------------------------------------


def test_the_start_says_what_serves_and_from_what(server):
    started = wait_for(server, "started")
    assert started["version"] in run("--version").stdout
    assert started["config"] == "config/frontdesk.yaml"
    assert started["desk"] == "config/desk.yaml"
    assert started["data"] == str(server.data)
    assert started["flows"] == str(ROOT / "flows")
    assert len(started["revision"]) == 12
    assert started["record_version"] == 9
    assert started["listens"] == [f"127.0.0.1:{server.port}"]
    assert server.end() == 0
    assert find(server, "asked to end", signal=15) and find(server, "stopped")


def test_logins_failures_and_revocations_name_account_and_address(server):
    server.add_agent()

    async def come():
        line = await Line.open(server, origin=None)
        await line.send(type="hello", **{"as": "agent"}, user="maya", password="a wrong password",
                        device="test")
        await line.closed()
        line = await Line.open(server, origin=None)
        await line.greet_agent()
        assert run("user", "disable", "maya", "--data", server.data).returncode == 0
        await line.closed()

    asyncio.run(come())
    failed = wait_for(server, "login refused", account="maya", address="127.0.0.1")
    assert failed["reason"] == "user or password is wrong"
    wait_for(server, "logged in", account="maya", address="127.0.0.1")
    wait_for(server, "sessions revoked", account="maya", reason="the account was disabled")
    assert "a wrong password" not in "".join(server.said) and PASSWORD not in "".join(server.said)


def test_a_refused_origin_names_the_setting_once_a_minute(server):
    for _ in range(50):
        knock(server, "https://elsewhere.example")
    line = wait_for(server, "origin refused", origin="https://elsewhere.example")
    assert line["setting"] == "sites.demo.origins, public_url" and line["address"] == "127.0.0.1"
    assert len(find(server, "origin refused")) == 1


def test_a_limit_is_said_once_a_minute_with_its_setting(make_server):
    server = make_server(settings={
        "limits.customer_rate": "1/min", "limits.customer_burst": "2",
        "limits.loopback_exempt": "false"}).start()

    async def pour():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        for number in range(9):
            await line.do("say", conversation, text=f"{number}")

    asyncio.run(pour())
    line = wait_for(server, "limit reached", setting="limits.customer_rate")
    assert line["address"] == "127.0.0.1"
    said = [line["limit"] for line in find(server, "limit reached")]
    assert len(said) == len(set(said))


def test_a_quota_that_is_reached_is_said(make_server):
    server = make_server(settings={"limits.conversation_messages": "10"}).start()

    async def pour():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        answers = [await line.do("say", conversation, text=f"{number}") for number in range(15)]
        assert answers[-1]["code"] == "quota"

    asyncio.run(pour())
    said = wait_for(server, "limit reached", address="127.0.0.1",
                    limit="quota on demo: this conversation is full")
    assert "limits.conversation_*" in said["setting"]


def test_customers_words_are_never_logged(make_server):
    server = make_server(settings={"logging.level": "trace", "limits.customer_burst": "5"}).start()
    secret = "Quetzalcoatl4711"

    async def talk():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start(language=secret)
        for text in (secret, secret * 500, "x" * 50 + secret):
            await line.do("say", conversation, text=text)
        await line.do("identify", conversation, name=secret, email=f"{secret}@example.com")
        await line.send(type=secret, text=secret)
        await line.send(type="ask", id=secret, text=secret)
        await line.socket.send(f'{{"broken": "{secret}')
        try:
            await line.hear(1)
        except (TimeoutError, websockets.ConnectionClosed):
            pass

    asyncio.run(talk())
    assert server.end() == 0
    assert secret.lower() not in "".join(server.said).lower()


def test_publishing_and_its_refusals_name_file_line_and_rule(make_server, tmp_path):
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    server = make_server(flows=flows).start()
    assert run("flow", "publish", "--data", server.data).returncode == 0
    published = wait_for(server, "published flows", deed="publish")
    assert published["author"] and len(published["revision"]) == 12
    broken_flows(flows, 1)
    server.process.send_signal(signal.SIGHUP)
    refused = wait_for(server, "the flows were not published; the last good ones keep serving")
    assert refused["author"] == "SIGHUP" and "errors" in refused["reason"]
    finding = next(line for line in lines(server) if "nowhere_0" in line["msg"])
    assert finding["file"] == f"{flows}/extra.flow.yaml" and finding["line"] == 4
    assert finding["rule"].startswith("E") and finding["level"] == "error"


@pytest.mark.parametrize("status, words", [
    (401, "a mirror fails and is left alone"), (410, "a mirror is disabled"),
    (422, "a mirror refused an event, and it was given up"),
])
def test_what_a_mirror_refuses_is_named_with_the_event_and_the_reason(
        make_server, tmp_path, status, words):
    secret = tmp_path / "hook.secret"
    secret.touch(mode=0o600)
    secret.write_text(run("mirror", "secret").stdout, encoding="ascii")
    with socket.create_server(("127.0.0.1", 0)) as receiver:
        port = receiver.getsockname()[1]
        config = tmp_path / "frontdesk.yaml"
        config.write_text(
            f"mirrors: [{{name: tickets, url: \"http://127.0.0.1:{port}/\","
            f" secret_file: {secret}, allow_private: true}}]\n", encoding="utf-8")
        server = make_server(config=config).start()

        async def talk():
            line = await Line.open(server)
            await line.greet_customer()
            return (await line.start())[0]

        conversation = asyncio.run(talk())
        receiver.settimeout(10)
        call, _ = receiver.accept()
        with call:
            call.recv(65536)
            call.sendall(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n".encode())
        said = wait_for(server, words, mirror="tickets")
        assert str(status) in said["reason"]
        # What goes on by itself once it is mended is a warning.
        assert said["level"] == ("warning" if status == 401 else "error")
        assert said["conversation"] == conversation and said["seq"] == "1"


def test_a_full_disk_and_its_end_are_said_once_each(make_server, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", folder],
                      capture_output=True).returncode != 0:
        pytest.skip("no right to mount a small disk")
    server = make_server(folder=folder)
    try:
        server.start()

        async def fill():
            line = await Line.open(server)
            await line.greet_customer()
            conversation, _ = await line.start()
            room = os.statvfs(folder)
            ballast = folder / "ballast"
            ballast.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 8192))
            for number in range(40):
                answer = await line.do("say", conversation, text=f"{number} " + "ü" * 3900)
                if answer["type"] == "nack":
                    break
            assert answer["code"] == "storage"
            for _ in range(5):
                await line.do("say", conversation, cid=answer["cid"], text="still full")
            ballast.unlink()
            async with asyncio.timeout(20):
                while (await line.do("say", conversation, cid=answer["cid"],
                                     text=f"{number} " + "ü" * 3900))["type"] == "nack":
                    await asyncio.sleep(0.5)

        asyncio.run(fill())
        full = wait_for(server, "the disk is full; what is asked is refused until there is room")
        assert full["level"] == "error" and full["reason"]
        wait_for(server, "the disk has room again; the desk works as before")
        assert len([line for line in lines(server) if "the disk" in line["msg"]]) == 2
    finally:
        server.kill()
        subprocess.run(["umount", folder], check=True)


# -- How it says it -------------------------------------------------------------------------


def test_fatal_errors_are_json_amid_json(make_server, tmp_path):
    config = tmp_path / "frontdesk.yaml"
    config.write_text("listen:\n  prot: 8080\n", encoding="utf-8")
    code, words = make_server(config=config).refuses_to_start()
    said = [json.loads(line) for line in words.splitlines()]
    assert code == 78
    assert said[0]["file"] == str(config) and said[0]["line"] == 2 and said[0]["rule"] == "C201"
    assert "port" in said[0]["hint"]
    assert said[-1]["level"] == "critical" and said[-1]["exit_code"] == 78
    flows = tmp_path / "flows"
    broken_flows(flows, 2)
    code, words = make_server(flows=flows).refuses_to_start()
    said = [json.loads(line) for line in words.splitlines()]
    assert code == 65
    assert [line["line"] for line in said if line.get("rule", "").startswith("E")][:2] == [4, 5]


@pytest.mark.parametrize("trouble", [
    "a folder", "a missing folder", "a pipe", "a missing file", "a setting", "another port",
    "half a setting", "no flows", "no secret",
])
@pytest.mark.parametrize("way", ["set", "environment", "file"])
def test_whatever_ends_the_start_is_json_where_json_is_wanted(
        make_server, tmp_path, monkeypatch, trouble, way):
    """finding: a log file that cannot be opened was said in plain text."""
    # On a terminal, where JSON is not what comes by itself.
    main, side = pty.openpty()
    config = tmp_path / "frontdesk.yaml"
    config.write_text("logging: { format: json }\n" if way == "file" else "", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    server = make_server(config=config)
    words = server.arguments()
    if way == "set":
        words += ["--set", "logging.format=json"]
    elif way == "environment":
        monkeypatch.setenv("FRONTDESK_LOGGING_FORMAT", "json")
    secret = tmp_path / "empty"
    secret.touch(mode=0o600)
    more, code = {
        "a folder": (["--set", f"logging.file={tmp_path}"], 78),
        "a missing folder": (["--set", f"logging.file={tmp_path}/no/log"], 78),
        "a pipe": (["--set", f"logging.file={tmp_path}/pipe"], 78),
        "a missing file": (["--desk", "nowhere.yaml"], 78),
        "a setting": (["--set", "limits.connections=many"], 78),
        "another port": (["--set", "listen.host=192.0.2.1"], 69),
        "half a setting": (["--set", "logging.level"], 64),
        "no flows": (["--flows", str(tmp_path / "nowhere")], 78),
        "no secret": (["--set", "mirrors=[{name: a, url: \"https://a.example\", secret_file: "
                       f"{secret}}}]"], 78),
    }[trouble]
    if way == "file" and trouble in ("a missing file", "half a setting"):
        os.close(side)
        return  # The file that says so is not read.
    done = subprocess.Popen(words + more, cwd=ROOT, stdout=subprocess.PIPE, stderr=side)
    os.close(side)
    assert done.wait(30) == code
    os.set_blocking(main, False)
    said = os.read(main, 65536).decode().splitlines()
    os.close(main)
    last = [json.loads(line) for line in said][-1]
    assert last["level"] == "critical" and last["exit_code"] == code and last["msg"]


def test_text_has_the_same_facts_and_no_line_can_be_forged(make_server):
    server = make_server(settings={"logging.format": "text"}).start()
    knock(server, "https://a.example‮\u009b31m\u2028 level=critical")

    async def come():
        line = await Line.open(server, origin=None)
        await line.send(type="hello", **{"as": "agent"}, password="wrong", device="x",
                        user="maya\n2026 critical: all is lost\x1b[2J\u009b\u202e")
        await line.closed()

    asyncio.run(come())
    eventually(lambda: [line for line in server.said if "login refused" in line])
    assert server.end() == 0
    text = "".join(server.said)
    assert not [c for c in text if c != "\n" and (
        c < " " or "\x7f" <= c <= "\x9f" or c in "\u2028\u2029\u202e")]
    assert not [line for line in server.said if line.startswith("2026 critical")]
    refused = next(line for line in server.said if "login refused" in line)
    assert " notice: login refused account=\"" in refused and "address=127.0.0.1" in refused
