"""What other systems know of a customer reaches agents, rules and flows, and delays nobody."""

import asyncio
import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from desk_client import Person
from running_desk import ROOT, eventually, free_port, run

STUB = ROOT / "Tests/Peers/customer-system.py"

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ana\r\nFN:Ana Perez\r\nN:Perez;Ana;;;\r\n"
    "EMAIL;TYPE=work:Ana@example.com\r\nORG:Ana & Co;Sales\r\nX-PLAN:gold\r\nNOTE:never shown\r\n"
    "END:VCARD\r\n")

BOOK = (
    '<D:mkcol xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:set><D:prop>'
    "<D:resourcetype><D:collection/><C:addressbook/></D:resourcetype></D:prop></D:set></D:mkcol>")


class Radicale:
    """A real Radicale with one address book and one card."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/desk/customers/"
        (folder / "users").write_text("desk:pass:word\n", encoding="ascii")
        self.start()
        self.ask("MKCOL", self.url, BOOK, "application/xml")
        self.ask("PUT", self.url + "ana.vcf", CARD, "text/vcard")

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", f"--server-hosts=127.0.0.1:{self.port}",
             f"--storage-filesystem-folder={self.folder / 'cards'}", "--auth-type=htpasswd",
             f"--auth-htpasswd-filename={self.folder / 'users'}",
             "--auth-htpasswd-encryption=plain"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(self.answers, 60)

    def answers(self):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/.web/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def ask(self, method, url, body, kind):
        request = urllib.request.Request(url, body.encode(), method=method)
        request.add_header("Content-Type", kind)
        login = base64.b64encode(b"desk:pass:word").decode()
        request.add_header("Authorization", f"Basic {login}")
        urllib.request.urlopen(request, timeout=30).close()

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(name="radicale")
def made_radicale(tmp_path):
    pytest.importorskip("radicale")
    radicale = Radicale(tmp_path)
    yield radicale
    radicale.kill()


def secret(folder, name, text):
    path = folder / name
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="ascii")
    return path


def book(folder, url, password="pass:word", **more):
    lines = {
        "name": "book", "kind": "carddav", "url": url, "user": "desk", "allow_private": "true",
        "secret_file": secret(folder, "book.secret", password),
        "facts": "{company: Company, plan: Plan}", "budget": "10s", **more,
    }
    return settings(folder, lines)


def settings(folder, lines):
    config = folder / "frontdesk.yaml"
    words = "\n    ".join(f"{key}: {value}" for key, value in lines.items())
    config.write_text(f"customer_systems:\n  - {words}\n", encoding="utf-8")
    return config


def looked_up(server, name):
    return [event for event in server.events(name).values() if event["event"] == "looked_up"]


def test_a_real_address_book_is_asked_and_each_fault_is_said(radicale, tmp_path):
    config = book(tmp_path, radicale.url)
    assert run("crm", "check", "--config", config).returncode == 0
    known = run("crm", "ask", "ana@example.com", "--json", "--config", config)
    assert json.loads(known.stdout) == {
        "system": "book", "outcome": "found",
        "facts": {"company": "Ana & Co, Sales", "plan": "gold"}}
    assert "knows nobody" in run("crm", "ask", "bo@example.com", "--config", config).stdout

    for wrong, words in [
        ({"url": radicale.url.removesuffix("customers/")}, "no address book"),
        ({"url": radicale.url + "elsewhere/"}, "cannot be asked"),
        ({"password": "wrong"}, "secret_file"),
    ]:
        said = run("crm", "check", "--config", book(tmp_path, **{"url": radicale.url, **wrong}))
        assert said.returncode == 1 and words in said.stdout, said
        assert "pass:word" not in said.stdout + said.stderr
    radicale.kill()
    said = run("crm", "check", "--config", book(tmp_path, radicale.url))
    assert said.returncode == 1 and "no connection" in said.stdout, said


def test_what_is_known_is_told_to_the_agent_and_never_to_the_customer(
    make_server, radicale, tmp_path
):
    server = make_server(config=book(tmp_path, radicale.url)).start()
    server.add_agent()

    async def chat():
        async with Person(server) as ana:
            await ana.begin()
            await ana.do("identify", name="Ana", email="ana@example.com")
            name = ana.conversation
            for _ in range(300):
                if looked_up(server, name):
                    break
                await asyncio.sleep(0.1)
            await ana.say("hello")
            return name, json.dumps(ana.events)

    name, told = asyncio.run(chat())
    found = looked_up(server, name)
    assert found[0]["outcome"] == "found" and found[0]["system"] == "book"
    assert [(fact["name"], fact["value"]) for fact in found[0]["facts"]] == [
        ("company", "Ana & Co, Sales"), ("plan", "gold")]
    assert "hello" in told and "gold" not in told
    status = run("crm", "status", "--data", server.data, "--config", server.config)
    assert status.returncode == 0 and "asked 1" in status.stdout, status


@pytest.mark.parametrize("mood, words", [
    ("hang", "did not answer within 800 ms"), ("lie", "another address"),
    ("huge", "longer than 256 KiB"), ("error", "not well (500)"), ("html", "no JSON"),
])
def test_a_bad_system_delays_nobody_and_is_said(make_server, tmp_path, mood, words):
    port, record = free_port(), tmp_path / "requests.jsonl"
    stub = subprocess.Popen(
        [sys.executable, STUB, "--port", str(port), "--record", record, "--mood", mood],
        stdout=subprocess.PIPE, text=True)
    assert "listening" in stub.stdout.readline()
    config = settings(tmp_path, {
        "name": "shop", "kind": "look_up", "recipe": ROOT / "config/look-ups/plain.yaml",
        "url": f"http://127.0.0.1:{port}", "allow_private": "true",
        "secret_file": secret(tmp_path, "shop.secret", "s3cret"), "facts": "{plan: Plan}"})
    server = make_server(config=config).start()

    async def chat():
        async with Person(server) as ana:
            await ana.begin()
            await ana.do("identify", name="Ana", email="ana@example.com")
            await ana.say("is anybody there?")
            return ana.conversation

    try:
        name = asyncio.run(chat())

        def failed():
            return [event for event in looked_up(server, name) if event["outcome"] == "failed"]

        eventually(failed, 60)
        assert words in failed()[0]["why"]
        said = [event["event"] for event in server.events(name).values()]
        if mood == "hang":
            assert said.index("said") < said.index("looked_up"), "nobody waited for it"
        status = run("crm", "status", "--data", server.data, "--config", config)
        assert status.returncode == 1 and words in status.stdout, status
        assert "s3cret" not in "".join(server.said) + status.stdout
    finally:
        stub.kill()
        stub.wait()
