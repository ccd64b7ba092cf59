"""A customer's own earlier conversations: listed, read again, gone on with, and nobody else's."""

import pytest
from between import Between
from playwright.sync_api import expect
from shopper import Shopper
from test_access import check_axe

BANJO = "My quokka plays the banjo at midnight, xyzzy"
WALRUS = "My walrus hums a tune at noon, plugh"


def to_an_agent(shopper, words, is_known=False):
    shopper.greeted() if shopper.panel.is_hidden() else None
    shopper.choose("Something else").sees("what happened")
    shopper.say(words)
    if not is_known:
        shopper.sees("e-mail address can we reach you").say("ana@example.com")


def taken(shopper, maya):
    """What the customer waits in, with Maya."""
    shopper.until("Frontdesk.status().then((now) => now.stage === 'waiting')")
    conversation = shopper.page.evaluate("Frontdesk.status()")["conversation"]
    maya.do("take", conversation)
    return conversation


def talk(shopper, maya, words, answer, is_known=False, closes=True):
    """A whole conversation with Maya, to its end."""
    to_an_agent(shopper, words, is_known)
    conversation = taken(shopper, maya)
    maya.do("say", conversation, text=answer)
    shopper.sees(answer)
    maya.do("resolve", conversation)
    if closes:
        maya.do("close", conversation)
    return conversation


def menu(shopper, item=None):
    shopper.page.get_by_role("button", name="More", exact=True).click()
    if item:
        shopper.panel.locator(".menu").get_by_role("button", name=item).click()


def anew(shopper):
    shopper.log.get_by_role("button", name="Start a new conversation").click()
    expect(shopper.option("Something else")).to_be_enabled()


def earlier(shopper):
    """The list's buttons."""
    return shopper.page.get_by_role("dialog", name="Earlier conversations").locator(".option")


@pytest.fixture
def twice(desk, shopper, maya):
    """Two talks that are over, and a third that has begun."""
    shopper.visit(desk.url)
    talk(shopper, maya, BANJO, "Banjos are quiet now")
    anew(shopper)
    talk(shopper, maya, WALRUS, "Walruses hum no more", is_known=True)
    anew(shopper)
    return shopper


def test_they_are_listed_and_read_again(twice, maya):
    shopper, page = twice, twice.page
    # Where a chat begins there is the way to them, and in the menu.
    shopper.log.get_by_role("button", name="Earlier conversations").click()
    expect(earlier(shopper)).to_have_count(2)
    expect(earlier(shopper).nth(0)).to_contain_text("walrus")
    expect(earlier(shopper).nth(1)).to_contain_text("quokka")
    expect(earlier(shopper).nth(1)).to_contain_text("Solved")
    expect(earlier(shopper).nth(0)).to_be_focused()
    check_axe(page)
    earlier(shopper).nth(1).click()
    shopper.sees("Banjos are quiet now").sees(BANJO)
    expect(shopper.bubbles("Walruses")).to_have_count(0)
    check_axe(page)
    # The list now has the one that goes on, and the other.
    menu(shopper, "Earlier conversations")
    expect(earlier(shopper)).to_have_count(2)
    expect(earlier(shopper).filter(has_text="quokka")).to_have_count(0)
    expect(earlier(shopper).nth(0)).to_contain_text("Open")
    page.keyboard.press("Escape")
    expect(earlier(shopper)).to_have_count(0)
    expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    shopper.sees("Banjos are quiet now")
    # The next page begins with the latest.
    page.reload()
    expect(shopper.option("Something else")).to_be_enabled()
    expect(shopper.bubbles("Banjos")).to_have_count(0)


def test_what_is_said_in_one_that_is_closed_begins_anew(twice, maya):
    shopper = twice
    menu(shopper, "Earlier conversations")
    earlier(shopper).filter(has_text="quokka").click()
    shopper.sees("Banjos are quiet now").say("It plays again")
    expect(shopper.option("Something else")).to_be_enabled()
    shopper.sees("It plays again")
    expect(shopper.bubbles("Banjos")).to_have_count(0)


def test_one_that_is_solved_goes_on_where_it_ended(desk, shopper, maya):
    shopper.visit(desk.url)
    first = talk(shopper, maya, BANJO, "Banjos are quiet now", closes=False)
    anew(shopper)
    menu(shopper, "Earlier conversations")
    earlier(shopper).click()
    shopper.sees("Banjos are quiet now").say("It plays again")
    shopper.until_python(lambda: "It plays again" in maya.said(first))


def test_who_reads_an_old_one_is_led_back_when_somebody_speaks_in_the_latest(twice, maya):
    shopper = twice
    to_an_agent(shopper, "My yak whistles at dawn, frobozz", is_known=True)
    now = taken(shopper, maya)
    shopper.sees("Maya Lind joined")
    menu(shopper, "Earlier conversations")
    earlier(shopper).filter(has_text="quokka").click()
    shopper.sees("Banjos are quiet now")
    maya.do("say", now, text="The yak sleeps")
    shopper.sees("The yak sleeps")
    expect(shopper.bubbles("Banjos")).to_have_count(0)


def test_nobody_elses_are_there(twice, desk, browser):
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(30_000)
    other = Shopper(context.new_page()).visit(desk.url).greeted()
    expect(other.log.get_by_role("button", name="Earlier conversations")).to_have_count(0)
    menu(other)
    expect(other.panel.get_by_role("button", name="Delete my data")).to_be_visible()
    expect(other.panel.get_by_role("button", name="Earlier conversations")).to_have_count(0)
    context.close()
    assert other.errors == []


def test_a_long_list_is_read_page_by_page_and_a_cut_is_said(desk, context, shopper):
    asked = []

    def answer(frame):
        asked.append(frame.get("before"))
        top = frame.get("before", 46)
        return {"past": [
            {"conversation": f"c{number}", "number": number, "started": 1_795_238_400_000,
             "stage": "closed", "subject": f"Matter {number}", "summary": ""}
            for number in range(top - 1, max(0, top - 21), -1)]}
    Between(context, welcome={"past": True}, answers={"past": answer})
    shopper.visit(desk.url).open()
    shopper.log.get_by_role("button", name="Earlier conversations").click()
    expect(earlier(shopper)).to_have_count(20)
    more = shopper.panel.get_by_role("button", name="Show more")
    more.click()
    expect(earlier(shopper)).to_have_count(40)
    expect(earlier(shopper).nth(20)).to_be_focused()
    more.click()
    expect(earlier(shopper)).to_have_count(45)
    expect(more).to_be_hidden()
    assert asked == [None, 26, 6]
    check_axe(shopper.page)


def test_whom_the_site_has_signed_for_finds_them_on_every_device(desk, browser, maya):
    """The demo's shop signs for its customer by a press."""
    def device(**how):
        context = browser.new_context(locale="en-GB", **how)
        context.set_default_timeout(30_000)
        return Shopper(context.new_page()).visit(desk.url)

    laptop = device(viewport={"width": 1280, "height": 800})
    laptop.page.get_by_role("button", name="Sign in as Ana").click()
    expect(laptop.page.get_by_role("button", name="Sign out, Ana")).to_be_visible()
    talk(laptop, maya, BANJO, "Banjos are quiet now", is_known=True)
    anew(laptop)
    phone = device(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    phone.page.get_by_role("button", name="Sign in as Ana").click()
    phone.open()
    phone.log.get_by_role("button", name="Earlier conversations").click()
    expect(earlier(phone)).to_have_count(1)
    earlier(phone).click()
    phone.sees("Banjos are quiet now")
    check_axe(phone.page)
    for one in (laptop, phone):
        one.page.context.close()
        assert one.errors == []
