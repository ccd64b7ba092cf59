"""The main line as a new user tries it: a real browser, a real terminal, the real binary, a real
receiver, and a server that is killed in the middle."""

import json
import re
import subprocess
import sys
import threading
import time

import pytest
from playwright.sync_api import expect, sync_playwright
from agents_terminal import AgentsTerminal
from running_desk import BINARY, ROOT, Server, run

PATIENCE = 60  # Longer than anything takes on a busy machine; what is not there by then never comes.


def until(what, look):
    """The first true answer of `look`; fails naming `what` when there is none in time."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = look()
        if answer:
            return answer
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


class Desk(Server):
    """The demo desk, mirrored to a receiver."""

    def __init__(self, folder, receiver_url, secret):
        (folder / "hook.secret").write_text(secret + "\n")
        (folder / "hook.secret").chmod(0o600)
        config = folder / "frontdesk.yaml"
        config.write_text(
            "mirrors:\n  - name: tickets\n"
            f"    url: {receiver_url}\n    secret_file: {folder}/hook.secret\n"
            "    allow_private: true\n"
        )
        super().__init__(folder / "data", config=config, demo=True)

    def command(self, *words):
        done = run(*words, "--config", self.config, "--data", self.data)
        assert done.returncode == 0, done.stderr
        return done.stdout


class Customer:
    """A person with a browser on the shop's page."""

    def __init__(self, page, server):
        self.page = page
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"http://127.0.0.1:{server.port}/")
        page.get_by_role("button", name="Open chat").click()
        self.log = page.get_by_role("log")

    def say(self, text):
        box = self.page.get_by_role("textbox", name="Your message")
        box.fill(text)
        box.press("Enter")

    def press(self, label):
        # The latest question's: older ones can no longer be pressed.
        self.log.get_by_role("button", name=label, exact=True).and_(
            self.page.locator(":enabled")
        ).last.click()

    def sees(self, text):
        expect(self.log.get_by_text(text).last).to_be_visible(timeout=PATIENCE * 1000)

    def count(self, text):
        return self.log.get_by_text(text, exact=True).count()


@pytest.fixture
def receiver(tmp_path):
    secret = subprocess.run(
        [BINARY, "mirror", "secret"], capture_output=True, text=True, check=True
    ).stdout.strip()
    record = tmp_path / "deliveries.jsonl"
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "Tests/Peers/webhook-receiver.py"), "--secret", secret,
         "--record", str(record)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    url = re.search(r"http://\S+", process.stdout.readline())[0]
    threading.Thread(target=process.stdout.read, daemon=True).start()
    yield url, secret, record
    process.kill()
    process.wait()


@pytest.fixture
def browser_page():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1200, "height": 900})
        browser.close()


def deliveries(record):
    if not record.exists():
        return []
    return [json.loads(line) for line in record.read_text().splitlines()]


def test_from_the_first_word_to_the_mirrored_ticket(tmp_path, receiver, browser_page):
    url, secret, record = receiver
    server = Desk(tmp_path, url, secret)
    server.start()
    terminal = AgentsTerminal(
        f"main-{server.port}", tmp_path,
        f"http://127.0.0.1:{server.port} --token-file {server.data}/demo-token",
        columns=140, rows=45)
    try:
        main_line(server, terminal, browser_page, record)
    finally:
        terminal.close()
        server.kill()


def main_line(server, terminal, page, record):
    terminal.shows(r"queue 0")

    # The bot asks, offers an article, and that does not help.
    customer = Customer(page, server)
    customer.press("An order or delivery")
    customer.sees("What is the order number?")
    customer.say("it is ab-123456 thanks")
    customer.sees("Please tell me in a sentence or two")
    customer.say("my parcel is late and I need it on Friday")
    customer.sees("My parcel is late or has not arrived")
    customer.sees("Did that solve it?")
    customer.press("No")
    customer.sees("Which e-mail address")
    customer.say("ana@example.com")
    customer.sees("everything you told me")

    # The agent sees the queue live, takes it with one key, and knows everything already.
    terminal.shows(r"QUEUE 1")
    terminal.press("M-n")
    terminal.shows(r"you took this conversation")
    for known in ("AB-123456", "ana@example.com", "my parcel is late"):
        terminal.shows(re.escape(known))
    terminal.press("M-i")
    terminal.shows("late-parcel")
    terminal.press("Escape")
    terminal.hides("late-parcel")
    customer.sees("Maya Lind joined")
    terminal.enter("Hello Ana, this is Maya.")
    customer.sees("Hello Ana, this is Maya.")
    customer.say("Thank you, where is it?")
    terminal.shows(r"Thank you, where is it\?")

    # The server is killed in the middle; both go on writing.
    server.kill()
    customer.say("Are you still there?")
    terminal.enter("One moment, I am asking the carrier.")
    server.start()
    customer.sees("One moment, I am asking the carrier.")
    terminal.shows(r"Are you still there\?")
    for words in ("Are you still there?", "One moment, I am asking the carrier.", "Thank you, where is it?"):
        assert customer.count(words) == 1, f"“{words}” must stand once"

    # Hostile words stay words, in the page and in the terminal.
    customer.say("<img src=x onerror=alert(1)> \x1b[2J \u202egnp.exe")
    terminal.shows(r"<img src=x onerror=alert\(1\)>")
    customer.sees("<img src=x onerror=alert(1)>")
    assert page.locator("img[src=x]").count() == 0

    # Resolved, rated, and standing as a ticket.
    terminal.enter("/note the carrier promised Friday")
    terminal.shows(r"the carrier promised Friday")
    terminal.enter("It will be with you on Friday.")
    customer.sees("It will be with you on Friday.")
    terminal.enter("/resolve")
    customer.sees("How happy are you with the help you got?")
    customer.press("5 - Very happy")
    customer.sees("Anything we could do better?")
    customer.say("nothing")
    customer.sees("Thanks for your time!")

    listed = server.command("ticket", "list")
    assert re.search(r"#1\s+solved\s+normal\s+order", listed), listed
    shown = server.command("ticket", "show", "1")
    for words in ("rating        5/5", "ana@example.com", "note by Maya Lind", "Maya Lind marked this resolved",
                  "customer: Are you still there?"):  # fmt: skip
        assert words in shown, shown
    assert "\x1b" not in shown
    exported = json.loads(server.command("ticket", "export", "1"))
    seqs = [event["seq"] for event in exported["events"]]
    assert seqs == list(range(1, len(seqs) + 1))

    # The receiver has every event of the record, each once, in order.
    until("the last event at the receiver", lambda: len({d["id"] for d in deliveries(record)}) == len(seqs))
    fresh = [d for d in deliveries(record) if d["new"]]
    assert [delivery["payload"]["data"]["seq"] for delivery in fresh] == seqs
    assert "waiting 0  given up 0" in server.command("mirror", "status")

    assert server.end(PATIENCE) == 0
    assert "whole" in server.command("record", "verify")
