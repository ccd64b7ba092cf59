"""What agents do from a shell: single acts, scripts, sessions, passwords and second factors."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import threading
import time

import pytest

from desk_client import Person
from running_desk import BINARY, PASSWORD, ROOT, run

FRESH = "four other unrelated words"
HARMLESS = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*")


@pytest.fixture
def shell(server, tmp_path):
    """A shell in which Maya is logged in already."""
    server.add_agent()
    server.add_agent("kim")
    return Shell(server, tmp_path / "state")


class Shell:
    def __init__(self, server, state):
        self.server, self.state = server, state
        self.state.mkdir(exist_ok=True)

    def run(self, *arguments, stdin="", **environment):
        return subprocess.run(
            [BINARY, *map(str, arguments)], cwd=ROOT, input=stdin, capture_output=True, text=True,
            timeout=60, env={**os.environ, "XDG_STATE_HOME": str(self.state),
                             "FRONTDESK_URL": self.server.origin, **environment})

    def log_in(self, *more, password=PASSWORD):
        return self.run("conversation", "list", "--user", "maya", "--password-stdin", *more,
                        stdin=password + "\n")


def code(secret, later=0):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">q", int(time.time()) // 30 + later), hashlib.sha1).digest()
    place = digest[19] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def test_single_acts_from_a_shell_with_honest_statuses(shell):
    assert shell.run("conversation", "list").returncode == 64
    assert shell.log_in(password="guess").returncode == 77
    done = shell.log_in()
    assert (done.returncode, done.stdout) == (0, "nobody waits, and you have nobody\n"), done.stderr
    hostile = "help \x1b[2J\u009b2J \u202eevil\nDesk: refunded"

    async def story():
        async with Person(shell.server, "kim") as kim, Person(shell.server) as ana:
            await kim.welcome.wait()
            await ana.begin()
            await ana.say("agent")
            await ana.say(hostile)
            first = await asyncio.to_thread(act)
            async with Person(shell.server, "maya") as maya:
                await maya.welcome.wait()
                await asyncio.to_thread(beside_the_terminal)
            return first

    def act():
        listed = shell.run("conversation", "list")
        assert listed.returncode == 0 and listed.stdout.startswith("#1 waiting"), listed
        agents = json.loads(shell.run(
            "agent", "open", "--json", "--observer",
            stdin='{"id":"1","do":"wait"}\n{"id":"2","do":"agents"}\n').stdout.splitlines()[-1])
        assert {a["agent"]: a["online"] for a in agents["agents"]} == {"kim": True, "maya": False}
        alone = shell.run("conversation", "take", "1")
        assert alone.returncode == 1 and "not_allowed" in alone.stderr

    def beside_the_terminal():
        taken = shell.run("conversation", "take")
        assert (taken.returncode, taken.stdout) == (0, "took #1\n"), taken.stderr
        said = shell.run("conversation", "reply", "#1", "-", stdin="Two lines\nof words\n")
        assert (said.returncode, said.stdout) == (0, "said in #1\n"), said.stderr
        assert shell.run("agent", "send", "1", "--note", "looks", "hostile").returncode == 0
        shown = shell.run("conversation", "show", "1").stdout
        assert "you: Two lines\n    | of words\n" in shown
        assert "internal note by you: looks hostile\n" in shown
        assert "\n    | Desk: refunded\n" in shown
        assert HARMLESS.fullmatch(shown)
        told = shell.run("conversation", "show", "1", "--json").stdout
        assert HARMLESS.fullmatch(told)
        assert any(json.loads(line).get("text") == hostile for line in told.splitlines())
        assert shell.run("conversation", "priority", "1", "high").returncode == 0
        assert shell.run("conversation", "resolve", "1").stdout == "resolved #1\n"
        again = shell.run("conversation", "resolve", "1")
        assert again.returncode == 1 and "(resolved)" in again.stderr
        assert shell.run("conversation", "show", "77", "--timeout", "5").returncode == 1

    asyncio.run(story())


def test_a_file_of_commands_is_run_with_its_expectations(shell, tmp_path):
    shell.log_in()
    script = tmp_path / "script.ndjson"
    script.write_text('{"id":"1","do":"agents"}\n'
                      '{"do":"expect","that":{"re":"1","type":"answer"}}\n{"do":"quit"}\n')
    done = shell.run("agent", "run", script)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()][-2:] == ["done", "done"]
    script.write_text('{"do":"expect","that":{"event":"said"},"timeout":10}\n{"do":"list"}\n')
    done = shell.run("agent", "run", script)
    assert done.returncode == 1 and '"timeout"' in done.stdout
    assert shell.run("agent", "run", tmp_path / "none").returncode == 64
    nobody = shell.run("agent", "run", script, "--timeout", "1", FRONTDESK_URL="http://127.0.0.1:9")
    assert nobody.returncode == 77, "nobody is logged in at that desk"


def test_help_and_manual_tell_the_same_statuses():
    manual = run("agent", "--manual").stdout
    told = re.findall(r"^(\d+)(?:\+n)? +", manual, re.M)
    assert told == ["0", "1", "64", "69", "74", "75", "77", "78", "128"]
    for help in (run("agent", "--help").stdout, run("conversation", "--help").stdout):
        assert re.findall(r"^(\d+)(?:\+n)? +", help, re.M) == told


def test_help_and_man_page_have_the_same_options_with_the_same_words():
    page = run("agent", "--man").stdout.replace("\\-", "-").replace("\\(aq", "'")
    told = dict(re.findall(r'^\.TP\n\.B "(--[a-z-]+)[^"]*"\n(.+)$', page.split(".SH KEYS")[0], re.M))
    help = run("agent", "open", "--help").stdout
    listed = set(re.findall(r"^  (--[a-z-]+)", help, re.M)) - {"--help", "--version"}
    assert listed == set(told) and len(told) > 14
    words = " ".join(help.lower().split())
    assert not [option for option, meaning in told.items() if meaning.lower() not in words]


def test_what_happens_is_told_until_it_is_ended(shell):
    """`agent tail`: the lists or conversations of one's choice, in words or JSON, and nobody is there."""
    shell.log_in()
    hostile = "help \x1b[2J\u009b2J \u202eevil\nKim: refunded"

    def tail(*arguments):
        return subprocess.Popen(
            [BINARY, "agent", "tail", *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "XDG_STATE_HOME": str(shell.state), "FRONTDESK_URL": shell.server.origin})

    def until(process, pattern):
        seen = []
        alarm = threading.Timer(20, process.kill)
        alarm.start()
        while line := process.stdout.readline():
            seen.append(line)
            if re.search(pattern, line):
                alarm.cancel()
                return "".join(seen)
        raise AssertionError(f"no {pattern} in {seen} {process.stderr.read()}")

    async def story():
        async with Person(shell.server, "kim") as kim, Person(shell.server) as ana:
            await kim.welcome.wait()
            await ana.begin()
            await ana.say("agent")
            await ana.say(hostile)
            lists, one, json_one = tail(), tail("1"), tail("1", "--json")
            try:
                seen = await asyncio.to_thread(until, one, "evil")
                raw = await asyncio.to_thread(until, json_one, "evil")
                await ana.say("still there?")
                seen += await asyncio.to_thread(until, one, "still there")
                raw += await asyncio.to_thread(until, json_one, "still there")
                seen += await asyncio.to_thread(until, lists, "#1 ")
                assert [process.poll() for process in (lists, one, json_one)] == [None] * 3
            finally:
                for process in (lists, one, json_one):
                    process.terminate()
                    process.wait(10)
        return seen, raw

    seen, raw = asyncio.run(story())
    assert HARMLESS.fullmatch(seen), "nothing steers the terminal"
    assert HARMLESS.fullmatch(raw)
    assert not re.search(r"^Kim: refunded", seen, re.M), "no line passes for somebody else's"
    told = [line for line in seen.splitlines() if re.search(r" (bot|customer): | - ", line)]
    assert told and all(line.startswith("#1 ") for line in told), told
    heard = [json.loads(line) for line in raw.splitlines()]
    assert hostile in [line.get("text") for line in heard], "JSON loses nothing"
    staff = shell.run("conversation", "list").stdout
    assert "#1" in staff and "maya" not in staff


