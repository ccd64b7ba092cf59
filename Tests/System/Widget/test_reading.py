"""Both sides see how far the other has read; nobody is told more often than they need."""

import pytest
from between import Between
from playwright.sync_api import expect


@pytest.fixture
def between(context):
    return Between(context)


@pytest.fixture
def talk(desk, between, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    return conversation


def marks(shopper):
    return shopper.log.locator(".mark")


def reads(between):
    return [one["seq"] for one in between.frames("read")]


def test_only_the_latest_own_words_say_whether_they_were_seen(between, shopper, talk, maya):
    shopper.say("first")
    shopper.say("second")
    expect(marks(shopper)).to_have_text([" · Sent"])
    expect(shopper.log.locator(".row.customer").last.locator(".mark")).to_be_visible()
    seq = int(shopper.log.locator(".row.customer").last.get_attribute("data-seq"))
    read = {"type": "read", "conversation": talk, "by": "agent"}
    between.tell({**read, "seq": seq - 1})
    between.tell({**read, "conversation": "another", "seq": seq})
    expect(marks(shopper)).to_have_text([" · Sent"])
    between.tell({**read, "seq": seq})
    expect(marks(shopper)).to_have_text([" · Seen"])
    # It is there for who reads it, and interrupts nobody.
    expect(marks(shopper)).to_have_attribute("aria-live", "off")
    # An answer says more than a mark.
    maya.do("say", talk, text="I saw it")
    expect(marks(shopper)).to_have_count(0)
    shopper.say("third")
    expect(marks(shopper)).to_have_text([" · Sent"])


def test_no_mark_stands_under_what_the_bot_answers(desk, between, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.sees("What is the order number?")
    expect(marks(shopper)).to_have_count(0)


def test_what_was_on_the_screen_is_told_and_nothing_else(between, shopper, talk, maya):
    page = shopper.page
    first = maya.do("say", talk, text="look")["seq"]
    shopper.until_python(lambda: first in reads(between))
    # Closed: nobody saw it.
    page.keyboard.press("Escape")
    unseen = maya.do("say", talk, text="closed")["seq"]
    expect(shopper.launcher).to_contain_text("1")
    page.wait_for_timeout(1500)
    assert unseen not in reads(between)
    shopper.open()
    shopper.until_python(lambda: unseen in reads(between))
    # Scrolled up: what is below was not seen.
    for text in range(12):
        maya.do("say", talk, text=f"line {text}\n\nand more of it")
    shopper.sees("line 11")
    shopper.log.hover()
    page.mouse.wheel(0, -2000)
    page.wait_for_timeout(1500)
    below = maya.do("say", talk, text="below")["seq"]
    newest = shopper.panel.get_by_role("button", name="Newest messages")
    expect(newest).to_be_visible()
    page.wait_for_timeout(1500)
    assert below not in reads(between)
    newest.click()
    shopper.until_python(lambda: below in reads(between))
    assert reads(between) == sorted(set(reads(between))), "forward only, each once"


def test_many_words_at_once_are_told_as_one(between, shopper, talk, maya):
    before = len(reads(between))
    for text in range(8):
        last = maya.do("say", talk, text=str(text))["seq"]
    shopper.until_python(lambda: last in reads(between))
    assert len(reads(between)) - before <= 4


def test_it_is_told_anew_when_the_line_is_new(desk, between, shopper, talk, maya):
    seq = maya.do("say", talk, text="look")["seq"]
    shopper.until_python(lambda: seq in reads(between))
    between.sent.clear()
    shopper.page.evaluate("dispatchEvent(new Event('online'))")
    shopper.until_python(lambda: seq in reads(between))
