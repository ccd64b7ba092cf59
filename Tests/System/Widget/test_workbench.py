"""The workbench: a site's developer tries the chat, and reads what it tells a page."""

import shutil

import pytest
from desk import Desk
from identity_tokens import SECRET, claims, shared
from playwright.sync_api import expect
from running_desk import ROOT
from test_access import check_axe
from test_safety import VIOLATIONS


@pytest.fixture
def desk(tmp_path, host):
    secret = tmp_path / "shop.secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    desk = Desk(tmp_path, host.origin)
    desk.config.write_text(f"""
sites:
  demo:
    origins: [self]
    identity: optional
    issuer: shop.example
    keys: [{{id: k1, algorithm: HS256, file: {secret}}}]
""")
    desk.start()
    yield desk
    desk.stop()


class Bench:
    def __init__(self, page, url):
        self.page = page
        page.add_init_script(VIOLATIONS)
        page.goto(url + "v1/workbench.html")
        self.frame = page.frame_locator("#page")
        self.launcher = self.frame.locator("frontdesk-chat .launcher")
        self.panel = self.frame.locator("frontdesk-chat .panel")
        self.styled = self.frame.locator("frontdesk-chat .frame")
        expect(self.launcher).to_be_visible()
        self.events = page.get_by_role("log", name="Events")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def told(self, name, text=""):
        row = self.events.get_by_role("listitem").filter(
            has=self.page.locator("b", has_text=name)).filter(has_text=text)
        expect(row.last).to_be_visible()


@pytest.fixture
def bench(desk, context):
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    bench = Bench(page, desk.url)
    yield bench
    assert errors == []
    assert page.evaluate("violations") == []


def test_what_the_chat_tells_stands_there_with_its_time(bench):
    bench.told("ready")
    bench.press("open")
    bench.told("open", "{}")
    expect(bench.panel).to_be_visible()
    bench.told("conversation:started", '"number":1')
    expect(bench.panel.get_by_role("button", name="An order or delivery")).to_be_enabled()
    bench.press("send")
    bench.told("message:sent", "My parcel is late")
    bench.told("message:received", '"by":"bot"')
    bench.press("status")
    bench.told("status()", '"connection":"online"')
    time = bench.events.locator("time").last
    assert len(time.inner_text()) == len("12:34:56.789")
    bench.press("Clear")
    expect(bench.events.get_by_role("listitem")).to_have_count(0)


def test_the_looks_are_switched(bench):
    page = bench.page
    page.get_by_label("Dark").check()
    expect(bench.styled).to_have_attribute("data-theme", "dark")
    page.get_by_label("The chat speaks").select_option("fr")
    expect(bench.styled).to_have_attribute("lang", "fr")
    page.get_by_label("Rust").check()
    expect(bench.launcher).to_have_css("background-color", "rgb(180, 83, 42)")
    page.get_by_label("Left").check()
    expect(bench.styled).to_have_class("frame left")
    expect(bench.launcher).to_have_css("background-color", "rgb(180, 83, 42)")
    page.get_by_label("Your own").fill("#8a2f5b")
    expect(bench.launcher).to_have_css("background-color", "rgb(138, 47, 91)")
    # A page that is loaded again is as was chosen.
    bench.press("Load the page again")
    expect(bench.styled).to_have_class("frame left")
    expect(bench.styled).to_have_attribute("data-theme", "dark")
    expect(bench.launcher).to_have_css("background-color", "rgb(138, 47, 91)")


def test_a_phone_is_covered_and_a_desk_is_not(bench):
    bench.press("open")
    expect(bench.panel).to_be_visible()
    assert bench.panel.bounding_box()["width"] < 500
    bench.page.get_by_label("Phone, 390 × 844").check()
    box = bench.panel.evaluate("(one) => [one.offsetWidth, one.offsetHeight]")
    assert box == [390, 844]


def test_who_is_there_is_said_with_a_token_and_taken_back(bench):
    bench.page.get_by_label("Token").fill(shared(claims()))
    bench.press("Sign in")
    bench.press("open")
    expect(bench.panel.get_by_text("Hello Ana!")).to_be_visible()
    bench.press("Sign out")
    bench.told("close")
    bench.press("open")
    expect(bench.panel.get_by_role("button", name="An order or delivery")).to_be_enabled()
    expect(bench.panel.get_by_text("Hello Ana!")).to_have_count(0)
    bench.page.get_by_label("Token").fill("nonsense")
    bench.press("Sign in")
    bench.told("error", '"code":"identity"')


def test_nothing_asked_for_wrongly_is_silent(bench):
    bench.page.get_by_label("Token").fill("")
    bench.press("Sign in")
    bench.told("identify: refused", "identify takes")


def test_it_is_clear_and_worked_by_the_keyboard(bench):
    check_axe(bench.page)
    passed = set()
    inside = bench.page.frame(url=lambda url: "workbench" not in url)
    while inside.evaluate("document.activeElement?.localName") != "frontdesk-chat":
        bench.page.keyboard.press("Tab")
        passed.add(bench.page.evaluate("document.activeElement.name || document.activeElement.id"))
        assert len(passed) < 60
    assert {"screen", "theme", "accent", "colour", "side", "language", "token", "page"} <= passed
    bench.page.keyboard.press("Enter")
    expect(bench.panel).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(bench.panel).to_be_hidden()


@pytest.mark.parametrize("look", [
    {"viewport": {"width": 320, "height": 640}},
    {"color_scheme": "dark", "viewport": {"width": 1440, "height": 900}},
    {"forced_colors": "active", "viewport": {"width": 1280, "height": 800}},
])
def test_it_is_clear_in_every_look(browser, desk, look):
    with browser.new_context(**look) as context:
        bench = Bench(context.new_page(), desk.url)
        check_axe(bench.page)
        assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_shop_shows_the_way_to_it(shopper, desk):
    shopper.visit(desk.url).page.get_by_role("link", name="Try what a page can ask of it").click()
    expect(shopper.page.get_by_role("heading", name="The chat on a page")).to_be_visible()


def test_nobody_else_may_frame_our_pages(desk, host, shopper):
    said = []
    shopper.page.on("console", lambda one: said.append(one.text))
    shopper.page.goto(host.put("/", f'<iframe src="{desk.url}"></iframe>'))
    shopper.until("() => true")
    while not any("frame-ancestors" in one for one in said):
        shopper.page.wait_for_timeout(20)


def test_it_keeps_to_the_site_of_the_page(desk, context, tmp_path):
    """Somebody made the page their own, as `frontdesk widget preview` tells them to."""
    web = tmp_path / "web"
    shutil.copytree(ROOT / "web-static", web)
    page = web / "index.html"
    page.write_text(page.read_text().replace('data-site="demo"', 'data-site="shop"'))
    desk.config.write_text(desk.config.read_text().replace("  demo:", "  shop:"))
    desk.settings["folders.web"] = str(web)
    desk.stop()
    desk.start()
    bench = Bench(context.new_page(), desk.url)
    bench.page.get_by_label("Left").check()
    expect(bench.styled).to_have_class("frame left")
    bench.press("open")
    expect(bench.panel.get_by_role("button", name="An order or delivery")).to_be_enabled()
    bench.page.get_by_label("The page's").check()
    expect(bench.styled).not_to_have_class("frame left")
