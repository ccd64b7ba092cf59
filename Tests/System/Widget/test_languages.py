"""The customer is spoken with in their own language, by the widget and by the bot."""

import pytest
from desk import Desk
from playwright.sync_api import expect
from shopper import Shopper
from test_access import check_axe

ARABIC_BOT = """
bot: shop
base_language: en
languages: [en, ar]
entry: [{ flow: hello }]
commands:
  agent: { phrases: { en: [shop keeper], ar: [صاحب المتجر] }, do: handoff, queue: general }
"""

ARABIC_FLOW = """
flow: hello
title: What is it about
vars:
  words: { type: text, min: 1, max: 500 }
sections:
  start:
    - ask: Hello! What is it about?
      into: words
    - say: Thank you.
    - end: captured
"""

ARABIC_WORDS = """
hello:
  "Hello! What is it about?": "أهلًا! ما الموضوع؟"
  "Thank you.": "شكرًا."
"""


@pytest.fixture
def shop(tmp_path, host):
    """The guide's worked example, a repair shop in English and German."""
    desk = Desk(tmp_path, host.origin, flows="docs/examples/repair-shop")
    desk.start()
    yield desk
    desk.stop()


def german(page):
    """The page as a German shop would write it."""

    def answer(route):
        body = route.fetch().text().replace('<html lang="en"', '<html lang="de-AT"')
        route.fulfill(body=body, content_type="text/html")

    page.route(lambda url: url.endswith("/"), answer)
    shopper = Shopper(page)
    shopper.input = page.get_by_role("textbox", name="Ihre Nachricht")
    return shopper


def test_a_repair_is_booked_in_german(shop, context):
    shopper = german(context.new_page()).visit(shop.url).open()
    shopper.sees("Guten Tag! Was sollen wir reparieren?").choose("Ein Telefon")
    shopper.sees("Was fehlt ihm?").say("Das Glas ist gesprungen")
    shopper.sees("An welchem Tag").say("am 5. Januar 2020")
    shopper.sees("Dieser Tag ist vorbei").say("7. März 2033")
    shopper.sees("E-Mail-Adresse").say("anna@example.com")
    shopper.sees("Ich trage 2033-03-07 ein und schreibe an anna@example.com.").choose("Ja")
    shopper.sees("Unsere Bestätigung haben Sie bis morgen um")
    assert shopper.errors == []


def test_a_language_the_bot_does_not_speak_is_left_to_the_widget(desk, context):
    shopper = german(context.new_page()).visit(desk.url).open()
    expect(shopper.input).to_be_enabled()
    shopper.sees("What is it about?")


@pytest.fixture
def arabic_desk(tmp_path, host):
    """A shop whose bot speaks English and Arabic."""
    flows = tmp_path / "flows"
    (flows / "i18n").mkdir(parents=True)
    (flows / "bot.yaml").write_text(ARABIC_BOT)
    (flows / "hello.flow.yaml").write_text(ARABIC_FLOW)
    (flows / "i18n" / "ar.yaml").write_text(ARABIC_WORDS)
    desk = Desk(tmp_path, host.origin, flows=flows)
    desk.start()
    yield desk
    desk.stop()


def direction(place):
    return place.evaluate("(one) => getComputedStyle(one).direction")


