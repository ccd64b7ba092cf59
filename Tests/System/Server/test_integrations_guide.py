"""docs/integrations.md, its last section, as an operator types it: every command in a real shell, with real mail servers,
a real Request Tracker, a real address book and the stand-in for Zammad; then Zammad is taken away and given back."""

import asyncio
import os
import re
import shutil
import signal
import subprocess

import pytest

from desk_client import Line
from running_desk import BINARY, ROOT, eventually, free_port

pytestmark = pytest.mark.skipif(
    not shutil.which("dovecot") or not os.path.exists("/usr/share/request-tracker5"),
    reason="needs dovecot-imapd and request-tracker5")
PORTS = ("2525", "2143", "2526", "9180", "9181", "5232", "8090")
END = "--- that was all, it ended with"


class Shell:
    """A shell in the project's folder that keeps its jobs; what is typed is told with its output."""

    def __init__(self):
        self.ports = {port: str(free_port()) for port in PORTS}
        self.process = subprocess.Popen(
            ["bash", "--norc"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.STDOUT, start_new_session=True)
        self.type(f'frontdesk() {{ "{BINARY}" "$@"; }}')

    def here(self, text):
        return re.sub(r"\b(" + "|".join(PORTS) + r")\b", lambda found: self.ports[found[0]], text)

    def type(self, text):
        """What it says until it is done."""
        self.process.stdin.write(f"{self.here(text)}\necho '{END}' $?\n")
        self.process.stdin.flush()
        said = ""
        for line in self.process.stdout:
            if line.startswith(END):
                return said
            said += line
        raise AssertionError(f"the shell is gone: {said}")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def shell():
    made = Shell()
    yield made
    made.type("kill $(jobs -p); sleep 1; rm -rf $try")
    made.kill()


class Desk:
    """Where the guide's desk listens."""

    def __init__(self, port):
        self.url = f"ws://127.0.0.1:{port}/v1/socket"
        self.origin = f"http://127.0.0.1:{port}"


async def leave_a_message(shell):
    """What the guide asks for in words: as Ana, for a person, and something for them to read."""
    line = await Line.open(Desk(shell.ports["8090"]))
    welcome = await line.greet_customer()
    conversation, _ = await line.start(name="Ana", email="ana@example.com")
    await line.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
    await line.do("say", conversation=conversation, text="agent")
    asked = await line.until(question="leave-message.message.ask")
    ack = await line.do(
        "fill", conversation=conversation, question=asked["question"],
        fields={"topic": "order", "details": "The lamp came broken."})
    assert ack["type"] == "ack", ack
    await line.close()


def steps():
    """The section's commands, block by block."""
    text = (ROOT / "docs/integrations.md").read_text(encoding="utf-8")
    section = text.split("\n## Trying all of it on one machine\n")[1].split("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


def test_the_guide_alone_shows_each_system_at_work_and_what_is_wrong_with_it(shell):
    servers, settings, letter, look, breaking = steps()
    shell.type(servers)
    checked = shell.type(settings)
    assert "the settings are right" in checked, checked
    assert "lets us in" in checked and "INBOX holds" in checked, checked
    assert "can be asked" in checked, checked
    eventually(lambda: "serves http" in shell.type("cat $try/said"), 30)
    asyncio.run(leave_a_message(shell))
    shell.type(letter)

    def everywhere():
        said = shell.type(look)
        return (re.search(r"^rt knows it as \d+", said, re.M) and "helpdesk knows it as" in said
                and "Plan: gold" in said and "A lamp" in said
                and re.search(r"^[2-9]$", said, re.M))

    eventually(everywhere, 60)
    before, after = breaking.split("# chat on; then\n")
    shell.type(before)
    asyncio.run(leave_a_message(shell))
    waits = lambda: "Couldn't connect" in shell.type("frontdesk mirror explain helpdesk $settings")
    eventually(waits, 30)
    broken = shell.type(after)
    first = broken.split("once it is mended")[0]
    assert re.search(r"helpdesk.*\n.*waiting [1-9]", first), broken
    assert re.search(r"rt .*\n.*waiting", first), broken
    assert "401" in broken and re.search(r"^2$", broken, re.M), broken
    # With the right secret it goes on by itself, and nothing is missing.
    shell.type("kill %+; sleep 1")
    shell.type(servers.splitlines()[4])
    shell.type("frontdesk mirror retry helpdesk $settings")
    third = lambda: "knows it as" in shell.type("frontdesk mirror explain helpdesk 3 $settings")
    eventually(third, 60)
    assert "waiting 0" in shell.type("frontdesk mirror status $settings | grep -A1 ^helpdesk")
