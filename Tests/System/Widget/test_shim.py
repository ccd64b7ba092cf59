"""The names of Intercom, Crisp and Chatwoot: every row of the guide's table, played on a page."""

import re

import pytest
from desk import Desk, HostSite
from identity_tokens import SECRET, claims, shared
from playwright.sync_api import expect
from running_desk import ROOT
from shopper import Shopper

PRODUCTS = ("Intercom", "Crisp", "Chatwoot")


def table():
    """The migration table: what, by product, the code in its cell."""
    text = (ROOT / "docs/widget.md").read_text().split("## Coming from another product")[1]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines()
            if line.startswith("| ")]
    assert [cell.split()[0] for cell in rows[0][2:]] == list(PRODUCTS)
    return {row[0].strip(): {product: re.findall("`([^`]+)`", cell)
                             for product, cell in zip(PRODUCTS, row[2:])}
            for row in rows[1:]}


TABLE = table()
PLAYS = [(what, product) for what, row in TABLE.items() for product in PRODUCTS if row[product]]

# What the code of the table speaks of.
KNOWN = {
    "app_id": "demo", "websiteToken": "demo", "text": "My order is late", "name": "Ana",
    "email": "ana@example.com", "id": "u-17", "user_id": "u-17", "user_hash": "ab12",
    "identifier_hash": "ab12", "signature": "ab12", "plan": "gold",
}


class Visit:
    """A page that calls another product, and what came of it."""

    def __init__(self, shopper, host, desk, product, code):
        self.shopper, self.page = shopper, shopper.page
        self.console = []
        self.page.on("console", lambda one: self.console.append(one.text))
        settings = [one for one in code if re.match(r"\w+: ", one)]
        globals_ = [one for one in code if re.match(r"CRISP_\w+", one)]
        self.calls = [one for one in code if one not in settings + globals_]
        self.begins = any("boot" in one or ".run(" in one for one in code)
        head = [f"Object.assign(window, {{told: [], f: (...words) => told.push(words)}}, {KNOWN})"]
        name = {"Intercom": "intercomSettings", "Chatwoot": "chatwootSettings"}.get(product)
        if settings:
            head.append(f"window.{name} = {{app_id: 'demo', {', '.join(settings)}}}")
        for one in globals_:
            head.append(f"window.{one}" if "=" in one else f"window.{one} = 'demo'")
        if any("position:reverse" in one or "container:index" in one for one in self.calls):
            head.append(f"window.$crisp = [{', '.join(self.calls)}]")
            self.calls = []
        isSited = not (self.begins or globals_ == ["CRISP_WEBSITE_ID"])
        site = ' data-site="demo"' if isSited else ""
        url = host.put(
            "/", f'<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>'
            f'<a id="help" href="#nowhere">Help</a></main><script>{"; ".join(head)}</script>'
            f'<script async src="{desk.url}v1/shim.js"{site}></script>')
        self.page.goto(url)
        shopper.until("Boolean(window.$chatwoot)" if self.begins
                      else "Boolean(window.Frontdesk?.status)")

    def play(self):
        """The calls of the cell; what the last of them gives."""
        answer = None
        for one in self.calls:
            if one.startswith("["):
                one = f"$crisp.push({one})"
            if re.fullmatch(r"chatwoot:[\w-]+", one):
                one = f"window.addEventListener('{one}', (event) => f(event.detail))"
            answer = self.page.evaluate(
                f"() => {{ const done = {one}; return done?.then ? 0 : done; }}")
        return answer

    def frame(self, script):
        self.shopper.until(
            "() => { const frame = document.querySelector('frontdesk-chat')?.shadowRoot"
            f".querySelector('.frame'); return Boolean(frame && ({script})); }}")

    def told(self, script="one.length >= 0", times=1):
        self.shopper.until(f"() => told.filter((one) => {script}).length >= {times}")

    def warned(self, words):
        # The console is told of by the browser's next message.
        self.page.evaluate("0")
        found = [one for one in self.console if one.startswith("Frontdesk:") and words in one]
        assert len(found) == 1, self.console


