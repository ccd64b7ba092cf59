"""What a page may ask of the widget and is told by it."""

from playwright.sync_api import expect
from running_desk import eventually
from shopper import Shopper


def status(shopper):
    return shopper.page.evaluate("Frontdesk.status()")


def test_the_page_opens_closes_hides_and_shows_the_chat(desk, shopper):
    page = shopper.visit(desk.url).page
    assert status(shopper)["open"] is False
    page.evaluate("Frontdesk.open()")
    expect(shopper.panel).to_be_visible()
    page.evaluate("Frontdesk.toggle()")
    expect(shopper.panel).to_be_hidden()
    page.evaluate("Frontdesk.hide()")
    expect(shopper.launcher).to_be_hidden()
    page.evaluate("Frontdesk.show()")
    expect(shopper.launcher).to_be_visible()


def test_the_page_is_told_by_callbacks_and_by_events(desk, shopper):
    page = shopper.visit(desk.url).page
    page.evaluate(
        "window.told = []; for (const name of ['open', 'close', 'message:sent', 'message:received',"
        " 'conversation:started', 'online']) {"
        " Frontdesk.on(name, () => told.push(name));"
        " document.addEventListener(`frontdesk:${name}`, () => told.push(`event ${name}`)); }"
    )
    shopper.greeted().choose("An order or delivery").sees("What is the order number?")
    page.keyboard.press("Escape")
    told = page.evaluate("told")
    for name in [
        "open",
        "close",
        "message:sent",
        "message:received",
        "conversation:started",
        "online",
    ]:
        assert name in told and f"event {name}" in told, (name, told)


def test_words_sent_by_the_page_begin_a_conversation(desk, shopper):
    page = shopper.visit(desk.url).page
    page.evaluate("Frontdesk.send('The page says hello')")
    page.evaluate("Frontdesk.open()")
    expect(shopper.bubbles("The page says hello")).to_have_count(1)
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    assert status(shopper)["number"] > 0


def test_who_the_page_says_the_customer_is_reaches_the_agent_once(desk, shopper, maya):
    page = shopper.visit(desk.url).page
    page.evaluate("Frontdesk.identify({name: 'Ana', email: 'ana@example.com'})")
    page.evaluate("Frontdesk.identify({name: 'Ana', email: 'ana@example.com'})")
    shopper.to_the_queue(is_known=True)
    conversation = maya.waiting()
    maya.send(type="follow", conversation=conversation, epoch=maya.epoch, after=0)
    told = [maya.until(lambda frame: frame["type"] in ("event", "caught_up"))]
    while told[-1]["type"] == "event":
        told.append(maya.until(lambda frame: frame["type"] in ("event", "caught_up")))
    known = [one for one in told if one.get("event") == "identified" and one.get("name")]
    assert [(one["name"], one["email"], one["verified"]) for one in known] == [
        ("Ana", "ana@example.com", False)
    ]


def test_chatwoot_1865_who_was_identified_before_the_chat_opened_is_greeted_by_name(desk, shopper):
    page = shopper.visit(desk.url).page
    page.evaluate("Frontdesk.identify({name: ' Ana Lee', email: 'ana@EXAMPLE.com'})")
    shopper.greeted().sees("Hello Ana!")
    shopper.choose("Something else").sees("what happened")
    shopper.say("My quokka plays the banjo at midnight, xyzzy").sees("Saved as ticket")
    expect(shopper.bubbles("Which e-mail address")).to_have_count(0)
    # The number and the address stand on every later screen.
    expect(shopper.log.locator(".ticket strong")).to_have_text("Ticket #1 · ana@example.com")
    expect(shopper.panel.locator(".sub")).to_contain_text("#1")
    # Another conversation of the same customer knows both, whatever page it begins on.
    page.reload()
    shopper.sees("Saved as ticket")


def test_chatwoot_5479_another_person_at_the_browser_never_sees_the_former_ones_talk(desk, shopper):
    page = shopper.visit(desk.url).page
    page.evaluate("Frontdesk.identify({name: 'Ana', email: 'ana@example.com'})")
    shopper.greeted().sees("Hello Ana!")
    shopper.choose("Something else").sees("what happened")
    page.evaluate("Frontdesk.identify({name: 'Bo', email: 'bo@example.com'})")
    shopper.sees("Hello Bo!")
    expect(shopper.bubbles("Hello Ana!")).to_have_count(0)
    expect(shopper.bubbles("what happened")).to_have_count(0)
    assert status(shopper)["number"] == 2


def test_a_wrong_call_is_told_to_the_page_and_breaks_nothing(desk, shopper):
    page = shopper.visit(desk.url).page
    said = page.evaluate("Frontdesk.push(['constructor'])[0].catch((problem) => problem.message)")
    assert "no method constructor" in said
    said = page.evaluate("Frontdesk.send('  ').catch((problem) => problem.message)")
    assert said == "send takes a text"
    shopper.greeted()


def test_a_language_can_be_chosen_while_the_chat_is_open(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.input.fill("half a sente")
    page.evaluate("Frontdesk.setLocale('fr')")
    message = page.get_by_label("Votre message")
    expect(message).to_have_value("half a sente")
    expect(shopper.log.get_by_role("button", name="An order or delivery")).to_be_enabled()


def test_reset_forgets_the_customer_in_every_tab(desk, shopper, context):
    shopper.visit(desk.url).greeted().choose("An order or delivery").sees(
        "What is the order number?"
    )
    other = Shopper(context.new_page())
    other.visit(desk.url)
    other.until("Frontdesk.status().then((now) => now.stage === 'bot')")
    token = shopper.page.evaluate("localStorage.getItem('frontdesk.demo.token')")
    assert token
    # From the tab that has no connection of its own.
    other.page.evaluate("Frontdesk.reset()")
    expect(other.panel).to_be_hidden()
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('frontdesk.'))"
    assert shopper.page.evaluate(kept) == []
    shopper.until("Frontdesk.status().then((now) => now.stage === 'none')")
    eventually(lambda: not desk.knows(token))
    other.open()
    expect(other.option("An order or delivery")).to_be_enabled()
    expect(other.bubbles("What is the order number?")).to_have_count(0)


def test_destroy_leaves_nothing_behind(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    page.evaluate("Frontdesk.destroy()")
    expect(page.locator("frontdesk-chat")).to_have_count(0)
    assert page.evaluate("typeof Frontdesk") == "undefined"
    assert page.evaluate("document.documentElement.dataset.frontdesk") is None
