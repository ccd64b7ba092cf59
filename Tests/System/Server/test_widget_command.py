"""`frontdesk widget`: what a site's developer needs, as text and JSON, and what is found wrong."""

import asyncio
import http.server
import json
import re
import stat
import subprocess
import threading

import pytest

from desk_client import Line
from running_desk import ROOT, run

TAG = '<script async src="https://help.example.com/v1/chat.js" data-site="shop"{}></script>'


@pytest.fixture
def desk(tmp_path):
    """Settings with a site, and the commands upon them."""
    settings = tmp_path / "frontdesk.yaml"
    settings.write_text("""
public_url: https://help.example.com
sites:
  demo: {origins: [self]}
  shop: {origins: ["https://www.example.com"]}
""")

    def widget(*words):
        return run("widget", *words, "--config", settings, "--desk", ROOT / "config/desk.yaml")

    widget.folder, widget.settings = tmp_path, settings
    return widget


@pytest.fixture
def lint(desk):
    """The findings about a page, by rule."""
    def look(page, code):
        file = desk.folder / "page.html"
        file.write_text(page, encoding="utf-8")
        done = desk("lint", "shop", file, "--json")
        assert done.returncode == code, done.stdout + done.stderr
        found = [json.loads(line) for line in done.stdout.splitlines()]
        return {one["rule"]: one for one in found}
    return look


def test_the_snippet_has_the_public_address_and_the_site(desk):
    done = desk("snippet", "shop")
    assert done.returncode == 0 and done.stdout == TAG.format("") + "\n"
    assert json.loads(desk("snippet", "shop", "--json").stdout)["tag"] == TAG.format("")


def test_an_unknown_site_is_refused_with_the_nearest(desk):
    for deed in ("snippet", "csp", "lint", "key"):
        done = desk(deed, "shpo")
        assert done.returncode == 1 and 'did you mean "shop"?' in done.stderr, deed


def test_the_policy_that_is_printed_lets_the_widget_in(desk, lint):
    done = desk("csp", "shop")
    assert done.returncode == 0
    policy = "default-src 'none'; " + done.stdout.replace("\n", " ")
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' + TAG.format("")
    assert lint(page, 0) == {}
    made = json.loads(desk("csp", "shop", "--json").stdout)
    assert made["connect-src"] == ["https://help.example.com", "wss://help.example.com"]
    for name, sources in made.items():
        assert f"{name} {' '.join(sources)};" in done.stdout


@pytest.mark.parametrize(("policy", "rules"), [
    ("default-src 'self'", {"T111", "T112"}),
    ("script-src https://help.example.com", set()),
    ("script-src 'nonce-abc' 'strict-dynamic'; connect-src *", {"T111"}),
    ("script-src https:; connect-src https://help.example.com", {"T112"}),
    ("script-src https://*.example.com; connect-src wss://*.example.com", set()),
    ("script-src https://help.example.com:8443", {"T111"}),
    ("script-src-elem 'none'; script-src https:", {"T111"}),
    ("img-src 'none'", set()),
])
def test_a_policy_that_blocks_the_widget_is_found(lint, policy, rules):
    page = f'<meta http-equiv=Content-Security-Policy content="{policy}">' + TAG.format("")
    assert set(lint(page, 78 if rules else 0)) == rules


def test_a_nonce_lets_the_widget_run(lint):
    page = ("<meta http-equiv='Content-Security-Policy' content=\"script-src 'nonce-abc'"
            " 'strict-dynamic'\">" + TAG.format(' nonce="abc"'))
    assert lint(page, 0) == {}


@pytest.mark.parametrize(("page", "code", "rule", "words"), [
    ("<p>nothing</p>", 78, "T101", "snippet shop"),
    ("<!-- " + TAG.format("") + " -->", 78, "T101", "snippet shop"),
    ("<script>'" + TAG.format("").replace("</script>", "") + "'</script>", 78, "T101", "snippet"),
    (TAG.format("") * 2, 78, "T102", "one tag"),
    (TAG.format("").replace("help.", "chat."), 78, "T104", "https://help.example.com/v1/chat.js"),
    (TAG.format("").replace("https", "http"), 78, "T105", "TLS"),
    (TAG.format("").replace('"shop"', '"shpo"'), 78, "T106", 'did you mean "shop"?'),
    (TAG.format("").replace('"shop"', '"demo"'), 78, "T106", "lint it as site demo"),
    (TAG.format("").replace(' data-site="shop"', ""), 78, "T106", 'data-site="shop"'),
    (TAG.format("").replace("chat.js", "shim.js").replace(' data-site="shop"', ""), 78, "T106",
     'data-site="shop"'),
    (TAG.format(" data-acent='#2e5e3e'"), 2, "T107", "did you mean data-accent?"),
    (TAG.format(" data-theme=drak"), 78, "T108", ""),
    (TAG.format(" data-offset='20 9x'"), 78, "T108", ""),
    (TAG.format(" data-accent=rebeccapurple"), 2, "T109", "#rrggbb"),
    (TAG.format(" data-accent='#ffcc00'"), 2, "T110", "#"),
])
def test_a_mistake_in_the_tag_is_found_with_what_to_write(lint, page, code, rule, words):
    found = lint(page, code)
    assert rule in found and words in (found[rule].get("hint") or ""), found


