"""Servers for mail from Tests/Peers, and the letters they were given."""

import base64
import email
import email.policy
import json
import subprocess
import sys

from running_desk import ROOT

PEERS = ROOT / "Tests/Peers"


class MailPeer:
    """A server for mail from Tests/Peers, with a folder of its own."""

    def __init__(self, script, folder, *arguments):
        folder.mkdir(parents=True, exist_ok=True)
        self.record = folder / "record.jsonl"
        self.process = subprocess.Popen(
            [sys.executable, PEERS / script, "--record", self.record, *map(str, arguments)],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert "listening" in line
        self.port = int(line.rsplit(":", 1)[1])

    def letters(self):
        lines = self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []
        bodies = [base64.b64decode(json.loads(line)["body"]) for line in lines]
        return [email.message_from_bytes(body, policy=email.policy.default) for body in bodies]

    def kill(self):
        self.process.kill()
        self.process.wait()
