"""New words that nobody sees: the page's title, a tone, the browser's own notifications."""

import pytest
from playwright.sync_api import expect
from shopper import Shopper

# What the browser would show and play, written down; and whether the page is looked at.
WATCH = """
  window.notes = []; window.tones = 0; window.asked = 0;
  window.Notification = class {
    static permission = 'default';
    static requestPermission() {
      window.asked += 1;
      return Promise.resolve(Notification.permission = window.answer ?? 'granted');
    }
    constructor(title, options) { window.notes.push([title, options.body]); window.note = this; }
    close() { window.gone = true; }
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { tones += 1; return start.apply(this, when); };
  let seen = 'visible';
  Object.defineProperty(Document.prototype, 'visibilityState', {get: () => seen});
  window.look = (how) => { seen = how; document.dispatchEvent(new Event('visibilitychange')); };
"""


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-GB")
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def talk(desk, shopper, maya):
    """A talk with Maya, and how she says something."""
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    return lambda text: maya.do("say", conversation, text=text)


def menu(shopper):
    shopper.page.get_by_role("button", name="More", exact=True).click()


def turn_on(shopper, name):
    menu(shopper)
    switch = shopper.page.get_by_role("switch", name=name)
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    shopper.page.keyboard.press("Escape")


def test_unread_words_are_counted_in_the_title_while_nobody_looks(shopper, talk):
    page = shopper.page
    title = page.title()
    page.evaluate("look('hidden')")
    talk("one")
    shopper.until("document.title.startsWith('(1) ')")
    talk("two")
    shopper.until("document.title.startsWith('(2) ')")
    page.evaluate("look('visible')")
    assert page.title() == title
    talk("three")
    shopper.sees("three")
    assert page.title() == title
    assert page.evaluate("[notes.length, tones, asked]") == [0, 0, 0], "off until it is turned on"


def test_the_browser_is_asked_by_a_press_and_notifies_only_while_nobody_looks(shopper, talk):
    page = shopper.page
    turn_on(shopper, "Browser notifications")
    assert page.evaluate("asked") == 1
    talk("seen at once")
    shopper.sees("seen at once")
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_hidden()
    page.evaluate("look('hidden')")
    talk("**Your** parcel is here")
    shopper.until("notes.length === 1")
    assert page.evaluate("notes") == [["Maya Lind", "Your parcel is here"]]
    page.evaluate("note.onclick()")
    expect(shopper.panel).to_be_visible()
    assert page.evaluate("gone")


def test_a_browser_that_refuses_says_so_and_stays_off(shopper, talk):
    shopper.page.evaluate("window.answer = 'denied'")
    menu(shopper)
    switch = shopper.page.get_by_role("switch", name="Browser notifications")
    switch.click()
    expect(shopper.panel.get_by_text("Your browser blocks notifications")).to_be_visible()
    expect(switch).to_have_attribute("aria-checked", "false")


def test_of_many_tabs_one_notifies_and_none_while_one_is_looked_at(
        desk, shopper, talk, context):
    turn_on(shopper, "Browser notifications")
    turn_on(shopper, "Sound for new messages")
    tabs = [shopper] + [Shopper(context.new_page()).visit(desk.url) for _ in range(2)]
    for tab in tabs:
        tab.until("Frontdesk.status().then((now) => now.stage === 'agent')")
        tab.page.evaluate("notes.length = 0; tones = 0; look('hidden')")

    def count(what):
        return sum(tab.page.evaluate(what) for tab in tabs)

    talk("to nobody in particular")
    for tab in tabs:
        tab.until("document.title.startsWith('(')")
    shopper.page.wait_for_timeout(1000)
    assert count("notes.length") == 1 and count("tones") == 2
    tabs[2].page.evaluate("look('visible')")
    talk("to who is looking")
    tabs[0].until("document.title.startsWith('(2)')")
    shopper.page.wait_for_timeout(1000)
    assert count("notes.length") == 1, "somebody looks"
    assert count("tones") == 4
    for tab in tabs[1:]:
        assert tab.errors == []


def test_the_tone_is_kept_for_the_next_page_and_can_be_turned_off(shopper, talk):
    page = shopper.page
    turn_on(shopper, "Sound for new messages")
    assert page.evaluate("tones") == 2, "as a sample"
    page.reload()
    shopper.sees("Maya Lind joined")
    shopper.panel.click()  # a browser plays nothing before a press
    talk("ping")
    shopper.until("tones === 2")
    menu(shopper)
    page.get_by_role("switch", name="Sound for new messages").click()
    talk("silence")
    shopper.sees("silence")
    assert page.evaluate("tones") == 2
