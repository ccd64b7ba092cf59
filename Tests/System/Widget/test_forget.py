"""Delete my data: what happens and when is said first; then this browser has forgotten its visitor."""

import time

import pytest
from between import Between
from playwright.sync_api import expect
from test_access import check_axe

DAY = 86_400_000
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('frontdesk.'))"


@pytest.fixture
def between(context):
    return Between(context, welcome={"erase_after": DAY}, answers={
        "forget_me": lambda _: {"erased_at": int(time.time() * 1000) + DAY}})


def asks(shopper):
    """Opens the dialogue by the keyboard alone."""
    more = shopper.page.get_by_role("button", name="More", exact=True)
    more.press("Enter")
    shopper.page.get_by_role("button", name="Delete my data").press("Enter")
    dialogue = shopper.page.get_by_role("alertdialog", name="Delete your data?")
    expect(dialogue).to_be_visible()
    return dialogue


def test_it_says_what_happens_and_does_nothing_yet(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    dialogue = asks(shopper)
    expect(dialogue).to_contain_text("This cannot be undone.")
    expect(dialogue).to_contain_text("Deleted: ")
    expect(dialogue).not_to_contain_text("at once")
    # Whoever presses Enter twice has not lost anything.
    expect(dialogue.get_by_role("button", name="Cancel")).to_be_focused()
    for theme in ("light", "dark"):
        page.evaluate(f"Frontdesk.setTheme('{theme}')")
        check_axe(page)
    page.keyboard.press("Escape")
    expect(dialogue).to_have_count(0)
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    expect(shopper.option("An order or delivery")).to_be_visible()
    assert between.frames("forget_me") == []


def test_then_nothing_of_the_visitor_is_left_here(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.choose("An order or delivery").sees("What is the order number?")
    shopper.input.fill("half a sentence")
    asks(shopper).get_by_role("button", name="Delete everything").click()
    dialogue = page.get_by_role("alertdialog", name="This browser has forgotten you")
    expect(dialogue).to_contain_text("Deleted: ")
    expect(dialogue.get_by_role("button", name="Close")).to_be_focused()
    check_axe(page)
    assert len(between.frames("forget_me")) == 1
    assert page.evaluate(KEPT) == []
    dialogue.get_by_role("button", name="Close").click()
    expect(shopper.panel).to_be_hidden()
    shopper.greeted()
    expect(shopper.input).to_have_value("")
    expect(shopper.bubbles("What is the order number?")).to_have_count(0)
    assert page.evaluate("Frontdesk.status()")["number"] == 2


def test_at_once_is_said_where_it_is_at_once(desk, between, shopper):
    between.welcome["erase_after"] = 0
    shopper.visit(desk.url).greeted()
    expect(asks(shopper)).to_contain_text("Deleted: at once")


def test_a_desk_that_cannot_now_says_so_and_keeps_everything(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    between.answers["forget_me"] = lambda frame: {
        "type": "refused", "of": "forget_me", "final": False, "code": "storage", "why": "full"}
    dialogue = asks(shopper)
    dialogue.get_by_role("button", name="Delete everything").click()
    expect(dialogue.get_by_role("alert")).to_have_text(
        "This could not be done now. Please try again.")
    assert "frontdesk.demo.token" in page.evaluate(KEPT)
    dialogue.get_by_role("button", name="Cancel").click()
    expect(shopper.option("An order or delivery")).to_be_enabled()


def test_what_was_erased_elsewhere_is_shown_no_more(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.choose("An order or delivery").sees("What is the order number?")
    shopper.until("localStorage.getItem('frontdesk.demo.kept')")
    conversation = page.evaluate("Frontdesk.status()")["conversation"]
    seq = page.evaluate("JSON.parse(localStorage.getItem('frontdesk.demo.kept')).seq")
    between.tell({"type": "event", "conversation": conversation, "seq": seq + 1,
                  "at": int(time.time() * 1000), "event": "erased"})
    expect(shopper.log.locator(".row")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('frontdesk.demo.kept')") is None
    # Who goes on writing begins anew.
    shopper.say("And another thing")
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    assert page.evaluate("Frontdesk.status()")["number"] == 2
