"""What docs/widget.md tells a site's developer to write is written, and works."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from desk import Desk
from guide import GUIDE, Follower, blocks
from playwright.sync_api import expect
from proxy import NGINX
from running_desk import ROOT, eventually, free_port
TAG = blocks("A plain page", "html", 0)
TRUSTED = " require-trusted-types-for 'script';"


@pytest.fixture
def desk(tmp_path, host):
    """The operator wrote the guide's own lines."""
    desk = Desk(tmp_path, host.origin)
    head = GUIDE.read_text().split("## A plain page")[0]
    lines = Follower(desk, host).here(re.search("```yaml\n(.*?)```", head, re.DOTALL)[1])
    desk.config.write_text(lines)
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def me(desk, host):
    return Follower(desk, host)


@pytest.fixture
def said(shopper):
    """The browser's console."""
    said = []
    shopper.page.on("console", lambda one: said.append(one.text))
    return said


def test_the_command_prints_the_tag_of_the_guide(me):
    tag = TAG.replace(' data-title="Acme support"', "").strip()
    assert me.command("snippet", "shop").strip() == me.here(tag)


def test_a_plain_page(me, shopper, said):
    shopper.visit(me.page(TAG, blocks("A plain page", "html", 1))).greeted()
    expect(shopper.input).to_have_value("My order is late")
    expect(shopper.panel.get_by_text("Acme support")).to_be_visible()
    shopper.choose("An order or delivery").sees("What is the order number?")
    assert any(one.startswith("bot What is the order number?") for one in said)


@pytest.mark.parametrize("trusted", ["", TRUSTED])
def test_a_strict_policy(me, shopper, said, trusted):
    policy = me.here(" ".join(blocks("Strict Content-Security-Policy", "")[0].split()))
    printed = me.command("csp", "shop")
    for source in re.findall(r"(?:http|ws)://[^\s;]+", policy):
        assert source in printed
    policy = policy.replace("script-src", "script-src 'nonce-a1'")
    calls = blocks("A plain page", "html", 1).replace("<script", '<script nonce="a1"')
    shopper.visit(me.page(
        TAG, calls, policy=f"default-src 'none'; img-src 'self'; {policy}{trusted}")).greeted()
    expect(shopper.input).to_have_value("My order is late")
    assert [one for one in said if "Content Security Policy" in one or "Trusted" in one] == []


@pytest.mark.parametrize("trusted", [False, True])
def test_a_single_page_app_takes_it_away_and_brings_it_back(me, shopper, trusted):
    code = me.here(blocks("Single-page apps", "js", int(trusted)))
    policy = f"script-src {me.desk.origin} 'unsafe-inline';{TRUSTED}" if trusted else None
    shopper.visit(me.page(TAG, policy=policy)).greeted()
    shopper.page.evaluate(f"async () => {{ {code} }}")
    expect(shopper.launcher).to_have_count(1)
    shopper.until("Boolean(Frontdesk.status)")
    # Open it was, and the same talk it is.
    expect(shopper.option("An order or delivery")).to_be_enabled()
    assert shopper.page.evaluate("Frontdesk.status()")["number"] == 1


TURBOLINKS = Path("/usr/share/javascript/turbolinks/turbolinks.js")


@pytest.mark.parametrize("place", ["head", "body"])
def test_a_real_turbolinks_that_replaces_the_page(me, host, shopper, said, place):
    """Turbo's forerunner, which Debian has; both swap the body and run its scripts again."""
    host.put("/turbolinks.js", TURBOLINKS.read_text(), {"Content-Type": "text/javascript"})
    library = '<script src="/turbolinks.js"></script>'
    for path, other in [("/one", "/two"), ("/two", "/one")]:
        link = f'<a href="{other}">Go to {other}</a>'
        if place == "head":
            me.page(link, path=path, head=library + TAG)
        else:
            me.page(link, TAG, path=path, head=library)
    shopper.visit(host.origin + "/one").greeted()
    shopper.page.evaluate("window.isTheSamePage = true")
    shopper.input.fill("half a sentence")
    for path in ["/two", "/one", "/two"]:
        # The chat may stand over the link.
        shopper.page.evaluate("document.querySelector('a').click()")
        expect(shopper.page.get_by_role("link")).to_have_attribute(
            "href", "/one" if path == "/two" else "/two")
        expect(shopper.launcher).to_have_count(1)
        expect(shopper.input).to_have_value("half a sentence")
    shopper.page.go_back()
    expect(shopper.page.get_by_role("link")).to_have_attribute("href", "/two")
    assert shopper.page.evaluate("window.isTheSamePage")
    shopper.choose("An order or delivery").sees("What is the order number?")
    assert [one for one in said if "Frontdesk" in one] == []


