"""IRC: a real ngIRCd, people who write to the desk's nick there, an agent who answers here."""

import asyncio
import os
import shutil
import socket
import subprocess
import time

import pytest

from channel_flow import make_flows
from running_desk import eventually, free_port, run
from test_matrix import answer, say

CONFIG = """[Global]
Name = irc.test.example
Info = tests
ServerUID = 65534
ServerGID = 65534
Listen = 127.0.0.1
Ports = {port}
[Limits]
MaxNickLength = 16
MaxConnectionsIP = 0
[Options]
PAM = no
DNS = no
Ident = no
"""


ENCRYPTED = """[SSL]
CertFile = {folder}/cert.pem
KeyFile = {folder}/key.pem
Ports = {port}
"""


class IRCServer:
    """A network of one server; with a certificate, it has an encrypted port too."""

    def __init__(self, folder, encrypted=False):
        self.port = free_port()
        self.config = folder / "ngircd.conf"
        text = CONFIG.format(port=self.port)
        if encrypted:
            self.encrypted = free_port()
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                 "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                 folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
            text += ENCRYPTED.format(folder=folder, port=self.encrypted)
        self.config.write_text(text, encoding="ascii")
        os.chmod(self.config, 0o644)
        self.process = None

    def start(self):
        program = shutil.which("ngircd") or "/usr/sbin/ngircd"
        self.process = subprocess.Popen(
            [program, "-n", "-f", str(self.config)], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        eventually(self.listens, 20)
        return self

    def listens(self):
        assert self.process.poll() is None
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self):
        self.process.kill()
        self.process.wait()


class IRCPerson:
    """Somebody's program: one line at a time."""

    def __init__(self, server, nick):
        self.nick = nick
        self.socket = socket.create_connection(("127.0.0.1", server.port), 10)
        self.rest = b""
        self.lines = []
        self.send(f"NICK {nick}", f"USER {nick} 0 * :{nick}")
        self.until(" 001 ")

    def send(self, *lines):
        self.socket.sendall("".join(line + "\r\n" for line in lines).encode())

    def read(self, limit=0.2):
        self.socket.settimeout(limit)
        try:
            piece = self.socket.recv(65536)
        except TimeoutError:
            return
        assert piece, "the server hung up"
        *lines, self.rest = (self.rest + piece).split(b"\r\n")
        for line in lines:
            assert len(line) <= 510
            if line.startswith(b"PING"):
                self.send("PONG" + line[4:].decode())
            self.lines.append(line.decode("utf-8"))

    def until(self, words, patience=30):
        deadline = time.monotonic() + patience
        while not any(words in line for line in self.lines):
            assert time.monotonic() < deadline, (words, self.lines[-10:])
            self.read()

    def say(self, text, to="support"):
        self.send(f"PRIVMSG {to} :{text}")

    def heard(self):
        """What was said to them, oldest first."""
        return [line.split(" :", 1)[1] for line in self.lines if " PRIVMSG " in line]

    def quit(self):
        self.send("QUIT :bye")
        self.socket.close()


@pytest.fixture
def place(make_server, tmp_path):
    """A desk on a network."""
    network = IRCServer(tmp_path).start()
    config = tmp_path / "frontdesk.yaml"
    config.write_text(
        "connectors:\n"
        f"  - {{ name: irc, kind: irc, host: 127.0.0.1, port: {network.port}, tls: false,"
        " nick: support, allow_private: true, timeout: 5s }\n", encoding="utf-8")
    server = make_server(config=config, flows=make_flows(tmp_path)).start()
    server.add_agent()
    yield server, network, config
    network.stop()


def there(network, nick="support"):
    """Waits until the desk is on the network."""
    probe = IRCPerson(network, "probe")

    def is_there():
        probe.send(f"WHOIS {nick}")
        probe.until(" 318 ")
        found = any(" 311 " in line for line in probe.lines)
        probe.lines = []
        return found

    eventually(is_there, 30, 0.3)
    probe.quit()