@pytest.mark.parametrize("extra", [
    " data-accent='#2e5e3e' data-theme=dark data-offset='20 90' data-z-index=9 data-position=left"
    .replace("#2e5e3e", "#8fd3a8"),
    " data-accent=green data-launcher=none data-title='A &amp; B' data-hide-on='/pay/*'",
    " DATA-LANGUAGE=de data-teaser=Hi data-teaser-after=2.5",
])
def test_a_right_tag_has_no_findings(lint, extra):
    assert lint("<!doctype html>\n<head>" + TAG.format(extra), 0) == {}


def test_a_colours_contrast_is_wcags(lint):
    """#767676 on white is 4.54 by WCAG; on the chat's own paper a little less."""
    assert "contrast of 4.1" in lint(TAG.format(" data-accent='#767676'"), 2)["T110"]["message"]
    hint = lint(TAG.format(" data-accent='#ffcc00'"), 2)["T110"]["hint"]
    better = re.search("#[0-9a-f]{6}", hint)[0]
    assert lint(TAG.format(f" data-accent='{better}'"), 0) == {}


def test_every_attribute_that_the_widget_tells_of_is_known():
    table = (ROOT / "web-static/README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `data-([a-z-]+)`", table, re.MULTILINE))
    source = (ROOT / "Sources/frontdesk/WidgetLint.swift").read_text(encoding="utf-8")
    listed = source.split("static let attributes = [")[1].split("]")[0]
    known = set(re.findall(r'"([a-z-]+)"', listed))
    assert told and told <= known


def test_a_page_is_fetched_with_its_headers_and_its_origin(desk):
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/shop" else 404)
            self.send_header("Content-Security-Policy", "script-src 'none'")
            self.end_headers()
            self.wfile.write(TAG.format("").encode())

        def log_message(self, *words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = f"http://127.0.0.1:{server.server_port}"
    try:
        done = desk("lint", "shop", page + "/shop")
        assert done.returncode == 78
        assert "T111" in done.stdout and f'sites.shop.origins: ["{page}"]' in done.stdout
        done = desk("lint", "shop", page + "/gone")
        assert done.returncode == 69 and "404" in done.stderr
    finally:
        server.shutdown()
        server.server_close()


def test_settings_that_keep_every_page_out_are_found(desk):
    desk.settings.write_text("sites:\n  shop: {origins: ['https://www.example.com']}\n")
    done = desk("lint", "shop")
    assert done.returncode == 78 and "T120" in done.stdout and "public_url" in done.stdout


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA"])
def test_a_key_that_was_made_signs_who_a_real_desk_believes(desk, make_server, algorithm):
    done = desk("key", "shop", "--algorithm", algorithm, "--id", "k1")
    assert done.returncode == 0, done.stderr
    for file in desk.folder.glob("shop-identity*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = desk("key", "shop", "--algorithm", algorithm, "--id", "k1")
    assert again.returncode == 73
    # What it printed is what the settings want, but for where the pages are.
    printed = done.stdout[done.stdout.index("sites:"):]
    desk.settings.write_text(printed.replace("  shop:\n", "  shop:\n    origins: [self]\n"))
    private = desk.folder / "shop-identity-k1-private.pem"
    private = ["--private-key", private] if algorithm == "EdDSA" else []
    made = desk("token", "shop", "--sub", "u-17", "--name", "Ana Pérez",
                "--attribute", "plan=gold", *private)
    assert made.returncode == 0 and "for trying" in made.stderr
    server = make_server(config=desk.settings).start()

    async def story():
        line = await Line.open(server)
        await line.send(type="hello", **{"as": "customer"}, site="shop",
                        identity=made.stdout.strip())
        return await line.hear()

    assert asyncio.run(story())["verified"] is True
    assert "identify" in desk("snippet", "shop").stdout


def test_openssl_reads_the_pair_that_was_made(desk):
    assert desk("key", "shop", "--algorithm", "EdDSA", "--id", "k1").returncode == 0
    private = desk.folder / "shop-identity-k1-private.pem"
    public = subprocess.run(["openssl", "pkey", "-in", private, "-pubout"], check=True,
                            capture_output=True, text=True).stdout
    assert public == (desk.folder / "shop-identity-k1.pem").read_text()


def test_the_preview_is_the_running_servers_demo_page(desk, make_server):
    gone = run("widget", "preview", "--data", desk.folder / "data")
    assert gone.returncode == 69 and "frontdesk serve" in gone.stderr
    server = make_server(demo=True).start()
    done = run("widget", "preview", "demo", "--data", server.data, "--set",
               f"listen.port={server.port}")
    assert done.returncode == 0 and done.stdout == server.origin + "/\n", done.stderr


@pytest.mark.parametrize("site", ["elsewhere", "demo"])
def test_a_page_that_names_a_site_it_may_not_is_told_so_in_the_log(make_server, tmp_path, site):
    settings = tmp_path / "frontdesk.yaml"
    settings.write_text("""
sites:
  demo: {origins: ["https://a.example"]}
  shop: {origins: [self]}
""")
    server = make_server(config=settings).start()

    async def story():
        for _ in range(5):
            line = await Line.open(server)
            await line.send(type="hello", **{"as": "customer"}, site=site)
            refused = await line.hear()
            assert refused["code"] == "not_allowed"
            await line.close()
        return refused["why"]

    why = asyncio.run(story())
    lines = [json.loads(line) for line in server.said if "site refused" in line]
    assert len(lines) == 1 and lines[0]["site"] == site and lines[0]["origin"] == server.origin
    if site == "demo":
        assert lines[0]["setting"] == "sites.demo.origins, public_url"
        assert "sites.demo.origins" in why
    else:
        assert lines[0]["setting"] == "sites" and "data-site" in why