def opened(visit):
    visit.page.evaluate("Frontdesk.open()")
    expect(visit.shopper.panel).to_be_visible()


def speaks(visit):
    """Words of the customer's, and the bot's answer, while the chat is closed again."""
    visit.shopper.greeted()
    visit.page.evaluate("Frontdesk.close()")
    visit.page.evaluate("Frontdesk.send('Hello?')")


# What comes of each row. `visit.play()` does what stands in the table.

def start(visit):
    visit.play()
    expect(visit.shopper.launcher).to_be_visible()


def end(visit):
    visit.play()
    expect(visit.shopper.launcher).to_be_hidden()


def log_out(visit):
    visit.shopper.greeted()
    visit.play()
    visit.shopper.until(
        "() => !Object.keys(localStorage).some((key) => key.startsWith('frontdesk.'))")


def open_(visit):
    visit.play()
    expect(visit.shopper.panel).to_be_visible()


def close(visit):
    opened(visit)
    visit.play()
    expect(visit.shopper.panel).to_be_hidden()


def show_launcher(visit):
    visit.page.evaluate("Frontdesk.hide()")
    expect(visit.shopper.launcher).to_be_hidden()
    visit.play()
    expect(visit.shopper.launcher).to_be_visible()


def hide_launcher(visit):
    expect(visit.shopper.launcher).to_be_visible()
    visit.play()
    expect(visit.shopper.launcher).to_be_hidden()


def no_launcher(visit):
    expect(visit.shopper.launcher).to_have_count(1)
    expect(visit.shopper.launcher).to_be_hidden()


def own_launcher(visit):
    visit.page.get_by_role("link", name="Help").click()
    expect(visit.shopper.panel).to_be_visible()
    assert "#nowhere" not in visit.page.url


def begin_message(visit):
    visit.play()
    opened(visit)
    expect(visit.shopper.input).to_have_value(KNOWN["text"])


def send_message(visit):
    visit.play()
    opened(visit)
    expect(visit.shopper.bubbles(KNOWN["text"])).to_have_count(1)


def signed(visit):
    visit.page.evaluate("(token) => { window.intercom_user_jwt = token; }", shared(claims()))
    visit.play()
    visit.shopper.greeted().sees("Hello Ana!")


def signed_their_way(visit):
    visit.play()
    visit.warned("Frontdesk.identify({token})")


def claimed(visit):
    visit.play()
    visit.shopper.greeted().sees("Hello Ana!")


def attributes(visit):
    visit.play()
    visit.warned('"plan": what is known of a customer stands in "attributes" of the token')


def language(visit):
    visit.play()
    visit.frame("frame.lang === 'fr'")


def dark(visit):
    visit.play()
    visit.frame("frame.dataset.theme === 'dark'")


def colour(visit):
    visit.play()
    visit.frame("frame.style.getPropertyValue('--fill-light')")


def left(visit):
    visit.frame("frame.classList.contains('left')")


def distance(visit):
    visit.frame("frame.style.getPropertyValue('--x') === '30px'")
    visit.frame("frame.style.getPropertyValue('--y') === '90px'")


def layer(visit):
    visit.frame("frame.getRootNode().host.style.getPropertyValue('--frontdesk-z') === '10'")


def is_here(visit):
    visit.play()
    visit.page.evaluate("document.dispatchEvent(new CustomEvent('frontdesk:ready', {detail: {}}))")
    visit.told()


def opened_closed(visit):
    visit.play()
    opened(visit)
    visit.told(times=1)
    visit.page.evaluate("Frontdesk.close()")
    visit.told(times=2)


def unread(visit):
    visit.play()
    speaks(visit)
    visit.told("one[0] > 0")


def how_much_unread(visit):
    speaks(visit)
    visit.shopper.until("() => Frontdesk.status().then((now) => now.unread > 0)")
    assert visit.play() > 0