def test_a_launcher_of_the_pages_own(me, shopper):
    held = []
    shopper.page.route("**/widget.js", lambda route: held.append(route))
    shopper.page.goto(me.page(blocks("Your own launcher", "html", 0)))
    button = shopper.page.get_by_role("button", name="Chat with us")
    # Whoever is quick is served when the chat is here.
    button.click()
    while not held:
        shopper.page.wait_for_timeout(20)
    held[0].continue_()
    expect(shopper.option("An order or delivery")).to_be_enabled()
    expect(shopper.launcher).to_be_hidden()
    shopper.page.evaluate("Frontdesk.close()")
    shopper.page.evaluate("Frontdesk.send('Hello?')")
    expect(button).to_have_text(re.compile(r"Chat with us [1-9]"))
    button.click()
    expect(button).to_have_text(re.compile(r"Chat with us $"))


def test_signing_in_and_out_by_the_commands_and_the_code(me, desk, shopper):
    told = me.command("key", "shop")
    settings = re.search(r"^( *)sites:\n(?:\1 .*\n)+", told + "\n", re.MULTILINE)[0]
    lines = [line for line in settings.splitlines() if not line.strip().startswith("sites:")]
    desk.config.write_text(desk.config.read_text().replace(
        "  shop:\n", "\n".join(line for line in lines) + "\n"))
    desk.stop()
    desk.start()
    token = me.command("token", "shop", "--sub", "u-17", "--name", "Ana Perez").strip()
    begin, known, fetched, gone = blocks("Signing in and out", "js", 0).splitlines()
    # As a page is made: before the tag has fetched anything.
    shopper.visit(me.page(
        f"<script>const theTokenYourServerPutOnThisPage = '{token}';\n{begin}\n{known}</script>",
        TAG)).greeted().sees("Hello Ana!")
    shopper.page.evaluate(gone)
    expect(shopper.panel).to_be_hidden()
    # What a function fetches is as good.
    shopper.page.route("**/chat-token", lambda route: route.fulfill(
        body=me.command("token", "shop", "--sub", "u-18", "--name", "Bo Li").strip()))
    shopper.page.evaluate(fetched)
    shopper.greeted().sees("Hello Bo!")
    expect(shopper.log.get_by_text("Hello Ana!")).to_have_count(0)


def test_the_types_are_had_from_the_desk(me, desk):
    address = re.search(r"https://help\.example\.com(/\S+\.d\.ts)", GUIDE.read_text())[1]
    status, headers, body = desk.get(address)
    assert status == 200 and headers["content-type"].startswith("text/plain")
    assert body == (ROOT / "web-static/frontdesk.d.ts").read_bytes()


def test_consent_is_asked_before_anything_is_kept(me, shopper):
    sockets = []
    shopper.page.on("websocket", lambda one: sockets.append(one.url))
    shopper.visit(me.page(blocks("Consent", "html", 0))).open()
    expect(shopper.panel.get_by_role("link")).to_have_attribute("href", re.compile("/privacy$"))
    kept = "Object.keys(localStorage).concat(Object.keys(sessionStorage)).length"
    assert shopper.page.evaluate(kept) == 0 and sockets == []
    shopper.page.evaluate("Frontdesk.push(['consent', true])")
    expect(shopper.option("An order or delivery")).to_be_enabled()
    shopper.page.evaluate("Frontdesk.push(['consent', false])")
    shopper.until(f"{kept} === 0")


def test_a_brand(me, shopper):
    shopper.visit(me.page(TAG.replace("data-site", 'data-accent="#2e5e3e" data-site')))
    expect(shopper.launcher).to_have_css("background-color", "rgb(46, 94, 62)")
    assert shopper.page.evaluate("Frontdesk.setAccent('#ffcc00')") is True
    expect(shopper.launcher).to_have_css("background-color", "rgb(255, 204, 0)")


