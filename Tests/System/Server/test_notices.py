"""Teams are told what happens: signed, once, in words of ours, and nothing is lost meanwhile."""

import asyncio
import json
import subprocess
import sys

from desk_client import Person
from mail_peer import MailPeer
from running_desk import ROOT, eventually, free_port, run

RECEIVER = ROOT / "Tests/Peers/webhook-receiver.py"


def receive(folder, port, secret):
    receiver = subprocess.Popen(
        [sys.executable, RECEIVER, "--secret", secret, "--record", folder / "told.jsonl", "--port",
         str(port), "--quiet"], stdout=subprocess.PIPE, text=True)
    assert "listening" in receiver.stdout.readline()
    return receiver


def settings(folder, port, secret):
    (folder / "hook.secret").touch(mode=0o600)
    (folder / "hook.secret").write_text(secret + "\n", encoding="ascii")
    script = folder / "siren.sh"
    script.write_text(f'#!/bin/sh\ncat >> "{folder}/siren.jsonl"; echo >> "{folder}/siren.jsonl"\n',
                      encoding="ascii")
    script.chmod(0o755)
    config = folder / "frontdesk.yaml"
    config.write_text(f"""
connectors:
  - name: team
    kind: notify
    by: hook
    url: http://127.0.0.1:{port}/hook
    allow_private: true
    secret_file: {folder}/hook.secret
    on: [handed_over, missed, promised, trouble]
    link: "https://desk.example.com/{{{{ number }}}}"
  - name: siren
    kind: notify
    by: command
    command: [{script}]
    on: [handed_over, missed, promised]
    quote: 10
""", encoding="utf-8")
    return config


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line] \
        if path.exists() else []


def test_a_wish_for_a_person_is_told_by_hook_and_command_and_waits_for_who_is_away(
    make_server, tmp_path
):
    secret = run("mirror", "secret").stdout.strip()
    port = free_port()
    config = settings(tmp_path, port, secret)
    assert run("notify", "check", "--config", config).returncode == 0
    away = run("notify", "test", "team", "--config", config)
    assert away.returncode == 1 and "no connection" in away.stderr, away
    assert secret not in away.stdout + away.stderr
    assert run("notify", "test", "siren", "--config", config).returncode == 0
    assert [notice["kind"] for notice in lines(tmp_path / "siren.jsonl")] == ["test"]

    server = make_server(config=config).start()

    async def chat():
        async with Person(server) as ana:
            await ana.begin()
            await ana.say("my card 4111 was charged twice, a person please")
            await ana.say("agent")
            return ana.conversation

    name = asyncio.run(chat())
    told = tmp_path / "siren.jsonl"
    eventually(lambda: len(lines(told)) > 1, 60)
    assert lines(told)[1]["conversation"] == name
    assert len(lines(told)[1].get("words", "")) <= 10
    receiver = receive(tmp_path, port, secret)
    try:
        eventually(lambda: lines(tmp_path / "told.jsonl"), 90)
        assert "4111" not in (tmp_path / "told.jsonl").read_text(encoding="utf-8")
    finally:
        receiver.kill()
        receiver.wait()


def test_a_mistake_in_the_settings_is_said_with_what_to_write(tmp_path):
    secret = run("mirror", "secret").stdout.strip()
    config = settings(tmp_path, free_port(), secret)
    right = config.read_text(encoding="utf-8")
    for old, new, words in [
        ("missed, promised, trouble", "mist", "nothing is called mist"),
        ("allow_private: true", "when: urgncy > 1", "urgency"),
        ("    allow_private: true\n", "", "https://"),
        (f"    secret_file: {tmp_path}/hook.secret\n", "", "needs secret_file"),
    ]:
        config.write_text(right.replace(old, new), encoding="utf-8")
        said = run("notify", "check", "--config", config)
        assert said.returncode == 78 and words in said.stdout + said.stderr, said


def mail_settings(folder, port, to="[night@acme.example]"):
    config = folder / "frontdesk.yaml"
    config.write_text(f"""\
connectors:
  - name: letters
    kind: mail
    from: Acme Support <support@acme.example>
    smtp: smtp://127.0.0.1:{port}
    encryption: off
  - name: night
    kind: notify
    by: mail
    to: {to}
    on: [handed_over, missed, promised]
    link: "https://desk.example.com/{{{{ number }}}}"
""", encoding="utf-8")
    return config


def test_a_team_is_told_by_mail_and_a_machine_is_not_to_answer(make_server, tmp_path):
    theirs = MailPeer("mail-receiver.py", tmp_path / "theirs")
    try:
        config = mail_settings(tmp_path, theirs.port)
        said = run("notify", "check", "--config", config)
        assert said.returncode == 0 and "night@acme.example by 127.0.0.1" in said.stdout, said
        assert not theirs.letters(), "checking sends nothing"
        tested = run("notify", "test", "night", "--config", config)
        assert tested.returncode == 0 and theirs.letters()[0]["Subject"] == "A test [#1]", tested
        server = make_server(config=config).start()

        async def chat():
            async with Person(server) as ana:
                await ana.begin()
                await ana.say("my card 4111 was charged twice")
                await ana.say("agent")

        asyncio.run(chat())
        eventually(lambda: len(theirs.letters()) > 1, 60)
        letter = theirs.letters()[1]
        assert letter["To"] == "night@acme.example" == letter["Reply-To"]
        assert letter["Auto-Submitted"] == "auto-generated"
        text = letter.get_content()
        assert "https://desk.example.com/1" in text and "4111" not in text
    finally:
        theirs.kill()


def test_whom_letters_cannot_go_to_is_said_before_anything_is_sent(tmp_path):
    for to, words in [
        ("[]", "1 to 20 addresses"), ("[maya]", "maya is no address"),
        ("[Support+x@acme.example]", "the desk's own"),
    ]:
        said = run("notify", "check", "--config", mail_settings(tmp_path, free_port(), to))
        assert said.returncode == 78 and words in said.stdout, said
    config = mail_settings(tmp_path, free_port())
    text = config.read_text(encoding="utf-8")
    config.write_text("connectors:\n" + text[text.index("  - name: night"):], encoding="utf-8")
    said = run("notify", "check", "--config", config)
    assert said.returncode == 78 and "a connector of kind mail" in said.stdout, said


def test_who_of_the_team_is_refused_is_named(tmp_path):
    theirs = MailPeer("mail-receiver.py", tmp_path / "theirs")
    try:
        config = mail_settings(tmp_path, theirs.port, "[gone@acme.example, maya@acme.example]")
        tested = run("notify", "test", "night", "--config", config)
        assert tested.returncode == 1 and "gone@acme.example: 550" in tested.stderr, tested
        assert len(theirs.letters()) == 1, "the others have it"
    finally:
        theirs.kill()