def message_came(visit):
    visit.play()
    speaks(visit)
    visit.told("one[0].content.includes('understand') && one[0].message_type !== 0")


def message_went(visit):
    visit.play()
    speaks(visit)
    visit.told("one[0].content === 'Hello?' && one[0].message_type !== 1")


def is_open(visit):
    assert visit.play() is False
    opened(visit)
    assert visit.play() is True


def mistakes(visit):
    visit.play()
    visit.page.evaluate("Frontdesk.send('a\\u0000b')")
    visit.told("one[0].code")


EFFECTS = {
    "start": start, "end": end, "log out": log_out, "open": open_, "close": close,
    "open or close": open_, "show the launcher": show_launcher, "hide the launcher": hide_launcher,
    "no launcher": no_launcher, "own launcher": own_launcher, "begin a message": begin_message,
    "send a message": send_message, "who it is, signed": signed,
    "who it is, signed their way": signed_their_way, "who it is, claimed": claimed,
    "what else is known": attributes, "language": language, "light and dark": dark,
    "light and dark from the start": dark, "colour": colour, "side": left, "distance": distance,
    "layer": layer, "is here": is_here, "opened, closed": opened_closed, "unread": unread,
    "how much is unread": how_much_unread, "a message came": message_came,
    "a message went": message_went, "is it open": is_open, "mistakes": mistakes,
}


@pytest.fixture(scope="module")
def shop():
    shop = HostSite()
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory, shop):
    folder = tmp_path_factory.mktemp("shim")
    secret = folder / "shop.secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    desk = Desk(folder, shop.origin)
    desk.config.write_text(f"""
sites:
  demo:
    origins: [self, "{shop.origin}"]
    identity: optional
    issuer: shop.example
    keys: [{{id: k1, algorithm: HS256, file: {secret}}}]
""")
    desk.start()
    yield desk
    desk.stop()


def test_every_row_of_the_table_has_its_play():
    assert set(EFFECTS) == set(TABLE) and len(PLAYS) > 60


@pytest.mark.parametrize("what, product", PLAYS)
def test_what_the_table_says_of(what, product, desk, shop, shopper):
    visit = Visit(shopper, shop, desk, product, TABLE[what][product])
    EFFECTS[what](visit)
    wrong = [one for one in visit.console if one.startswith("Frontdesk:")]
    assert len(wrong) == (what in ("who it is, signed their way", "what else is known")), wrong


def page(desk, script, site=' data-site="demo"', nonce=""):
    return (f'<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>'
            f'<script{nonce}>{script}</script>'
            f'<script async src="{desk.url}v1/shim.js"{site}{nonce}></script>')


# As their own snippets leave a page before their script is here.
STUBS = """
  window.intercomSettings = {app_id: 'theirs', name: 'Ana', alignment: 'left'};
  window.Intercom = (...words) => Intercom.q.push(words);
  Intercom.q = [];
  Intercom('showNewMessage', 'My order is late');
  window.$crisp = [];
  $crisp.push(['config', 'color:theme', ['green']], ['set', 'user:email', ['ana@example.com']]);
  window.told = [];
  $crisp.push(['on', 'chat:opened', () => told.push('opened')]);
"""


def test_calls_that_wait_in_their_stubs_are_done_under_a_strict_policy(desk, shop, shopper):
    socket = desk.url.replace("http", "ws")
    policy = (
        f"default-src 'none'; script-src 'nonce-abc' {desk.url}; connect-src {desk.url} {socket};"
        " require-trusted-types-for 'script'; trusted-types 'none'")
    said = []
    shopper.page.on("console", lambda one: said.append(one.text))
    shopper.visit(shop.put(
        "/", page(desk, STUBS, nonce=' nonce="abc"'), {"Content-Security-Policy": policy}))
    expect(shopper.panel).to_be_visible()
    expect(shopper.input).to_have_value("My order is late")
    shopper.sees("Hello Ana!")
    shopper.until("() => told.length === 1")
    frame = shopper.page.locator("frontdesk-chat .frame")
    assert "left" in frame.get_attribute("class")
    shopper.until("() => document.querySelector('frontdesk-chat').shadowRoot"
                  ".querySelector('.frame').style.getPropertyValue('--fill-light') !== ''")
    refused = [one for one in said if "Content Security" in one and "favicon" not in one]
    assert [one for one in said if one.startswith("Frontdesk:")] + refused == []