def test_an_arabic_customer_is_served_in_arabic_and_from_the_right(arabic_desk, host, context):
    """On a page whose maker said the language and forgot the direction."""
    shopper = Shopper(context.new_page())
    page = (
        '<!doctype html><html lang="ar"><title>متجر</title><main><h1>متجر</h1></main>'
        f'<script async data-site="demo" src="{arabic_desk.url}v1/chat.js"></script>'
    )
    shopper.visit(host.put("/", page)).open()
    shopper.input = shopper.page.get_by_role("textbox", name="رسالتك")
    shopper.sees("أهلًا! ما الموضوع؟")
    assert direction(shopper.panel) == direction(shopper.input) == "rtl"
    shopper.input.fill("Hello")
    assert direction(shopper.input) == "ltr"
    shopper.input.fill("")
    # The side is the page's: its own floating things stand where its direction says.
    for place in (shopper.launcher, shopper.panel):
        box = place.bounding_box()
        assert box["x"] + box["width"] == 1080
    check_axe(shopper.page)
    with arabic_desk.agent() as maya:
        shopper.page.get_by_role("button", name="المزيد", exact=True).click()
        shopper.page.get_by_role("button", name="التحدث مع موظف", exact=True).click()
        shopper.sees("أريد التحدث مع موظف")
        expect(shopper.panel.get_by_role("status").filter(has_text="دورك هو التالي")).to_be_visible()
        check_axe(shopper.page)
        conversation = maya.take()
        maya.do("say", conversation, text="مرحبًا")
        shopper.sees("مرحبًا")
        maya.do("say", conversation, text="Your parcel, number 42.")
        said = shopper.bubbles("Your parcel")
        expect(said).to_be_visible()
        assert direction(said) == "ltr"
        who = shopper.log.locator(".row.agent .who").first
        name, time = who.locator("b").bounding_box(), who.locator("time").bounding_box()
        assert time["x"] + time["width"] <= name["x"], "the time stands behind the name"
        assert direction(who.locator("time")) == "rtl"
        expect(shopper.panel.locator(".sub")).to_contain_text("\u2066#")
        check_axe(shopper.page)
    assert shopper.errors == []


def test_an_english_chat_on_a_page_read_from_the_right_is_read_from_the_left(desk, host, shopper):
    page = (
        '<!doctype html><html lang="fa" dir="rtl"><title>فروشگاه</title>'
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    )
    shopper.visit(host.put("/", page)).greeted()
    assert direction(shopper.panel) == "ltr"
    assert direction(shopper.log.locator("time").first) == "ltr"
    assert shopper.launcher.bounding_box()["x"] == 20
    assert shopper.panel.bounding_box()["x"] == 20


@pytest.mark.parametrize("side", ["rtl", "ltr"])
def test_on_a_phone_an_arabic_chat_covers_the_page_whichever_way_that_is_read(
    desk, host, browser, side
):
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True
    )
    shopper = Shopper(context.new_page())
    page = (
        f'<!doctype html><html lang="ar" dir="{side}"><title>متجر</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    )
    shopper.visit(host.put("/", page)).open()
    box = shopper.panel.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
    context.close()


@pytest.mark.parametrize("position, x", [("left", 20), ("right", 1020)])
def test_the_side_a_page_wishes_for_holds_for_an_arabic_chat(desk, host, shopper, position, x):
    page = (
        '<!doctype html><html lang="ar" dir="rtl"><title>متجر</title>'
        f'<script async data-site="demo" data-position="{position}" '
        f'src="{desk.url}v1/chat.js"></script>'
    )
    shopper.visit(host.put("/", page)).open()
    assert shopper.launcher.bounding_box()["x"] == x
    assert shopper.panel.bounding_box()["x"] == min(x, 1080 - 396)


LAUNCHERS = {
    "ar": "فتح المحادثة", "da": "Åbn chatten", "he": "פתיחת הצ׳אט", "ja": "チャットを開く",
    "ko": "채팅 열기", "pl": "Otwórz czat", "ru": "Открыть чат", "sv": "Öppna chatten",
    "tr": "Sohbeti aç", "uk": "Відкрити чат", "zh-TW": "打开聊天", "en": "Open chat",
}


def test_every_language_is_fetched_when_it_is_wished_for(desk, shopper):
    page = shopper.visit(desk.url).page
    for code, words in LAUNCHERS.items():
        page.evaluate("(code) => Frontdesk.setLocale(code)", code)
        expect(shopper.launcher).to_have_accessible_name(words)
        assert page.locator("frontdesk-chat .frame").get_attribute("lang") == code[:2]
        assert direction(shopper.panel) == ("rtl" if code in ("ar", "he") else "ltr")
