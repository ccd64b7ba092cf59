"""The real binary, run as an operator runs it, on a folder and a port of its own."""

import base64
import hmac
import json
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from contextlib import closing

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FRONTDESK_BINARY", str(ROOT / ".build/debug/frontdesk"))
PASSWORD = "a password of some length"

# Tests write faster than people do; what they do not test must not stand in their way.
GENEROUS = {
    "limits.customer_rate": "100000/min",
    "limits.customer_burst": "10000",
    "limits.agent_rate": "100000/min",
    "limits.loopback_exempt": "true",
}


def free_port():
    """A port for a server that will be killed and started again on it.

    Below those that the system gives to outgoing connections (32768 and up): there, a client that
    tries the port while nobody listens may be given that very port itself, and would keep it. Each
    of pytest's workers has ports of its own: none takes what another is about to start a server on.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 12
    for _ in range(100):
        port = random.randrange(20_000 + 1000 * worker, 21_000 + 1000 * worker)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("a hundred ports tried, none of them free")


def run(*arguments, stdin=None, timeout=60):
    """One of the operator's commands, to its end."""
    return subprocess.run(
        [BINARY, *map(str, arguments)], cwd=ROOT, input=stdin, capture_output=True, text=True,
        timeout=timeout,
    )


def command_name(cid):
    """A command's name, of which the record keeps the 16 bytes where it stands for so many."""
    if isinstance(cid, bytes):
        return base64.urlsafe_b64encode(cid).rstrip(b"=").decode()
    return cid


class Server:
    """`frontdesk serve`; started, killed, ended and started again by the test."""

    def __init__(
        self, folder, *, port=None, settings=None, flows=None, config=None, demo=False
    ):
        self.data = pathlib.Path(folder)
        self.port = port or free_port()
        self.settings = {**GENEROUS, **(settings or {})}
        self.flows = flows
        self.config = config
        self.demo = demo
        self.process = None
        self.said = []

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}/v1/socket"

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def record(self):
        return self.data / "frontdesk.db"

    def arguments(self):
        words = ["serve", "--data", self.data, "--port", self.port]
        if self.config:
            words += ["--config", self.config]
        if self.flows:
            words += ["--flows", self.flows]
        if self.demo:
            words.append("--demo")
        for name, value in self.settings.items():
            words += ["--set", f"{name}={value}"]
        return [BINARY, *map(str, words)]

    def start(self, patience=60):
        """Starts it and waits until it serves; an exit before that is an error with its words."""
        self.said = []
        self.process = subprocess.Popen(
            self.arguments(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, args=(self.process.stderr,), daemon=True).start()
        watchdog = threading.Timer(patience, self.process.kill)
        watchdog.start()
        line = self.process.stdout.readline()
        watchdog.cancel()
        if " serves " not in line:
            code = self.process.wait(5)
            raise AssertionError(f"the server ended with {code}: {line}{''.join(self.said)}")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return self

    def _listen(self, stream):
        for line in stream:
            self.said.append(line)

    def refuses_to_start(self, patience=60):
        """Runs it where it must not start; returns its exit code and words."""
        done = subprocess.run(
            self.arguments(), cwd=ROOT, capture_output=True, text=True, timeout=patience)
        return done.returncode, done.stderr

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def end(self, patience=10):
        """SIGTERM; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience)

    def stop(self):
        """Ends it gently, whatever state it is in; for when a test is over."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()

    def add_agent(self, login="maya", role="agent"):
        done = run("user", "add", login, "--role", role, "--name", login.capitalize(),
                   "--password-stdin", "--data", self.data, stdin=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr

    # -- looking at the record ------------------------------------------------------------

    def verify(self):
        done = run("record", "verify", "--data", self.data)
        return done.returncode, done.stdout + done.stderr

    def events(self, conversation):
        """The record's own events of a conversation: seq -> object, with author and cid."""
        with closing(sqlite3.connect(f"file:{self.record}?mode=ro", uri=True)) as record:
            rows = record.execute(
                "SELECT e.seq, e.at, e.author, e.cid, e.body FROM transcript e JOIN tickets t"
                " ON t.number = e.conversation WHERE t.conversation = ? ORDER BY e.seq",
                (conversation,)).fetchall()
        return {
            seq: {**json.loads(body), "seq": seq, "at": at, "author": author,
                  "cid": command_name(cid)}
            for seq, at, author, cid, body in rows
        }

    def start_name(self, cid):
        """What the record calls the `start` of that cid: only who has the key can tell."""
        key = (self.data / "frontdesk.key").read_bytes()
        code = hmac.digest(key, f"start {cid}".encode(), "sha256")
        return base64.urlsafe_b64encode(code).rstrip(b"=").decode()

    def memory(self):
        """Resident bytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) * 1024

    def worked(self):
        """Seconds of CPU so far: what it does costs the same however busy the machine is."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def get(self, path, headers=""):
        """A plain GET: status, headers in small letters, body."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: desk\r\n{headers}\r\n".encode())
            answer = b""
            while piece := line.recv(65536):
                answer += piece
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *fields = head.decode().split("\r\n")
        pairs = (field.split(": ", 1) for field in fields)
        return int(first.split()[1]), {name.lower(): value for name, value in pairs}, body


def eventually(check, patience=10, pause=0.05):
    """Waits for an answer, not for a while: asks until it is true."""
    deadline = time.monotonic() + patience
    while not (answer := check()):
        assert time.monotonic() < deadline, f"{check} did not become true in {patience} s"
        time.sleep(pause)
    return answer
