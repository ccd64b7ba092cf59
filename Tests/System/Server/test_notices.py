"""Teams are told what happens: signed, once, in words of ours, and nothing is lost meanwhile."""

import asyncio
import json
import subprocess
import sys

from desk_client import Person
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