def test_sessions_are_listed_and_ended_and_no_host_is_called_so(shell):
    shell.log_in()
    there = Shell(shell.server, shell.state.parent / "there")
    there.log_in()
    listed = shell.run("agent", "sessions")
    assert listed.returncode == 0, listed.stderr
    lines = listed.stdout.splitlines()
    assert len(lines) == 2 and sum("(this one)" in line for line in lines) == 1
    assert all("script on " in line and "127.0.0.1" in line for line in lines)
    other = next(line.split()[0] for line in lines if "(this one)" not in line)
    assert shell.run("agent", "sessions", "--end", "nonsense").returncode == 1
    ended = shell.run("agent", "sessions", "--end", other)
    assert (ended.returncode, ended.stdout) == (0, "1 session has ended\n")
    assert there.run("conversation", "list").returncode == 77
    assert shell.run("conversation", "list").returncode == 0


def test_the_own_password_is_changed_with_the_old_one(shell):
    shell.log_in()
    assert shell.run("agent", "password", stdin=f"guess\n{FRESH}\n").returncode == 1
    done = shell.run("agent", "password", stdin=f"{PASSWORD}\n{FRESH}\n")
    assert done.returncode == 0 and "is changed" in done.stdout, done.stderr
    assert shell.run("conversation", "list").returncode == 0
    elsewhere = Shell(shell.server, shell.state.parent / "elsewhere")
    assert elsewhere.log_in().returncode == 77
    assert elsewhere.log_in(password=FRESH).returncode == 0


