"""The square that an authenticator photographs, as a real terminal shows it and a real reader reads it."""

import base64
import fcntl
import hashlib
import hmac
import os
import pty
import re
import struct
import subprocess
import termios
import time

import pytest

from running_desk import BINARY, PASSWORD, ROOT

BLOCKS = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}


class Terminal:
    """A program on a pseudo-terminal of 80 by 24, and all that it wrote."""

    def __init__(self, *arguments, **environment):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.master = master
        self.written = ""
        self.process = subprocess.Popen(
            [BINARY, *map(str, arguments)], cwd=ROOT, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, "TERM": "xterm-256color", **environment})
        os.close(slave)

    def until(self, pattern, patience=60):
        end = time.monotonic() + patience
        while not (found := re.search(pattern, self.written, re.DOTALL)):
            assert time.monotonic() < end, self.written
            try:
                self.written += os.read(self.master, 65536).decode()
            except OSError:
                raise AssertionError(f"it ended without {pattern!r}: {self.written}") from None
        return found

    def type(self, text):
        os.write(self.master, f"{text}\n".encode())

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def photographed(lines, folder, dark=1):
    """What a camera reads in lines of half blocks, whose blocks are of that colour."""
    rows = []
    for line in lines:
        halves = [BLOCKS[character] for character in line]
        rows += [[half[0] for half in halves], [half[1] for half in halves]]
    size = 6
    pixels = bytearray()
    for row in rows:
        line = b"".join((b"\0" if square == dark else b"\xff") * size for square in row)
        pixels += line * size
    picture = folder / "square.pgm"
    picture.write_bytes(b"P5 %d %d 255\n" % (len(rows[0]) * size, len(rows) * size) + bytes(pixels))
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def code(secret):
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[19] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 1_000_000:06}"


@pytest.fixture
def enrolling(server, tmp_path):
    """Maya, logged in, makes herself a second factor on terminals of different kinds."""
    server.add_agent()
    state = tmp_path / "state"
    state.mkdir()
    known = {"XDG_STATE_HOME": str(state), "FRONTDESK_URL": server.origin}
    done = subprocess.run(
        [BINARY, "conversation", "list", "--user", "maya", "--password-stdin"], cwd=ROOT,
        input=PASSWORD + "\n", capture_output=True, text=True, timeout=60,
        env={**os.environ, **known})
    assert done.returncode == 0, done.stderr
    opened = []

    def enrol(**environment):
        terminal = Terminal("agent", "second-factor", **known, **environment)
        opened.append(terminal)
        terminal.until("Your password: ")
        terminal.type(PASSWORD)
        terminal.until("A code of your authenticator: ")
        return terminal

    yield enrol
    for terminal in opened:
        terminal.close()


def test_a_camera_reads_the_address_from_the_terminal_and_its_code_lets_in(enrolling, tmp_path):
    terminal = enrolling(LC_ALL="C.UTF-8")
    address = re.search(r"otpauth://\S+", terminal.written)[0]
    drawn = terminal.written.split("or photograph this with it:")[1].split("A code of")[0]
    painted = re.findall("\x1b\\[30;47m([█▀▄ ]+)\x1b\\[0m", drawn)
    assert len(painted) <= 22 and {len(line) for line in painted} == {len(painted[0])}
    assert photographed(painted, tmp_path) == address
    terminal.type(code(re.search(r"secret=([A-Z2-7]+)", address)[1]))
    terminal.until("Each of these lets you in once")


@pytest.mark.parametrize("ground, blocks_are_dark", [("15;0", 0), ("0;15", 1)])
def test_without_colours_it_is_right_for_the_ground(
        enrolling, tmp_path, ground, blocks_are_dark):
    terminal = enrolling(LC_ALL="C.UTF-8", NO_COLOR="1", COLORFGBG=ground)
    lines = terminal.written.split("or photograph this with it:")[1].split("A code of")[0]
    drawn = [line for line in lines.replace("\r", "").split("\n") if line]
    assert "\x1b" not in lines
    assert photographed(drawn, tmp_path, dark=blocks_are_dark) in terminal.written


def test_a_terminal_of_plain_letters_gets_words_alone(enrolling):
    terminal = enrolling(LC_ALL="C")
    assert "otpauth://" in terminal.written and "photograph" not in terminal.written
    assert terminal.written.isascii()