def test_a_new_language_is_one_file_and_its_code(me, desk, shopper, tmp_path):
    web = tmp_path / "web-static"
    shutil.copytree(ROOT / "web-static", web)
    words = (web / "src/locale-fr.js").read_text()
    (web / "src/locale-eo.js").write_text(words.replace("Votre message", "Via mesaĝo"))
    known = web / "src/words.js"
    known.write_text(known.read_text().replace("/^(en|", "/^(en|eo|"))
    subprocess.run(["node", str(web / "pack.mjs")], check=True, timeout=60)
    desk.settings["folders.web"] = str(web)
    desk.stop()
    desk.start()
    shopper.visit(me.page(TAG, lang="eo")).open()
    expect(shopper.page.get_by_label("Via mesaĝo")).to_be_visible()


def test_files_are_on_when_the_operator_says_so(me, desk, shopper):
    desk.config.write_text(desk.config.read_text() + "files:\n  enabled: true\n")
    desk.stop()
    desk.start()
    policy = me.here(" ".join(blocks("Strict Content-Security-Policy", "")[0].split()))
    page = me.page(TAG, policy=f"default-src 'none'; img-src 'self'; {policy}")
    shopper.visit(page).to_the_queue()
    with shopper.page.expect_file_chooser() as chooser:
        shopper.panel.get_by_role("button", name="Attach a file").click()
    chooser.value.set_files([{"name": "bill.txt", "mimeType": "text/plain", "buffer": b"20 EUR"}])
    expect(shopper.log.locator(".file")).to_contain_text("bill.txt")
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0)


@pytest.mark.parametrize("blocks_upgrades", [False, True])
def test_the_proxy_of_the_guide(me, desk, host, shopper, tmp_path, blocks_upgrades):
    """Its own lines, but for the certificate; with upgrades refused, as some networks do."""
    port = free_port()
    lines = blocks("A proxy that blocks websockets", "nginx", 0)
    lines = (lines.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
             .replace("127.0.0.1:8080", f"127.0.0.1:{desk.port}")
             .replace("proxy_set_header Host $host;", "proxy_set_header Host $http_host;"))
    if blocks_upgrades:
        lines = lines.replace("location / {", "location / { if ($http_upgrade) { return 403; }")
    folder = tmp_path / "nginx"
    folder.mkdir()
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{lines}\n}}\n")
    nginx = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")])
    try:
        eventually(lambda: os.path.exists(folder / "pid"))
        page = me.page(TAG).rstrip("/")
        body, headers = host.pages["/"]
        host.pages["/"] = (body.replace(desk.origin, f"http://127.0.0.1:{port}"), headers)
        sockets = []
        shopper.page.on("websocket", lambda one: sockets.append(one.url))
        shopper.visit(page).greeted().choose("An order or delivery")
        shopper.sees("What is the order number?")
        assert sockets and f":{port}/" in sockets[0]
        assert shopper.page.evaluate("Frontdesk.status()")["connection"] == "online"
    finally:
        nginx.terminate()
        nginx.wait(10)


def test_what_the_console_says_of_mistakes_stands_in_the_guide(me, shopper, said):
    """Each page's mistake, and the row that tells what to change."""
    guide = GUIDE.read_text().split("## What the console says")[1]
    mistakes = [
        (TAG.replace(' data-site="shop"', ""), "no data-site"),
        (TAG.replace('"shop"', '"shpo"'), "there is no site of that name"),
        (TAG + TAG.replace('"shop"', '"other"'), "a page has one chat"),
        (TAG.replace("data-site", 'data-position="top" data-site'), "data-position is"),
        (TAG.replace("data-site", 'data-accent="nonsense" data-site'), "is no colour"),
    ]
    for number, (tag, words) in enumerate(mistakes):
        said.clear()
        shopper.page.goto(me.page(tag, path=f"/{number}"))
        shopper.page.evaluate("(window.Frontdesk ||= []).push(['open'])")
        shopper.until("() => true")
        while not any(one.startswith("Frontdesk:") and words in one for one in said):
            shopper.page.wait_for_timeout(20)
        assert words in guide


def test_a_page_that_is_opened_as_a_file_is_told_to_be_served(me, shopper, said, tmp_path):
    file = tmp_path / "mine.html"
    file.write_text(f"<!doctype html><title>Mine</title>{me.here(TAG)}")
    shopper.visit(file.as_uri()).open()
    while not any("serve it over http" in one for one in said):
        shopper.page.wait_for_timeout(20)
    assert not any("origins: [" in one for one in said)