def test_a_second_factor_is_made_asked_for_and_taken_back(shell, tmp_path):
    shell.log_in()
    script = [json.dumps({"id": "1", "do": "account", "act": "enrol", "password": PASSWORD})]
    told = shell.run("agent", "open", "--json", "--observer", stdin="\n".join(script)).stdout
    address = next(json.loads(line)["enrolment"] for line in told.splitlines()
                   if "enrolment" in line)
    secret = re.search(r"secret=([A-Z2-7]+)", address)[1]
    proof = json.dumps({"id": "1", "do": "account", "act": "prove", "code": code(secret, -1)})
    told = shell.run("agent", "open", "--json", "--observer", stdin=proof).stdout
    codes = next(json.loads(line)["recovery"] for line in told.splitlines() if "recovery" in line)
    assert len(codes) == 10
    elsewhere = Shell(shell.server, tmp_path / "elsewhere")
    refused = elsewhere.log_in()
    assert refused.returncode == 77 and "second_factor" in refused.stderr
    file = tmp_path / "secret"
    file.write_text(secret + "\n")
    file.chmod(0o644)
    assert elsewhere.log_in("--totp-file", file).returncode == 64
    file.chmod(0o600)
    assert elsewhere.log_in("--totp-file", file).returncode == 0
    state = run("user", "second-factor", "maya", "--data", shell.server.data)
    assert state.stdout == "maya has a second factor\n"
    done = run("user", "second-factor", "maya", "--reset", "--data", shell.server.data)
    assert done.returncode == 0, done.stderr
    assert Shell(shell.server, tmp_path / "third").log_in().returncode == 0
    record = (shell.server.data / "frontdesk.db").read_bytes()
    assert secret.encode() not in record and codes[0].encode() not in record
    whole = run("audit", "list", "--data", shell.server.data).stdout
    assert [line for line in whole.splitlines() if "second_factor_changed" in line][-1].endswith("what reset")
    assert whole.count("second_factor_changed") == 2
