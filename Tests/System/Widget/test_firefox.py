"""The main line in another browser than the one that all else is tried in: Debian's Firefox."""

import pytest
from desk import Desk
from file_sending import png
from firefox import Firefox
from firefox_shopper import FirefoxShopper, inside
from running_desk import eventually


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    firefox = Firefox(tmp_path_factory.mktemp("firefox"))
    yield firefox
    firefox.close()


@pytest.fixture
def shopper(firefox):
    firefox.said.clear()
    shopper = FirefoxShopper(firefox.user())
    yield shopper
    shopper.page.close()
    assert firefox.errors == []


def test_from_the_first_word_to_the_rating(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    maya.do("say", conversation, text="Hello **Ana**, a banjo?")
    shopper.sees("Hello Ana, a banjo?")
    shopper.say("Yes, the banjo").all_is_sent()
    shopper.page.reload()
    shopper.sees("Hello Ana, a banjo?").sees("Yes, the banjo")
    assert shopper.bubbles("Yes, the banjo") == 1
    assert maya.said(conversation).count("Yes, the banjo") == 1
    maya.do("resolve", conversation)
    shopper.sees("Maya Lind marked this as resolved")
    shopper.sees("How happy are you with the help you got?").press("4 - Happy")
    shopper.sees("anything we could do better?")
    assert shopper.status()["stage"] == "resolved"


def test_a_strict_policy_is_kept(desk, host, shopper):
    socket = desk.url.replace("http", "ws")
    policy = (
        # Pictures are for the browser's own look at favicon.ico.
        f"default-src 'none'; script-src {desk.url}; style-src 'none'; img-src 'self';"
        f" connect-src {desk.url} {socket}; base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'")
    url = host.put(
        "/strict", '<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>'
        f'<script async src="{desk.url}v1/chat.js" data-site="demo" data-accent="#2e5e3e">'
        "</script>", {"Content-Security-Policy": policy})
    shopper.visit(url).greeted().press("An order or delivery")
    shopper.sees("What is the order number?")
    # Refusals of the policy are errors of the console, which the fixture looks for.
    accent = shopper.page.run(inside("getComputedStyle(all('.launcher')[0]).backgroundColor"))
    assert accent == "rgb(46, 94, 62)"


def test_two_tabs_share_one_line_and_outlive_the_one_that_leads(desk, firefox, shopper):
    shopper.visit(desk.url).greeted().press("An order or delivery")
    shopper.sees("What is the order number?")
    second = FirefoxShopper(shopper.page.beside()).visit(desk.url)
    second.page.until("() => Frontdesk.status().then((now) => now.connection === 'online')")
    assert sockets(desk) == 1
    second.open().sees("What is the order number?")
    leading, shopper.page = shopper.page, second.page
    leading.close()
    second.say("Where is my parcel?").all_is_sent()
    assert said(desk, second).count("Where is my parcel?") == 1
    assert second.bubbles("Where is my parcel?") == 1
    assert sockets(desk) == 1


def said(desk, shopper):
    """What the record has of the conversation, whoever said it."""
    events = desk.events(shopper.status()["conversation"])
    return [event.get("text") for event in events.values()]


def sockets(desk):
    """How many connections the desk holds, by the kernel's own table."""
    port = f":{desk.port:04X}"
    pid = desk.process.pid
    lines = open(f"/proc/{pid}/net/tcp", encoding="ascii").read().splitlines()[1:]
    held = [line.split() for line in lines]
    return sum(row[1].endswith(port) and row[3] == "01" for row in held)


def test_words_said_while_the_desk_is_away_arrive_once(desk, host, shopper):
    shopper.visit(desk.url).greeted().press("An order or delivery")
    shopper.sees("What is the order number?")
    desk.kill()
    shopper.say("Said while the desk was away")
    assert shopper.waiting() == 1
    # They outlive the page.
    shopper.page.visit(host.put("/elsewhere", "<!doctype html><title>Elsewhere</title>"))
    desk.start()
    shopper.visit(desk.url).sees("Said while the desk was away").all_is_sent()
    assert said(desk, shopper).count("Said while the desk was away") == 1


def test_a_talk_by_keyboard_alone(desk, shopper):
    shopper.visit(desk.url).tab_to("Open chat")
    shopper.page.press("Enter")
    shopper.page.until(inside("Boolean(button('An order or delivery'))"))
    assert shopper.focused() == "Your message"
    shopper.tab_to("An order or delivery", "Shift+Tab").page.press("Space")
    shopper.sees("What is the order number?")
    assert shopper.focused() == "Your message"
    shopper.tab_to("I don't have it", "Shift+Tab").page.press("Enter")
    shopper.sees("what happened")
    shopper.page.write("My parcel is late")
    shopper.page.press("Enter")
    shopper.sees("My parcel is late").all_is_sent().page.press("Escape")
    shopper.page.until(inside("!all('.panel')[0]"))
    assert shopper.focused() == "Open chat"


def test_an_arabic_page_is_read_from_the_right(desk, host, shopper):
    url = host.put(
        "/ar", '<!doctype html><html lang="ar" dir="rtl"><title>متجر</title><main><h1>متجر</h1>'
        f'</main><script async src="{desk.url}v1/chat.js" data-site="demo"></script>')
    shopper.visit(url).open()
    shopper.page.until(inside("Boolean(all('textarea')[0])"))
    for part in (".panel", "textarea"):
        direction = "getComputedStyle(all(part)[0]).direction"
        assert shopper.page.run(inside(direction, "part"), part) == "rtl"
    left, width = shopper.page.run(inside(
        "(({left}) => [left, innerWidth])(all('.panel')[0].getBoundingClientRect())"))
    assert left < width / 4, "it stands on the side where such pages end"
    assert shopper.page.run(inside("all('.launcher')[0].ariaLabel")) == "إغلاق المحادثة"


def test_a_small_screen_is_covered_and_nothing_scrolls_sideways(desk, shopper):
    shopper.page.size(390, 844)
    shopper.visit(desk.url).greeted()
    box = "(({width, height}) => [width, height])(all('.panel')[0].getBoundingClientRect())"
    assert shopper.page.run(inside(box)) == [390, 844]
    assert shopper.page.run("() => document.body.inert")
    assert shopper.page.run("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def filing_desk(tmp_path, host):
    desk = Desk(tmp_path, host.origin)
    desk.settings |= {"files.enabled": "true", "files.largest": "1MiB"}
    desk.start()
    yield desk
    desk.stop()


def test_a_photo_is_drawn_anew_and_sent_once(filing_desk, shopper, tmp_path):
    photo = tmp_path / "photo.png"
    photo.write_bytes(png(64, 48, extra=b"GPS 41.1,-8.6"))
    shopper.visit(filing_desk.url).to_the_queue()
    with filing_desk.agent() as maya:
        conversation = maya.take()
        chooser = shopper.page.element(inside("chat.querySelector('input[type=file]')"))
        shopper.page.choose_files(chooser, photo)
        shopper.page.until(inside("Boolean(all('.file canvas')[0])"))
        shopper.all_is_sent()
        maya.follow(conversation)
        files = [one["file"] for one in maya.kept if one.get("file")]
        assert [one["name"] for one in files] == ["photo.png"]
    kept = [one for one in (filing_desk.data / "files").rglob("*") if one.is_file()]
    assert any(one.read_bytes().startswith(b"\x89PNG") for one in kept)
    assert not any(b"GPS" in one.read_bytes() for one in kept)


def test_a_page_that_calls_another_product_by_name_goes_on_working(desk, host, shopper):
    url = host.put(
        "/", '<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>'
        "<script>intercomSettings = {alignment: 'left', name: 'Ana'}</script>"
        f'<script async src="{desk.url}v1/shim.js" data-site="demo"></script>')
    shopper.visit(url)
    shopper.page.run("() => { Intercom('showNewMessage', 'My order is late'); }")
    shopper.sees("Hello Ana!")
    shopper.page.until(inside("all('textarea')[0].value === 'My order is late'"))
    assert shopper.page.run(inside("all('.panel')[0].getBoundingClientRect().left < 100"))
    assert shopper.page.run("() => [$crisp.is('chat:opened'), $chatwoot.isOpen]") == [True, True]


def test_the_workbench_hears_and_switches(desk, shopper):
    shopper.page.visit(desk.url + "v1/workbench.html")
    shopper.page.until("() => Boolean(document.getElementById('page').contentWindow.Frontdesk"
                       "?.status)")
    shopper.page.click(shopper.page.element("() => document.querySelector('[data-do=open]')"))
    shopper.page.until("() => document.getElementById('events').innerText.includes("
                       "'conversation:started')")
    shopper.page.click(shopper.page.element("() => document.querySelector('[value=left]')"))
    shopper.page.until(
        "() => document.getElementById('page').contentDocument.querySelector('frontdesk-chat')"
        "?.shadowRoot.querySelector('.frame.left') !== null")


def test_a_line_that_the_desk_cuts_comes_back(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    desk.stop()
    desk.start()
    with desk.agent() as again:
        shopper.page.until("() => Frontdesk.status().then((now) => now.connection === 'online')")
        again.do("say", conversation, text="Here again")
        shopper.sees("Here again")
    eventually(lambda: shopper.bubbles("Here again") == 1)
