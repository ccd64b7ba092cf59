"""The whole talk by mail: asked for in the menu, sent by a real desk to a real server for letters."""

import base64
import email
import email.policy
import json
import subprocess
import sys

import pytest
from desk import Desk
from playwright.sync_api import expect
from running_desk import ROOT, eventually
from test_access import check_axe


class Letters:
    """A server that takes letters and keeps them, as a customer's would."""

    def __init__(self, folder):
        folder.mkdir()
        self.record = folder / "record.jsonl"
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "Tests/Peers/mail-receiver.py", "--record", self.record],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert "listening" in line
        self.port = int(line.rsplit(":", 1)[1])

    def come(self):
        lines = self.record.read_text().splitlines() if self.record.exists() else []
        return [email.message_from_bytes(
            base64.b64decode(json.loads(line)["body"]), policy=email.policy.default)
            for line in lines]


@pytest.fixture
def letters(tmp_path):
    letters = Letters(tmp_path / "letters")
    yield letters
    letters.process.kill()
    letters.process.wait()


@pytest.fixture
def desk(tmp_path, host, letters):
    desk = Desk(tmp_path, host.origin)
    desk.config.write_text(desk.config.read_text() + f"""
connectors:
  - name: letters
    kind: mail
    from: Acme Support <support@desk.example>
    smtp: smtp://127.0.0.1:{letters.port}
    encryption: off
""")
    desk.start()
    yield desk
    desk.stop()


def mailing(shopper):
    shopper.page.get_by_role("button", name="More", exact=True).click()
    shopper.panel.get_by_role("button", name="Send by e-mail").click()
    box = shopper.page.get_by_role("dialog", name="Send by e-mail")
    expect(box).to_be_visible()
    return box


def send(box):
    box.get_by_role("button", name="Send", exact=True).click()


def test_who_is_not_known_is_asked_for_an_address_and_has_the_talk_there(desk, letters, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.sees("What is the order number?")
    box = mailing(shopper)
    address = box.get_by_label("Your e-mail address")
    expect(address).to_be_focused()
    check_axe(shopper.page)
    address.fill("no address")
    send(box)
    expect(box.get_by_text("This does not look like an e-mail address.")).to_be_visible()
    check_axe(shopper.page)
    address.fill("ana@example.com")
    address.press("Enter")
    expect(box.get_by_text("On its way to ana@example.com.")).to_be_visible()
    check_axe(shopper.page)
    box.get_by_role("button", name="Close").click()
    shopper.sees("What is the order number?")
    letter = eventually(letters.come, 30)[0]
    assert letter["To"].addresses[0].addr_spec == "ana@example.com"
    [file] = list(letter.iter_attachments())
    assert "What is the order number?" in file.get_content()
    assert "An order or delivery" in file.get_content()


def test_it_goes_to_the_known_address_and_three_times_a_day(desk, letters, shopper):
    shopper.visit(desk.url).to_the_queue()
    for _ in range(3):
        box = mailing(shopper)
        address = box.get_by_label("Your e-mail address")
        expect(address).to_have_value("ana@example.com")
        expect(address).not_to_be_editable()
        send(box)
        expect(box.get_by_text("On its way to ana@example.com.")).to_be_visible()
        box.get_by_role("button", name="Close").click()
    box = mailing(shopper)
    send(box)
    expect(box.get_by_text("It was sent three times today already.")).to_be_visible()
    box.get_by_role("button", name="Cancel").click()
    expect(box).to_have_count(0)

    def all_three():
        return len([one for one in letters.come() if list(one.iter_attachments())]) == 3
    eventually(all_three, 30)


def test_a_desk_without_mail_does_not_offer_it(tmp_path, host, shopper):
    folder = tmp_path / "plain"
    folder.mkdir()
    plain = Desk(folder, host.origin)
    plain.start()
    try:
        shopper.visit(plain.url).greeted()
        shopper.page.get_by_role("button", name="More", exact=True).click()
        menu = shopper.panel.locator(".menu")
        expect(menu.get_by_role("button", name="Delete my data")).to_be_visible()
        expect(menu.get_by_role("button", name="Send by e-mail")).to_have_count(0)
    finally:
        plain.stop()
