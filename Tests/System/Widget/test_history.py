"""Long talks, long texts, slow machines."""

import json
import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import expect
from record_maker import fill
from shopper import Shopper

LENGTH = 10_000


@pytest.fixture
def long_talk(desk, shopper):
    """A customer whose conversation is very long; the token of their browser opens it."""
    shopper.visit(desk.url).greeted()
    token = shopper.page.evaluate("localStorage.getItem('frontdesk.demo.token')")
    customer = next(iter(desk.events(
        shopper.page.evaluate("Frontdesk.status()")["conversation"]).values()))["customer"]
    shopper.page.goto("about:blank")
    desk.stop()
    fill(desk.record, 1, LENGTH, stage="agent")
    with closing(sqlite3.connect(desk.record)) as record, record:
        record.execute("UPDATE tickets SET customer = ? WHERE conversation LIKE 'conversation-%'",
                       (customer,))
    desk.start()
    assert token
    return shopper


WATCH = """
  window.long = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) =>
    window.long.push(Math.round(one.duration)))).observe({type: 'longtask', buffered: true});
"""


def test_ten_thousand_messages_are_shown_at_once_and_older_ones_as_one_scrolls(desk, long_talk):
    shopper = long_talk
    page = shopper.visit(desk.url).page
    shopper.until("Frontdesk.status().then((now) => now.conversation !== null)")
    last = f"{LENGTH - 2} Where is my parcel?"
    shopper.sees(last, exact=False)  # it was open on the page before
    shopper.until("localStorage.getItem('frontdesk.demo.kept')")
    assert shopper.log.locator(".row").count() < 150
    page.reload()
    # From what the browser keeps, before the desk has said a word.
    shopper.until(
        "(text) => { const rows = document.querySelector('frontdesk-chat')?.shadowRoot"
        ".querySelectorAll('.row'); return rows?.length && rows[rows.length - 1].textContent"
        ".includes(text); }", last)
    shown = page.evaluate("performance.now()")
    print(f"\nshown {shown:.0f} ms after the page began")
    assert shown < 3000, "reading all of it from the desk takes longer"
    expect(shopper.log).to_have_attribute("aria-busy", "false")
    # Older ones come, and what was read stays where it was.
    scroll_up_to(shopper, shopper.log.get_by_text(f"{LENGTH - 400} Where"))
    seqs = shopper.log.locator(".row").evaluate_all("(all) => all.map((one) => +one.dataset.seq)")
    assert seqs == list(range(seqs[0], seqs[-1] + 1))
    assert shopper.errors == []


def scroll_up_to(shopper, wanted):
    shopper.log.hover()
    end = time.monotonic() + 60
    while not wanted.count() and time.monotonic() < end:
        shopper.page.mouse.wheel(0, -3000)
        shopper.page.wait_for_timeout(50)
    expect(wanted).to_have_count(1)


def test_a_new_device_sees_the_end_of_a_long_talk_first_and_the_rest_as_it_scrolls(
        desk, long_talk, context):
    """Nothing is kept here: as on another device of a customer whom their site has signed for."""
    shopper = long_talk
    page = shopper.page
    frames = []
    page.on("websocket", lambda line: line.on(
        "framereceived", lambda text: frames.append(json.loads(text))))
    shopper.visit(desk.url)
    last = f"{LENGTH - 2} Where is my parcel?"
    shopper.sees(last, exact=False)
    took = []
    for _ in range(3):
        page.keyboard.press("Escape")
        # A page keeps what it knows as one leaves it: forgotten on one without the chat.
        page.goto(desk.url + "demo/shop.css")
        page.evaluate("['kept', 'read'].forEach((key) =>"
                      " localStorage.removeItem(`frontdesk.demo.${key}`))")
        frames.clear()
        shopper.visit(desk.url)
        began = time.monotonic()
        page.evaluate("Frontdesk.open()")
        shopper.sees(last, exact=False)
        took.append(round(1000 * (time.monotonic() - began)))
        events = [one["seq"] for one in frames if one["type"] == "event"]
        assert 0 < len(events) <= 200, "only the end is fetched"
        assert events[-1] == LENGTH
    print(f"\nshown after {took} ms")
    assert min(took) < 3000, "reading all of it from the desk takes longer"
    # How things stand is known without what lies before.
    assert page.evaluate("Frontdesk.status()")["number"] > 0
    scroll_up_to(shopper, shopper.log.get_by_text(f"{LENGTH - 700} Where"))
    seqs = shopper.log.locator(".row").evaluate_all("(all) => all.map((one) => +one.dataset.seq)")
    assert seqs == list(range(seqs[0], seqs[-1] + 1))
    assert len([one for one in frames if one["type"] == "event"]) <= 201, "the rest by pages"
    # What was read is kept, and goes on from there.
    shopper.until("localStorage.getItem('frontdesk.demo.kept')")
    page.reload()
    shopper.sees(last, exact=False)
    assert shopper.errors == []


VIEWS = 6
FIRST_VIEW = 300
# From the page's own beginning, with the chat opened by the page, to when the last words are painted.
SHOWN = """
  const until = (fact) => new Promise((done) => {
    const look = () => (fact() ? done() : requestAnimationFrame(look));
    look();
  });
  addEventListener('DOMContentLoaded', async () => {
    if (!localStorage.getItem('frontdesk.demo.token')) return;
    window.Frontdesk = [['open']];
    const root = () => document.querySelector('frontdesk-chat')?.shadowRoot;
    await until(() => {
      const row = [...root()?.querySelectorAll('.row') ?? []].at(-1);
      return row?.textContent.includes('9998 Where') && row.getBoundingClientRect().bottom
        <= root().querySelector('.log').getBoundingClientRect().bottom + 1;
    });
    requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
  });
"""


