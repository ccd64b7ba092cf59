"""The simulator: through a pipe, in a real terminal, and as a recorder of tests."""

import os
import pty
import select
import shutil
import time

import pytest

from authoring import BINARY, ROOT, frontdesk


def chat(lines, *arguments, **options):
    return frontdesk("flow", "chat", *arguments, input="".join(f"{line}\n" for line in lines), **options)


def test_through_a_pipe_the_bot_answers_each_line():
    done = chat(["3", "2", "my kettle will not switch on", "no", "sam@example.com", "/where"])
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("bot: Hello there!")
    assert "     3. A device that has trouble" in lines
    assert "bot: How much does it get in your way?" in lines
    assert lines[-1] == "triage.escalate; handoff" or lines[-1].endswith("; handoff")


def test_things_happen_besides_the_words():
    done = chat(
        ["/agents off", "agent", "/hours closed", "/restart", "/wait 3m", "/fail", "/nonsense", "/take"],
        "triage",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for part in [
        "=> restart", "Nobody is free to chat right now.", "fail.", "/nonsense is not understood",
        "=> an agent takes the conversation",
    ]:  # fmt: skip
        assert part in done.stdout, part


def test_the_desk_can_be_closed_from_the_beginning():
    assert "Our people are away" in chat([], "--closed").stdout


def test_a_flow_begins_in_the_middle_and_in_another_language():
    shop = ["--flows", "docs/examples/repair-shop"]
    assert "Guten Tag!" in chat([], *shop, "--language", "de").stdout
    done = chat([], *shop, "repair", "--at", "day", "--language", "de")
    assert done.stdout.startswith("bot: An welchem Tag")


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["triaje"], 'did you mean "triage"?'),
        (["triage", "--at", "contcat"], 'did you mean "contact"?'),
        (["--at", "contact"], "name the flow too"),
        (["--language", "xx"], "there is no language xx"),
        (["--record", "talk.txt"], "ends with .test.yaml"),
        (["--record", "flows/tests/triage.test.yaml"], "is there already"),
    ],
)
def test_a_slip_in_the_command_is_told(arguments, message):
    done = chat([], *arguments)
    assert done.returncode != 0
    assert message in done.stderr


def test_a_recorded_talk_is_a_test_that_passes(tmp_path):
    folder = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", folder)
    for old in (folder / "tests").iterdir():
        old.unlink()
    talks = {
        "handed": ["1", "dunno", "my number is AB-123456", "it has \"not\" come: why? {{ 6 * 7 }} #1",
                   "sam@example.com", "/take", "/say Hello, this is Maya.", "/return csat", "5", "skip"],
        "away": ["/agents off", "agent", "it hums", "sam@example.com", "/restart", "/wait 90m", "thanks"],
        "closed": ["yes", "my kettle", "no", "sam@example.com", "/hours open", "again"],
        "silent": ["/wait 3m", "/wait 1h"],
        "nothing": [],
    }  # fmt: skip
    for name, lines in talks.items():
        extra = ["--closed"] if name == "closed" else []
        path = folder / "tests" / f"{name}.test.yaml"
        done = chat(lines, "--flows", str(folder), "--record", str(path), *extra)
        assert done.returncode == 0, done.stderr
        assert path.exists()
    played = frontdesk("flow", "test", str(folder))
    assert f"{len(talks)} passed, 0 failed" in played.stdout, played.stdout + played.stderr


def test_a_recorded_service_failure_plays_again(tmp_path):
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "bot.yaml").write_text(
        'bot: shop\nentry: [{ flow: stock }]\ncommands: { agent: { phrases: [agent], do: handoff } }\n'
        'services: { shop: { base: "https://shop.example" } }\n'
    )
    (folder / "stock.flow.yaml").write_text("""flow: stock
sections:
  start:
    - confirm: Shall I look?
      yes: look
      no: start
  look:
    - http: { service: shop, get: /stock }
      on_error: failed
    - say: There is some.
    - end: resolved
  failed:
    - say: The shop does not answer.
    - end: failed
""")
    path = folder / "tests" / "failing.test.yaml"
    path.parent.mkdir()
    done = chat(["/fail", "yes", "hello", "yes"], "--flows", str(folder), "--record", str(path))
    assert "bot: The shop does not answer." in done.stdout
    assert "bot: There is some." in done.stdout
    played = frontdesk("flow", "test", str(folder))
    assert "1 passed, 0 failed" in played.stdout, played.stdout + played.stderr


class Terminal:
    def __init__(self, *arguments):
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.execv(BINARY, [str(BINARY), "flow", "chat", *arguments])
        self.text = ""

    def until(self, part):
        """Waits until the program has written this after what was waited for before."""
        deadline = time.monotonic() + 60
        while part not in self.text:
            ready, _, _ = select.select([self.screen], [], [], deadline - time.monotonic())
            assert ready, f"no {part!r} in {self.text!r}"
            self.text += os.read(self.screen, 4096).decode(errors="replace")
        before, _, self.text = self.text.partition(part)
        return before

    def type(self, keys):
        os.write(self.screen, keys.encode())

    def end(self):
        while True:
            try:
                if not os.read(self.screen, 4096):
                    break
            except OSError:
                break
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def test_in_a_terminal_there_is_a_prompt_and_control_d_ends(tmp_path):
    terminal = Terminal("--record", str(tmp_path / "talk.test.yaml"))
    terminal.until("/help says what can happen")
    terminal.until("4. Something else")
    terminal.until("> ")
    terminal.type("2\r")
    terminal.until("in a sentence or two what happened.")
    terminal.until("> ")
    terminal.type("/where\r")
    terminal.until("triage.describe; the bot talks")
    terminal.until("> ")
    terminal.type("\x04")
    assert terminal.end() == 0
    recorded = (tmp_path / "talk.test.yaml").read_text()
    assert '- tap: "billing"' in recorded
