"""The chat is never in the way: of the page's layout, of its own launcher, of who looks at a phone."""

import pytest
from playwright.sync_api import expect
from shopper import Shopper

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def page_with(desk, body, head="", **attributes):
    more = "".join(f' data-{name.replace("_", "-")}="{text}"' for name, text in attributes.items())
    return (
        f'<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">'
        f"<title>Shop</title>{head}<body>{body}"
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"{more}></script>'
    )


@pytest.fixture
def small(browser, desk):
    """Makes a customer before a screen of a size."""
    contexts = []

    def make(width, height, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Shopper(context.new_page())

    yield make
    for context in contexts:
        context.close()


LAYOUTS = {
    "flex": "html, body { height: 100%; margin: 0 } body { display: flex; flex-direction: column;"
            " justify-content: space-between }",
    "grid": "body { display: grid; gap: 20px } html > *, body > *"
            " { border: 3px solid red !important; padding: 9px !important; }",
    "transform": "body { transform: translateX(0); height: 3000px } * { position: static }",
    "rules": "* { display: block !important; position: relative !important; margin: 7px !important;"
             " width: 90px !important; height: 50px !important; outline: 2px solid lime !important;"
             " opacity: .9 !important } body * { transform: rotate(1deg) !important }",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_looks_the_same_with_the_chat_and_without(desk, host, shopper, layout):
    head = f'<link rel="stylesheet" href="/{layout}.css">'
    host.put(f"/{layout}.css", LAYOUTS[layout])
    body = "<header>Shop</header><main>Goods</main><footer>End</footer>"
    plain = page_with(desk, body, head).split("<script")[0] + "<script></script>"
    page = shopper.page
    page.goto(host.put("/plain", plain))
    without = page.screenshot()
    page.goto(host.put("/", page_with(desk, body, head, launcher="none")))
    shopper.until("Boolean(window.Frontdesk?.open)")
    assert page.screenshot() == without
    # And the launcher stands in its corner, whatever the page does to its elements.
    page.evaluate("Frontdesk.show()")
    box = shopper.launcher.bounding_box()
    assert (box["x"], box["y"], box["width"]) == (1100 - 80, 800 - 80, 60)


def test_zammad_2258_a_page_with_its_own_button_opens_the_chat_without_ours(desk, host, shopper):
    button = '<button id="own" onclick="Frontdesk.open()">Talk</button>'
    page = shopper.page
    page.goto(host.put("/", page_with(desk, button, launcher="none")))
    shopper.until("Boolean(window.Frontdesk?.open)")
    expect(shopper.launcher).to_be_hidden()
    page.locator("#own").click()
    expect(shopper.panel).to_be_visible()
    expect(shopper.launcher).to_be_hidden()
    # Once it has come to rest.
    shopper.until(
        "document.querySelector('frontdesk-chat').shadowRoot.querySelector('.panel')"
        ".getBoundingClientRect().bottom === 780")
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_hidden()
    page.evaluate("Frontdesk.show()")
    expect(shopper.launcher).to_be_visible()
    page.evaluate("Frontdesk.hide(); Frontdesk.open()")
    expect(shopper.panel).to_be_visible()
    expect(shopper.launcher).to_be_hidden()


def test_side_distance_and_layer_are_the_pages_choice(desk, host, shopper):
    page = page_with(desk, "", position="left", offset="30 90", z_index="7")
    shopper.visit(host.put("/", page))
    box = shopper.launcher.bounding_box()
    assert (box["x"], box["y"]) == (30, 800 - 90 - 60)
    layer = "getComputedStyle(document.querySelector('frontdesk-chat')).zIndex"
    assert shopper.page.evaluate(layer) == "7"
    shopper.open()
    assert shopper.panel.bounding_box()["x"] == 30


def test_mistakes_in_the_tag_are_told_to_its_maker(desk, host, shopper):
    said = []
    shopper.page.on("console", lambda message: said.append(message.text))
    page = page_with(desk, "", position="top", offset="a lot", z_index="high", accent="grün")
    shopper.visit(host.put("/", page))
    for name in ["data-position", "data-offset", "data-z-index", '"grün"']:
        while not any(name in one for one in said):
            shopper.page.wait_for_timeout(20)


def test_pages_that_are_named_have_no_launcher(desk, host, shopper):
    page = page_with(desk, "", hide_on="/checkout /pay/*")
    page_url = host.put("/pay/card", page)
    shopper.page.goto(page_url)
    shopper.until("Boolean(window.Frontdesk?.open)")
    expect(shopper.launcher).to_be_hidden()
    shopper.page.evaluate("history.pushState(null, '', '/thanks')")
    expect(shopper.launcher).to_be_visible()
    shopper.page.evaluate("history.pushState(null, '', '/checkout')")
    expect(shopper.launcher).to_be_hidden()


TAG = """(desk) => {
  const tag = document.createElement('script');
  tag.src = `${desk}v1/chat.js`;
  tag.dataset.site = 'demo';
  document.head.append(tag);
}"""

REPLACED = {
    "turbo": "document.documentElement.replaceChild(document.createElement('body'), document.body)",
    "pjax": "document.body.replaceChildren()",
    "everything": "const all = document.documentElement.cloneNode(false);"
                  " all.append(document.createElement('head'), document.createElement('body'));"
                  " document.replaceChild(all, document.documentElement)",
    "removed": "document.querySelector('frontdesk-chat').remove()",
}


@pytest.mark.parametrize("how", REPLACED)
def test_chatwoot_4742_the_chat_outlives_a_page_that_is_replaced_in_place(
    desk, host, shopper, how
):
    sockets = []
    shopper.page.on("websocket", lambda socket: sockets.append(socket))
    page = shopper.visit(host.put("/", page_with(desk, "Goods"))).greeted().page
    shopper.input.fill("half a sente")
    page.evaluate(f"() => {{ {REPLACED[how]} }}")
    # Frameworks run the tags of the new page again.
    page.evaluate(TAG, desk.url)
    expect(shopper.panel).to_be_visible()
    expect(shopper.input).to_have_value("half a sente")
    shopper.choose("An order or delivery").sees("What is the order number?")
    expect(page.locator("frontdesk-chat")).to_have_count(1)
    assert len(sockets) == 1


def test_the_chat_can_be_taken_away_and_put_back_by_a_single_page_app(desk, host, shopper):
    page = shopper.visit(host.put("/", page_with(desk, "Goods"))).page
    for _ in range(3):
        page.evaluate("Frontdesk.destroy()")
        expect(page.locator("frontdesk-chat")).to_have_count(0)
        page.evaluate(TAG, desk.url)
        expect(shopper.launcher).to_be_visible()
    shopper.greeted()


def test_a_second_site_on_one_page_is_refused_with_words(desk, host, shopper):
    said = []
    shopper.page.on("console", lambda message: said.append(message.text))
    second = f'<script async data-site="other" src="{desk.url}v1/chat.js"></script>'
    shopper.visit(host.put("/", page_with(desk, "") + second))
    expect(shopper.page.locator("frontdesk-chat")).to_have_count(1)
    assert any("one chat" in one and "is not added" in one for one in said), said


def test_a_page_may_load_the_chat_as_a_module(desk, host, shopper):
    page = ('<!doctype html><html lang="en"><title>Shop</title><script type="module"'
            f' src="{desk.url}v1/widget.js?site=demo&title=Module+shop"></script>')
    shopper.visit(host.put("/", page)).greeted()
    expect(shopper.panel.get_by_role("heading", name="Module shop")).to_be_visible()


def deep_focus(page):
    return page.evaluate(
        "(() => { let one = document.activeElement;"
        " while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
        " return one?.closest?.('.panel') ? 'chat' : one?.tagName; })()")


def test_on_a_small_screen_the_page_behind_is_out_of_reach(desk, small):
    shopper = small(390, 844)
    page = shopper.visit(desk.url).greeted().page
    expect(shopper.panel).to_have_attribute("aria-modal", "true")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert deep_focus(page) in ("chat", "BODY")
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_hidden()
    assert page.evaluate("document.body.inert") is False
    # The screen is turned, or the window made large.
    shopper.open()
    assert page.evaluate("document.body.inert") is True
    page.set_viewport_size({"width": 1000, "height": 800})
    shopper.until("!document.body.inert")
    expect(shopper.panel).to_have_attribute("aria-modal", "false")


def test_back_closes_the_chat_on_a_phone_and_not_the_page(desk, host, small):
    shopper = small(390, 844, is_mobile=True, has_touch=True)
    page = shopper.page
    page.goto(host.put("/before", "<title>Before</title>"))
    shopper.visit(desk.url).open()
    page.go_back()
    expect(shopper.panel).to_be_hidden()
    assert page.url == desk.url
    # Closed by its own button it leaves no step of the history behind.
    shopper.open()
    page.get_by_role("button", name="Close chat").last.click()
    expect(shopper.panel).to_be_hidden()
    shopper.until("!history.state?.frontdesk")
    page.go_back()
    page.wait_for_url("**/before")


def test_the_next_page_on_a_phone_is_not_covered_by_the_chat(desk, small):
    shopper = small(390, 844, is_mobile=True, has_touch=True)
    shopper.visit(desk.url).open()
    shopper.visit(desk.url + "?next")
    expect(shopper.panel).to_be_hidden()
    shopper.open()
    shopper.page.reload()
    expect(shopper.panel).to_be_visible()


def test_the_keyboard_of_a_phone_covers_nothing_of_the_chat(desk, small):
    shopper = small(390, 844, is_mobile=True, has_touch=True)
    page = shopper.visit(desk.url).greeted().page
    # As Safari tells it: the page stays as it is, what is seen of it shrinks and moves.
    page.evaluate(
        "() => { for (const [name, value] of [['height', 410], ['offsetTop', 60]])"
        " Object.defineProperty(visualViewport, name, {value, configurable: true});"
        " visualViewport.dispatchEvent(new Event('resize')); }")
    box = shopper.panel.bounding_box()
    assert (box["y"], box["height"]) == (60, 410)
    composer = shopper.panel.locator(".composer").bounding_box()
    assert composer["y"] + composer["height"] <= 60 + 410


@pytest.mark.parametrize("width,height,room", [(320, 256, 130), (844, 180, 70)])
def test_there_is_room_to_read_at_400_percent_and_beside_a_keyboard(
    desk, small, maya, width, height, room
):
    shopper = small(width, height)
    shopper.visit(desk.url).to_the_queue()
    expect(shopper.panel.get_by_role("status").filter(has_text="in line")).to_be_visible()
    assert shopper.log.bounding_box()["height"] >= room
    shopper.input.fill("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight")
    send = shopper.page.get_by_role("button", name="Send", exact=True)
    box = send.bounding_box()
    assert box["y"] + box["height"] <= height and box["x"] + box["width"] <= width
    log = shopper.log.bounding_box()
    composer = shopper.panel.locator(".composer").bounding_box()
    assert log["y"] + log["height"] <= composer["y"] + 1
    assert shopper.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_forced_colours_one_sees_where_one_writes(desk, small):
    shopper = small(1100, 800, forced_colors="active")
    page = shopper.visit(desk.url).greeted().page
    box = shopper.panel.locator(".box")
    hidden = "frontdesk-chat"
    page.evaluate("(one) => { document.querySelector(one).shadowRoot.querySelector('textarea')"
                  ".style.caretColor = 'transparent'; }", hidden)
    shopper.input.focus()
    focused = box.screenshot()
    page.evaluate("document.activeElement.blur()")
    assert box.screenshot() != focused


def is_at_end(shopper):
    return shopper.log.evaluate(
        "(log) => log.scrollHeight - log.scrollTop - log.clientHeight < 3")


def test_the_newest_words_stay_in_sight_whatever_grows(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    for n in range(6):
        maya.do("say", conversation, text=f"line {n} " * 20)
    shopper.sees("line 5")
    shopper.input.fill("one\ntwo\nthree\nfour\nfive")
    shopper.page.wait_for_timeout(100)
    assert is_at_end(shopper)
    maya.do("say", conversation, text="the answer")
    shopper.sees("the answer")
    shopper.page.wait_for_timeout(100)
    assert is_at_end(shopper)
    expect(shopper.panel.get_by_role("button", name="Newest messages")).to_be_hidden()
    shopper.page.context.set_offline(True)
    expect(shopper.panel.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    shopper.page.wait_for_timeout(100)
    assert is_at_end(shopper)
    shopper.page.context.set_offline(False)
    # Who reads further up is left there, and told.
    shopper.log.hover()
    shopper.page.mouse.wheel(0, -400)
    shopper.page.wait_for_timeout(300)
    maya.do("say", conversation, text="one more")
    expect(shopper.panel.get_by_role("button", name="Newest messages")).to_be_visible()
    assert not is_at_end(shopper)


def test_a_finger_leaves_no_button_looking_pressed(desk, small):
    shopper = small(390, 844, is_mobile=True, has_touch=True)
    shopper.visit(desk.url).greeted()
    option = shopper.option("Something else")
    before = option.evaluate("(one) => getComputedStyle(one).backgroundColor")
    option.hover()
    assert option.evaluate("(one) => getComputedStyle(one).backgroundColor") == before