def first_view(browser, desk, token):
    """How long a browser that knows nothing but its token takes to show the end of the talk, how long
    its processor works for it, and the next token."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-GB")
    context.add_init_script(SHOWN)
    page = context.new_page()
    page.goto(desk.url + "demo/shop.css")
    page.evaluate("(token) => localStorage.setItem('frontdesk.demo.token', token)", token)
    session = context.new_cdp_session(page)
    # The thread's own clock: what others do on this machine meanwhile is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked():
        found = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "TaskDuration")

    before = worked()
    shopper = Shopper(page).visit(desk.url)
    shopper.until("performance.getEntriesByName('shown').length")
    work = round(1000 * (worked() - before))
    shown = round(page.evaluate("performance.getEntriesByName('shown')[0].startTime"))
    token = page.evaluate("localStorage.getItem('frontdesk.demo.token')")
    context.close()
    assert shopper.errors == []
    return shown, work, token


def test_a_new_device_works_for_less_than_300_ms_before_it_shows_ten_thousand_messages(
        desk, long_talk, browser):
    """The page, the chat and the end of the talk, from nothing; of six times the quickest."""
    token = long_talk.page.context.storage_state()["origins"][0]["localStorage"]
    token = next(one["value"] for one in token if one["name"] == "frontdesk.demo.token")
    views = []
    for _ in range(VIEWS):
        shown, work, token = first_view(browser, desk, token)
        views.append((shown, work))
    print(f"\nshown after, and worked for, so many ms: {views}")
    assert min(work for _, work in views) < FIRST_VIEW
    assert min(shown for shown, _ in views) < 3000


LONG = 50
OPENINGS = 6


def opened_slowly(browser, desk):
    """The long tasks of a first opening on a machine that is four times slower."""
    context = browser.new_context(locale="en-GB")
    context.add_init_script(WATCH)
    shopper = Shopper(context.new_page()).visit(desk.url)
    shopper.page.wait_for_timeout(1500)
    session = context.new_cdp_session(shopper.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    shopper.page.evaluate("window.long.length = 0")
    shopper.launcher.click()
    expect(shopper.option("An order or delivery")).to_be_enabled()
    long = shopper.page.evaluate("window.long")
    context.close()
    assert shopper.errors == []
    return long


def test_opening_the_chat_on_a_slow_machine_keeps_it_answering(desk, browser):
    """No step of it takes longer than 50 ms. Others use this machine too, and lengthen now one step, now
    another: what is slow by itself is slow in every opening."""
    seen = []
    for _ in range(OPENINGS):
        seen.append(opened_slowly(browser, desk))
        if max(seen[-1], default=0) <= LONG:
            return
    raise AssertionError(f"long tasks, opening by opening: {seen}")


def test_a_million_pasted_characters_freeze_nothing_and_are_cut(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    took = page.evaluate(
        "() => { const data = new DataTransfer(); data.setData('text/plain', 'word '.repeat(200000));"
        " const began = performance.now();"
        " const field = document.querySelector('frontdesk-chat').shadowRoot"
        ".querySelector('textarea'); field.focus();"
        " field.dispatchEvent(new ClipboardEvent('paste',"
        " {clipboardData: data, bubbles: true, cancelable: true}));"
        " return performance.now() - began; }")
    expect(shopper.panel.get_by_text("Cut to 4000 characters")).to_be_visible()
    assert len(shopper.input.input_value()) == 4000
    print(f"\npaste took {took:.0f} ms")
    assert took < 500
    page.reload()
    assert len(shopper.input.input_value()) == 4000
    # What a page gives is bounded too.
    page.evaluate("Frontdesk.prefill('x'.repeat(1_000_000))")
    assert len(shopper.input.input_value()) <= 16_000


def test_a_draft_is_not_written_down_at_each_key(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    page.evaluate(
        "() => { window.written = 0; const set = Storage.prototype.setItem;"
        " Storage.prototype.setItem = function (name, ...rest) {"
        " if (name.endsWith('.draft')) written += 1; return set.call(this, name, ...rest); }; }")
    shopper.input.press_sequentially("a sentence of some length", delay=5)
    shopper.until("written")
    assert page.evaluate("written") < 10
    shopper.input.press_sequentially("!")
    page.reload()
    expect(shopper.input).to_have_value("a sentence of some length!")


def test_a_page_with_a_very_long_path_has_a_chat(desk, host, shopper):
    path = "/" + "a" * 3000
    url = host.put(path, '<!doctype html><html lang="en"><title>Shop</title><script async'
                   f' data-site="demo" src="{desk.url}v1/chat.js"></script>')
    shopper.visit(url).greeted()


def test_a_damaged_entry_of_the_browsers_storage_breaks_nothing(desk, shopper):
    page = shopper.visit(desk.url).page
    for text in ['{"cid":"x","do":"say","text":{"a":1}}', '{"cid":5', '"x"', "null",
                 json.dumps({"cid": "y", "do": "choose", "label": ["a"], "order": "order.1.y"})]:
        page.evaluate("(text) => localStorage.setItem('frontdesk.demo.order.1.' + Math.random(),"
                      " text)", text)
    page.evaluate("localStorage.setItem('frontdesk.demo.kept', '{\"version\":1,\"seq\":4}')")
    page.reload()
    expect(shopper.launcher).to_be_visible()
    shopper.greeted().choose("An order or delivery").sees("What is the order number?")
