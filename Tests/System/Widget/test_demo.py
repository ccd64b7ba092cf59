"""The demo's shop signs its customer in by a press; no other desk does."""

import urllib.error
import urllib.request

import pytest
from desk import Desk
from playwright.sync_api import expect
from running_desk import ROOT, Server
from test_access import check_axe


def test_ana_is_signed_in_by_a_press_and_stays_so_on_the_next_page(desk, shopper, maya):
    page = shopper.visit(desk.url).page
    page.get_by_role("button", name="Sign in as Ana").click()
    check_axe(page)
    shopper.to_the_queue(is_known=True)
    conversation = maya.waiting()
    contact = [one for one in desk.events(conversation).values() if one["event"] == "identified"]
    assert contact[-1]["verified"] is True and contact[-1]["email"] == "ana@example.com"
    page.reload()
    expect(page.get_by_role("button", name="Sign out, Ana")).to_be_visible()
    shopper.sees("My quokka plays the banjo")
    # Who signs out is nobody any more.
    page.get_by_role("button", name="Sign out, Ana").click()
    expect(page.get_by_role("button", name="Sign in as Ana")).to_be_visible()
    shopper.until("Frontdesk.status().then((now) => now.conversation === null)")


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def test_a_desk_that_is_no_demo_signs_for_nobody(tmp_path, context):
    desk = Server(tmp_path / "data", flows=ROOT / "flows")
    desk.start()
    try:
        assert get(f"{desk.origin}/v1/demo/visitor.json").strip() == "{}"
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(f"{desk.origin}/v1/demo/token")
        assert refused.value.code == 404
        page = context.new_page()
        page.goto(desk.origin + "/")
        expect(page.locator("frontdesk-chat .launcher")).to_be_visible()
        expect(page.locator("#sign")).to_be_hidden()
    finally:
        desk.stop()


def test_a_demo_whose_site_signs_by_itself_leaves_that_to_it(tmp_path, host):
    secret = tmp_path / "shop.secret"
    secret.write_text("a secret of the shop's own, long enough to sign with")
    secret.chmod(0o600)
    desk = Desk(tmp_path, host.origin)
    desk.config.write_text(
        "sites:\n  demo:\n    origins: [self]\n    identity: optional\n    issuer: shop.example\n"
        f"    keys: [{{id: k1, algorithm: HS256, file: {secret}}}]\n")
    desk.start()
    try:
        assert get(f"{desk.origin}/v1/demo/visitor.json").strip() == "{}"
    finally:
        desk.stop()
