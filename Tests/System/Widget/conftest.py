import shutil

import pytest
from desk import Desk, HostSite
from playwright.sync_api import expect, sync_playwright
from shopper import Shopper

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"

expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # The sandbox needs rights that root in a container has not; the pages are our own. A page
        # that a test answers itself counts as a public one, which may not speak with loopback.
        arguments = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def host():
    host = HostSite()
    yield host
    host.close()


@pytest.fixture
def desk(tmp_path, host):
    desk = Desk(tmp_path, host.origin)
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def maya(desk):
    agent = desk.agent()
    yield agent
    agent.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1100, "height": 800}, locale="en-GB")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def shopper(desk, context):
    shopper = Shopper(context.new_page())
    yield shopper
    assert shopper.errors == []