def test_their_launcher_goes_when_an_open_chat_is_closed(desk, shop, shopper):
    shopper.visit(shop.put("/", page(desk, ""))).open()
    shopper.page.evaluate("$chatwoot.toggleBubbleVisibility('hide')")
    expect(shopper.panel).to_be_visible()
    shopper.page.evaluate("$chatwoot.toggle('close')")
    expect(shopper.launcher).to_be_hidden()
    shopper.page.evaluate("$chatwoot.toggle('open')")
    expect(shopper.panel).to_be_visible()


def test_after_a_shutdown_a_boot_brings_it_back_to_a_stranger(desk, shop, shopper):
    shopper.visit(shop.put("/", page(desk, ""))).greeted().choose("Something else")
    shopper.sees("what happened")
    shopper.page.evaluate("Intercom('shutdown')")
    expect(shopper.launcher).to_be_hidden()
    shopper.page.evaluate("Intercom('boot', {app_id: 'theirs'})")
    shopper.greeted()
    expect(shopper.bubbles("Something else")).to_have_count(0)


@pytest.mark.parametrize("call, words", [
    ("Intercom('startTour', 7)", "startTour'): there are no tours"),
    ("Intercom('nonsense')", "nonsense'): there is no such name"),
    ("Intercom('update', {alignment: 'left'})", "data-position"),
    ("Intercom('update', {custom_launcher_selector: '#'})", "no selector"),
    ("$crisp.push(['do', 'helpdesk:search', ['x']])", "the bot suggests articles"),
    ("$crisp.push(['on', 'nonsense', () => {}])", '["on", "nonsense"]: there is nothing'),
    ("$crisp.get('nonsense')", '["get", "nonsense"]'),
    ("$crisp.push(['do', 'message:send', ['file', {}]])", "customers send files themselves"),
    ("$chatwoot.setLabel('vip')", "docs/rules.md"),
    ("$chatwoot.popoutChatWindow()", "stays on the page"),
    ("Intercom('update', {theme_mode: 'dark', colour: 'red'})", '"colour": what is known'),
    ("$crisp.push(['do', 'message:send', ['text', '  ']])", "send: send takes a text"),
])
def test_what_has_no_counterpart_is_said_once(call, words, desk, shop, shopper):
    said = []
    shopper.page.on("console", lambda one: said.append(one.text))
    shopper.visit(shop.put("/", page(desk, "")))
    for _ in range(3):
        shopper.page.evaluate(f"() => {{ {call}; }}")
    shopper.page.evaluate("0")
    told = [one for one in said if one.startswith("Frontdesk:")]
    assert len(told) == 1 and words in told[0], told


def test_what_is_there_for_real_is_left_alone(desk, shop, shopper):
    real = ("window.Intercom = () => 'theirs'; window.$crisp = {push: () => 'theirs', is: () => 1};"
            "window.$chatwoot = {toggle: () => 'theirs'}")
    shopper.visit(shop.put("/", page(desk, real)))
    said = shopper.page.evaluate("[Intercom('show'), $crisp.push([]), $chatwoot.toggle()]")
    assert said == ["theirs"] * 3
    expect(shopper.panel).to_be_hidden()


def test_without_a_site_it_says_what_is_missing(desk, shop, shopper):
    said = []
    shopper.page.on("console", lambda one: said.append(one.text))
    shopper.page.goto(shop.put("/", page(desk, "intercomSettings = {}", site="")))
    shopper.until("() => Boolean(window.$chatwoot)")
    assert 'Frontdesk: no data-site, a name under "sites" of the desk' in said
