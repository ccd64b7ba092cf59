"""The chat is never silent: a tab that sleeps, a line that died unseen, a desk that is away."""

import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from dead_line import DeadLine
from playwright.sync_api import Error, expect
from shopper import Shopper

STATUS = "Frontdesk.status().then((now) => now.connection)"


def renderers(browser):
    """Process ids of all pages, as the browser itself tells them."""
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return {one["id"] for one in told if one["type"] == "renderer"}


def busiest(pids, page):
    """Which of the processes draws the page: the one whose time goes up while its page works."""
    def used(pid):
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11])

    before = {pid: used(pid) for pid in pids}
    page.evaluate("() => { const end = Date.now() + 400; while (Date.now() < end); }")
    return max(pids, key=lambda pid: used(pid) - before[pid])


@contextmanager
def asleep(pid):
    """As the system does with tabs that nobody looks at."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_sleeping_first_tab_silences_no_other(desk, browser, context, shopper):
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    other = Shopper(context.new_page())
    other.visit(desk.url).open()
    other.sees("Ticket #")
    pids = renderers(browser)
    first = busiest(pids, shopper.page)
    assert first != busiest(pids, other.page), "both tabs share a process"
    with asleep(first):
        began = time.monotonic()
        other.say("written while the first tab sleeps")
        expect(other.log.locator("[data-cid]")).to_have_count(0, timeout=20_000)
        print(f"\ntaken over and sent in {time.monotonic() - began:.1f} s")
        assert other.page.evaluate(STATUS) == "online"
        third = Shopper(context.new_page())
        third.visit(desk.url).open()
        third.sees("written while the first tab sleeps")
        third.page.close()
    # The first wakes, and learns that it leads no more; nothing is doubled.
    shopper.sees("written while the first tab sleeps")
    shopper.say("from the tab that slept")
    other.sees("from the tab that slept")
    for text in ["written while the first tab sleeps", "from the tab that slept"]:
        expect(shopper.bubbles(text)).to_have_count(1)
        expect(other.bubbles(text)).to_have_count(1)
    conversation = other.page.evaluate("Frontdesk.status()")["conversation"]
    with desk.agent() as agent:
        said = agent.said(conversation)
    assert [text for text in said if "tab" in text] == [
        "written while the first tab sleeps", "from the tab that slept"]
    # One socket, and a token that is still good.
    expect(other.log.locator("[data-cid]")).to_have_count(0)
    assert desk.knows(other.page.evaluate("localStorage.getItem('frontdesk.demo.token')"))
    assert other.errors == []


@pytest.fixture
def line(desk):
    line = DeadLine(desk.port)
    desk.config.write_text(desk.config.read_text().replace("self,", f'self, "{line.origin}",'))
    desk.stop()
    desk.start()
    yield line
    line.stop()


def test_chatwoot_4335_an_answer_comes_after_the_line_died_unseen(line, desk, shopper, maya):
    shopper.visit(line.origin + "/").to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    line.die()
    maya.do("say", conversation, text="Are you still there?")
    began = time.monotonic()
    shopper.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shopper.sees("Are you still there?")
    print(f"\nhealed in {time.monotonic() - began:.1f} s")
    expect(shopper.bubbles("Are you still there?")).to_have_count(1)


def test_a_dead_line_is_never_called_online(line, desk, shopper):
    shopper.visit(line.origin + "/").greeted()
    assert shopper.page.evaluate(STATUS) == "online"
    line.die()
    line.blocked = True
    # By the browser's clock; the proof of a moment ago is old by then.
    shopper.page.evaluate("const now = Date.now; Date.now = () => now() + 11_000")
    assert shopper.page.evaluate(STATUS) != "online"


def test_a_line_that_is_silent_for_long_is_asked_and_replaced(line, desk, shopper):
    sockets, asked, answered = [], [], []

    def opened(socket):
        sockets.append(socket)
        socket.on("framesent", lambda text: "follow" in text and asked.append(text))
        socket.on("framereceived", lambda text: "caught_up" in text and answered.append(text))

    def passes(seconds):
        for _ in range(seconds):
            shopper.page.clock.run_for(1000)
            shopper.page.wait_for_timeout(20)

    shopper.page.on("websocket", opened)
    shopper.page.clock.install()
    shopper.visit(line.origin + "/").greeted()
    before = len(asked)
    while len(asked) == before:
        passes(1)
    while len(answered) < len(asked):
        shopper.page.wait_for_timeout(20)
    passes(5)
    assert len(sockets) == 1, "a line that answers is kept"
    line.die()
    passes(25)
    while len(sockets) < 2:
        shopper.page.wait_for_timeout(20)


def test_who_cannot_wait_may_try_now(desk, shopper):
    shopper.visit(desk.url).greeted()
    desk.kill()
    retry = shopper.panel.get_by_role("button", name="Try now")
    expect(retry).to_be_visible()
    status = shopper.panel.get_by_role("status").filter(has_text="No connection")
    expect(status).to_be_visible()
    assert " s" not in status.inner_text(), "a countdown is not read out each second"
    # As after many failures: the wait is long.
    shopper.page.evaluate("Math.random = () => 1")
    expect(shopper.panel.locator(".link")).to_contain_text("8 s", timeout=60_000)
    desk.start()
    began = time.monotonic()
    retry.click()
    expect(status).to_have_count(0)
    assert time.monotonic() - began < 7
    shopper.choose("An order or delivery").sees("What is the order number?")


def test_the_launcher_comes_when_a_desk_that_was_away_is_back(desk, shopper):
    away = [True]

    def serve(route):
        try:
            route.abort() if away[0] else route.continue_()
        except Error:
            pass

    shopper.page.route("**/widget.js", serve)
    shopper.page.goto(desk.url)
    shopper.page.wait_for_timeout(300)
    expect(shopper.launcher).to_have_count(0)
    away[0] = False
    expect(shopper.launcher).to_be_visible()
    shopper.greeted()


def test_a_page_whose_origin_is_not_listed_tells_its_maker_what_to_change(desk, host, shopper):
    said = []
    shopper.page.on("console", lambda message: said.append(message.text))
    desk.config.write_text("sites:\n  demo:\n    origins: [self]\n")
    desk.stop()
    desk.start()
    url = host.put("/", '<!doctype html><html lang="en"><title>Shop</title><script async'
                   f' data-site="demo" src="{desk.url}v1/chat.js"></script>')
    shopper.visit(url).open()
    while not any("sites: demo: origins" in one for one in said):
        shopper.page.wait_for_timeout(50)
    told = [one for one in said if "sites: demo: origins" in one]
    assert host.origin in told[0] and "config/frontdesk.yaml" in told[0]


def test_the_loader_works_from_either_of_its_addresses(desk, host, shopper):
    url = host.put("/", '<!doctype html><html lang="en"><title>Shop</title><script async'
                   f' data-site="demo" src="{desk.url}chat.js"></script>')
    shopper.visit(url).greeted()
