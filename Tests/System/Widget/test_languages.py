"""The customer is spoken with in their own language, by the widget and by the bot."""

import pytest
from desk import Desk
from playwright.sync_api import expect
from shopper import Shopper


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
