"""P6: a sync that fails ends the process with 74, whoever it was for, and nothing is promised after."""

import asyncio
import contextlib
import json
import re
import shutil
import signal
import subprocess
import time

import pytest

from desk_client import Line, new_cid
from mirror_receiver import mirrored_to, receiving
from running_desk import PASSWORD, ROOT, eventually, run

COMMANDS = 40


class Fault:
    """Fails one system call of the running server, the n-th from now on, with EIO."""

    def __init__(self, server, call, count, folder):
        self.server = server
        self.output = folder / "strace"
        self.process = subprocess.Popen(
            ["strace", "-f", "-qqq", "-ttt", "-p", str(server.process.pid), "-o", self.output,
             "-e", "signal=none", "-e", f"trace={call}", "-e",
             f"inject={call}:error=EIO:when={count}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        eventually(self.is_in_place)

    def is_in_place(self):
        assert self.process.poll() is None, self.process.stderr.read()
        tasks = subprocess.run(
            f"grep -L 'TracerPid:\t0' /proc/{self.server.process.pid}/task/*/status | wc -l",
            shell=True, capture_output=True, text=True).stdout
        threads = len(list(
            (__import__("pathlib").Path(f"/proc/{self.server.process.pid}/task")).iterdir()))
        return int(tasks) >= threads

    def moment(self):
        """When it happened; nil if it did not."""
        words = self.output.read_text(encoding="utf-8") if self.output.exists() else ""
        found = re.search(r"(\d+\.\d+) .*\(INJECTED\)", words)
        return float(found[1]) if found else None

    def away(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


async def talk(server, sent, acked):
    """Words one after another, each with the moment it was sent and acknowledged."""
    line = await Line.open(server)
    await line.greet_customer()
    conversation, _ = await line.start()
    for number in range(COMMANDS):
        cid = new_cid()
        sent[cid] = time.time()
        await line.send(type="command", cid=cid, conversation=conversation, do="say",
                        text=f"word {number}")
        while (frame := await line.hear(5)).get("cid") != cid:
            pass
        if frame["type"] == "ack":
            acked[cid] = (conversation, frame["seq"])
        await asyncio.sleep(0.01)


def add_user(server, number):
    return run("user", "add", f"agent{number}", "--role", "agent", "--name", "Agent",
               "--password-stdin", "--data", server.data, stdin=PASSWORD + "\n")


@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
def test_a_failed_sync_or_write_ends_the_desk_whoever_it_was_for(make_server, tmp_path, call):
    secret = run("mirror", "secret").stdout.strip()
    with receiving() as receiver:
        server = make_server(config=mirrored_to(receiver, tmp_path, secret))
        struck = 0
        for count in (1, 2, 3, 5, 8, 12):
            server.start()
            fault = Fault(server, call, count, tmp_path)
            sent, acked = {}, {}

            async def story():
                users = asyncio.create_task(asyncio.to_thread(add_user, server, count))
                with contextlib.suppress(Exception):
                    await asyncio.wait_for(talk(server, sent, acked), 15)
                await users

            asyncio.run(story())
            code = server.process.wait(10)
            moment = fault.moment()
            fault.away()
            assert moment, f"{call} {count} was never reached"
            assert code == 74, f"{call} {count}: {code} {''.join(server.said)}"
            late = [cid for cid in acked if sent[cid] > moment]
            assert not late, f"{call} {count}: {len(late)} commands sent after it were acknowledged"
            struck += 1
            # What was acknowledged before is there.
            server.start()
            for cid, (conversation, seq) in acked.items():
                assert server.events(conversation)[seq]["cid"] == cid
            assert server.end() == 0
        assert struck == 6


def test_a_failed_sync_for_an_operators_command_ends_the_desk(make_server, tmp_path):
    server = make_server()
    for number in range(3):
        server.start()
        fault = Fault(server, "fdatasync", 1, tmp_path)
        assert add_user(server, number).returncode != 0
        assert server.process.wait(10) == 74
        fault.away()
    server.start()
    assert server.end() == 0


async def log_in(server):
    line = await Line.open(server, origin=None)
    with contextlib.suppress(Exception):
        await asyncio.wait_for(line.greet_agent("kim"), 5)
        return 0
    return 1


DEEDS = {
    "disable": lambda server: run("user", "disable", "kim", "--data", server.data).returncode,
    "enable": lambda server: run("user", "enable", "kim", "--data", server.data).returncode,
    "passwd": lambda server: run(
        "user", "passwd", "kim", "--password-stdin", "--data", server.data,
        stdin=PASSWORD + "x\n").returncode,
    "revoke": lambda server: run(
        "user", "sessions", "kim", "--revoke", "all", "--data", server.data).returncode,
    "login": lambda server: asyncio.run(log_in(server)),
    "publish": lambda server: run(
        "flow", "publish", "--skip-tests", "--data", server.data).returncode,
    "retry": lambda server: run(
        "mirror", "retry", "tickets", "--data", server.data, "--config",
        server.config).returncode,
    "export": lambda server: run("audit", "export", "-", "--data", server.data).returncode,
}


@pytest.mark.parametrize("call", ["fdatasync", "pwrite64"])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_fails_ends_the_desk_whatever_was_to_be_written(
        make_server, tmp_path, deed, call):
    """One write path: every kind of turn, and what it did is there whole or not at all."""
    with receiving() as receiver:
        flows = tmp_path / "flows"
        shutil.copytree(ROOT / "flows", flows)
        server = make_server(
            flows=flows,
            config=mirrored_to(receiver, tmp_path, run("mirror", "secret").stdout.strip()))
        server.start()
        server.add_agent("kim")
        asyncio.run(log_in(server))
        fault = Fault(server, call, 1, tmp_path)
        assert DEEDS[deed](server) != 0
        assert server.process.wait(10) == 74, "".join(server.said)
        fault.away()
        assert server.verify()[0] == 0
        server.start()
        assert DEEDS[deed](server) == 0
        assert server.end() == 0


def test_a_full_disk_answers_an_operators_command_in_words(make_server, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk")
    try:
        server = make_server(folder=folder).start()
        with open(folder / "filler", "wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(b"x" * 4096)
        refusals = [add_user(server, number) for number in range(3)]
        assert any(done.returncode == 74 and "no room on the disk" in done.stderr
                   for done in refusals), refusals
        assert all(done.returncode in (0, 74) for done in refusals), refusals
        assert server.process.poll() is None
        (folder / "filler").unlink()
        eventually(lambda: add_user(server, 9).returncode == 0)
        assert server.end() == 0
    finally:
        server.kill()
        subprocess.run(["umount", folder], check=True)
