"""A real Synapse on a folder and a port of its own, and people who chat there."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from running_desk import ROOT, eventually, free_port

CONFIG = """
server_name: test.example
pid_file: {folder}/pid
listeners:
  - {{ port: {port}, bind_addresses: [127.0.0.1], type: http, tls: false,
      resources: [{{ names: [client] }}] }}
database: {{ name: sqlite3, args: {{ database: "{folder}/homeserver.db" }} }}
media_store_path: {folder}/media
signing_key_path: {folder}/signing.key
log_config: {folder}/log.yaml
report_stats: false
enable_registration: true
enable_registration_without_verification: true
macaroon_secret_key: "tests"
form_secret: "tests"
trusted_key_servers: []
suppress_key_server_warning: true
app_service_config_files: ["{registration}"]
rc_message: {{ per_second: 1000, burst_count: 1000 }}
rc_registration: {{ per_second: 1000, burst_count: 1000 }}
rc_login: {{ address: {{ per_second: 1000, burst_count: 1000 }} }}
"""
LOG = """
version: 1
formatters: {{ plain: {{ format: "%(asctime)s %(levelname)s %(message)s" }} }}
handlers: {{ file: {{ class: logging.FileHandler, formatter: plain, filename: "{folder}/log" }} }}
root: {{ level: INFO, handlers: [file] }}
"""


def synapse_python():
    """The Python that has Synapse; made once (`.ci/synapse`)."""
    if given := os.environ.get("SYNAPSE_PYTHON"):
        return given
    done = subprocess.run([ROOT / ".ci/synapse"], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Homeserver:
    """Started, killed and started again by the test."""

    def __init__(self, folder, registration, port=None):
        self.folder = folder
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.config = folder / "homeserver.yaml"
        folder.mkdir(exist_ok=True)
        names = {"folder": folder, "port": self.port, "registration": registration}
        self.config.write_text(CONFIG.format(**names), encoding="utf-8")
        (folder / "log.yaml").write_text(LOG.format(**names), encoding="utf-8")
        self.python = synapse_python()
        self.process = None

    def start(self):
        words = [self.python, "-m", "synapse.app.homeserver", "-c", str(self.config)]
        if not (self.folder / "signing.key").exists():
            subprocess.run([*words, "--generate-keys"], check=True, capture_output=True, timeout=120)
        with open(self.folder / "out", "ab") as out:
            self.process = subprocess.Popen(words, cwd=self.folder, stdout=out, stderr=out)
        eventually(self.is_ready, 120, 0.2)
        return self

    def is_ready(self):
        assert self.process.poll() is None, (self.folder / "out").read_text()[-2000:]
        try:
            with urllib.request.urlopen(f"{self.origin}/health", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def log(self):
        return (self.folder / "log").read_text(encoding="utf-8")


class MatrixPerson:
    """Somebody who writes to the desk from a Matrix program."""

    def __init__(self, homeserver, name):
        self.homeserver = homeserver
        self.token = None
        answer = self.ask("POST", "register", {
            "username": name, "password": "a long password", "auth": {"type": "m.login.dummy"}})
        self.token, self.user = answer["access_token"], answer["user_id"]
        self.room = None
        self.sent = 0

    def ask(self, method, path, body=None, patience=60):
        """As their program would: again and again while the homeserver is away."""
        url = f"{self.homeserver.origin}/_matrix/client/v3/{path}"
        deadline = time.monotonic() + patience
        while True:
            request = urllib.request.Request(
                url, method=method, data=None if body is None else json.dumps(body).encode(),
                headers={"Authorization": f"Bearer {self.token}"} if self.token else {})
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{method} {path}: {error.code} {error.read()}") from error
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.2)

    def begin(self, user, **more):
        self.room = self.ask("POST", "createRoom", {
            "preset": "trusted_private_chat", "is_direct": True, "invite": [user], **more})["room_id"]

    def path(self, rest):
        return f"rooms/{urllib.parse.quote(self.room)}/{rest}"

    def say(self, text, **content):
        self.sent += 1
        body = {"msgtype": "m.text", "body": text, **content}
        return self.ask("PUT", self.path(f"send/m.room.message/t{self.sent}"), body)["event_id"]

    def send(self, name, data, media, kind):
        """A file, as their program does it: the bytes to the homeserver, then a message of it."""
        request = urllib.request.Request(
            f"{self.homeserver.origin}/_matrix/media/v3/upload?filename="
            + urllib.parse.quote(name), method="POST", data=data,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": media})
        with urllib.request.urlopen(request, timeout=20) as answer:
            url = json.load(answer)["content_uri"]
        return self.say(name, msgtype=kind, url=url, info={"mimetype": media, "size": len(data)})

    def members(self):
        return self.ask("GET", self.path("joined_members"))["joined"]

    def heard(self, sender=None):
        """What others said in the room, oldest first: (words, event)."""
        chunk = self.ask("GET", self.path("messages?dir=b&limit=500"))["chunk"]
        return [
            (event["content"].get("body"), event) for event in reversed(chunk)
            if event["type"] == "m.room.message" and event["sender"] != self.user
            and sender in (None, event["sender"])]

    def texts(self):
        return [text for text, _ in self.heard()]

    def waits_for(self, words, patience=30):
        eventually(lambda: any(words in text for text in self.texts()), patience, 0.2)
