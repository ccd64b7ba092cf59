"""What the customer wrote arrives once, whatever happens to the page, the network or the server."""

from playwright.sync_api import Error, expect
from shopper import Shopper

OFFLINE = "No connection"


def waits(shopper, text):
    row = shopper.log.locator("[data-cid]").filter(has_text=text)
    expect(row).to_contain_text("Waiting to be sent")


def test_words_unsent_survive_a_reload_while_the_server_is_down_and_arrive_once(desk, shopper):
    """The widget's files are in the browser already; only the desk is away."""
    files = {}

    def serve(route):
        url = route.request.url
        if url.endswith("/livez") or "/v1/poll" in url:
            # Asked when the websocket is refused: nobody is there to answer, or it is back already.
            return route.continue_()
        if url not in files:
            try:
                answer = route.fetch()
            except Error:
                return route.abort()  # what was never fetched before is away with the desk
            files[url] = (answer.status, answer.headers, answer.body())
        status, headers, body = files[url]
        route.fulfill(status=status, headers=headers, body=body)

    shopper.page.route("**/*", serve)
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    desk.kill()
    texts = ["one, while the server was away", "two, while the server was away"]
    for text in texts:
        shopper.say(text)
        waits(shopper, text)
    expect(shopper.panel.get_by_role("status").filter(has_text=OFFLINE)).to_be_visible()
    orders = "Object.keys(localStorage).filter((key) => key.includes('.order.'))"
    written = shopper.page.evaluate(orders)
    assert len(written) == 2

    shopper.page.reload()
    for text in texts:
        waits(shopper, text)
    assert shopper.page.evaluate(orders) == written

    desk.start()
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    for text in texts:
        expect(shopper.bubbles(text)).to_have_count(1)
    assert shopper.page.evaluate(orders) == []
    agent = desk.agent()
    said = agent.said(shopper.page.evaluate("Frontdesk.status()")["conversation"])
    agent.close()
    assert [text for text in said if text in texts] == texts


def test_a_server_killed_in_the_middle_of_a_talk_loses_and_doubles_nothing(desk, shopper):
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    texts = [f"sentence {n} of the story." for n in range(6)]
    for n, text in enumerate(texts):
        shopper.say(text)
        if n in (1, 3):
            desk.kill()
            desk.start()
    for text in texts:
        expect(shopper.bubbles(text)).to_have_count(1)
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    agent = desk.agent()
    said = agent.said(shopper.page.evaluate("Frontdesk.status()")["conversation"])
    agent.close()
    assert [text for text in said if text.startswith("sentence")] == texts


def test_a_lost_network_is_told_and_mended_by_itself(desk, shopper):
    shopper.visit(desk.url).greeted()
    shopper.page.context.set_offline(True)
    expect(shopper.panel.get_by_role("status").filter(has_text=OFFLINE)).to_be_visible()
    shopper.page.context.set_offline(False)
    expect(shopper.panel.get_by_role("status").filter(has_text=OFFLINE)).to_have_count(0)
    shopper.choose("An order or delivery").sees("What is the order number?")


def test_a_refused_message_stays_with_its_reason(desk, shopper):
    shopper.visit(desk.url).greeted()
    shopper.page.evaluate("Frontdesk.send('a\\u0000b')")
    row = shopper.log.locator("[data-cid]")
    expect(row).to_contain_text("Not sent")
    expect(row).to_contain_text("NUL")
    shopper.page.reload()
    expect(row).to_contain_text("Not sent")
    row.get_by_role("button", name="Edit").click()
    expect(row).to_have_count(0)
    expect(shopper.input).to_be_focused()


def test_a_hasty_customer_loses_nothing(desk, shopper):
    """More than the desk takes at once: it says when to come again, and the widget does."""
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    texts = [f"hasty {n:02}" for n in range(14)]
    for text in texts:
        shopper.page.evaluate("(text) => Frontdesk.send(text)", text)
    expect(shopper.log.locator("[data-cid]")).to_have_count(0, timeout=60_000)
    shown = [text for text in shopper.log.locator(".bubble").all_inner_texts() if "hasty" in text]
    assert shown == texts


def test_a_record_that_forgot_the_customer_does_not_lock_them_out(desk, shopper):
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    desk.kill()
    for file in desk.data.iterdir():
        file.unlink()
    desk.data.rmdir()
    shopper.say("written to a desk that is gone")
    desk.start()
    row = shopper.log.locator("[data-cid]")
    expect(row).to_contain_text("This conversation is gone")
    expect(row).to_contain_text("written to a desk that is gone")
    expect(shopper.option("An order or delivery")).to_be_enabled()


def test_two_tabs_share_one_socket_and_one_conversation(desk, shopper, context):
    opened = []
    shopper.page.on("websocket", lambda socket: opened.append("first"))
    shopper.visit(desk.url).greeted()
    other = Shopper(context.new_page())
    other.page.on("websocket", lambda socket: opened.append("second"))
    other.visit(desk.url).open()
    other.sees("What is it about?")
    other.choose("An order or delivery")
    other.sees("What is the order number?")
    shopper.sees("What is the order number?")
    shopper.choose("I don't have it")
    other.sees("what happened")
    assert opened == ["first"]

    # The leader goes; the other takes the lead and the talk goes on.
    shopper.page.close()
    other.say("The box was empty when it came")
    expect(other.log.locator("[data-cid]")).to_have_count(0)
    assert opened == ["first", "second"]
    expect(other.bubbles("The box was empty")).to_have_count(1)
    assert other.errors == []


def test_blocked_storage_leaves_a_chat_that_works_until_the_page_goes(desk, shopper):
    shopper.page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name,"
        " {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    shopper.visit(desk.url).greeted().choose("An order or delivery").sees(
        "What is the order number?"
    )