def test_a_customer_of_irc_is_greeted_chooses_by_number_and_is_answered_by_a_person(place):
    server, network, config = place
    there(network)
    ana = IRCPerson(network, "ana")
    ana.say("\x01VERSION\x01")
    ana.send("NOTICE support :I am a service")
    ana.say("\x0304hello\x03 there")
    ana.until("2. A bill")
    ana.say("2")
    ana.until("It was paid.")
    ana.say("a human please")
    long = "Grüße 👩‍👩‍👧‍👦 " * 60
    conversation = asyncio.run(answer(server, "This is Maya"))
    ana.until("This is Maya")
    assert ana.heard().count("Welcome to the desk.") == 1
    assert "hello there" in str(server.events(conversation))
    asyncio.run(say(server, conversation, [long.strip()]))
    eventually(lambda: (ana.read(), "".join(ana.heard()).count("👩‍👩‍👧‍👦") == 60)[1], 60, 0)
    ana.say("thank you")
    eventually(lambda: "thank you" in str(server.events(conversation)), 20)
    assert "VERSION" not in str(server.events(conversation))
    listed = run("channel", "list", "--config", config, "--data", server.data)
    assert "irc  irc  well" in listed.stdout and "a line" in listed.stdout
    found = run("channel", "check", "irc", "--config", config)
    assert found.returncode == 0 and "support is there" in found.stdout, found.stderr


def test_whoever_takes_a_nick_is_told_nothing_that_was_meant_for_another(place):
    server, network, _ = place
    there(network)
    ana = IRCPerson(network, "ana")
    ana.say("a human please")
    conversation = asyncio.run(answer(server, "hello"))
    ana.until("hello")
    ana.quit()
    # Who came is told by the second.
    time.sleep(1.1)
    thief = eventually(lambda: IRCPerson(network, "ana"), 20)
    asyncio.run(say(server, conversation, ["your password is swordfish"]))
    listed = eventually(
        lambda: "left IRC" in run(
            "channel", "list", "--config", server.config, "--data", server.data).stdout, 30, 0.5)
    assert listed
    thief.say("who are you?")
    thief.until("A parcel")
    assert not any("swordfish" in text for text in thief.heard())
    assert "who are you?" not in str(server.events(conversation)), "they have a talk of their own"


def test_when_the_network_comes_back_the_desk_does_too_and_what_waited_is_said(place):
    server, network, config = place
    there(network)
    network.stop()
    eventually(lambda: "failing" in run(
        "channel", "list", "--config", config, "--data", server.data).stdout, 30, 0.5)
    network.start()
    there(network)
    ana = IRCPerson(network, "ana")
    ana.say("hello")
    ana.until("A parcel")


def test_a_server_is_believed_by_its_certificate_alone(tmp_path):
    network = IRCServer(tmp_path, encrypted=True).start()
    config = tmp_path / "frontdesk.yaml"

    def check(host, authorities=""):
        config.write_text(
            "connectors:\n"
            f"  - {{ name: irc, kind: irc, host: {host}, port: {network.encrypted}, nick: support,"
            f" allow_private: true, timeout: 5s{authorities} }}\n", encoding="utf-8")
        return run("channel", "check", "irc", "--config", config)

    try:
        unknown = check("localhost")
        assert unknown.returncode == 69 and "no trusted connection" in unknown.stderr
        known = check("localhost", f", authorities_file: '{tmp_path}/cert.pem'")
        assert known.returncode == 0 and "lets the desk in" in known.stdout, known.stderr
        other = check("127.0.0.1", f", authorities_file: '{tmp_path}/cert.pem'")
        assert other.returncode == 69, "it is the certificate of another name"
        config.write_text(config.read_text(encoding="utf-8").replace(
            " allow_private: true,", ""), encoding="utf-8")
        private = run("channel", "check", "irc", "--config", config)
        assert private.returncode == 69 and "allow_private" in private.stderr
    finally:
        network.stop()
