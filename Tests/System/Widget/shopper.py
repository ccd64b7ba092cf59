"""A customer at a page of the shop."""

import time

from playwright.sync_api import expect


class Shopper:
    """A customer at a page, by what they see and press. Any script error fails the test."""

    def __init__(self, page):
        self.page = page
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.log = page.get_by_role("log")
        self.input = page.get_by_role("textbox", name="Your message")
        self.launcher = page.locator("frontdesk-chat .launcher")
        self.panel = page.locator("frontdesk-chat .panel")

    def visit(self, url):
        self.page.goto(url)
        expect(self.launcher).to_be_visible()
        return self

    def until(self, script, argument=None):
        """Waits until what the script gives is true. (The browser's own way of waiting needs `eval`,
        which the shop's policy forbids.)"""
        end = time.monotonic() + 30
        while not self.page.evaluate(script, argument):
            assert time.monotonic() < end, f"{script} did not become true"
            self.page.wait_for_timeout(20)
        return self

    def until_python(self, fact):
        """Waits until what the test sees by itself is true; the page goes on meanwhile."""
        end = time.monotonic() + 30
        while not fact():
            assert time.monotonic() < end, "it did not become true"
            self.page.wait_for_timeout(20)
        return self

    def open(self):
        self.launcher.click()
        expect(self.panel).to_be_visible()
        # Half faded in, it has neither its colours nor its place.
        self.panel.evaluate(
            "(one) => Promise.all(one.getAnimations().map((move) => move.finished))"
        )
        return self

    def greeted(self):
        self.open()
        expect(self.option("An order or delivery")).to_be_enabled()
        return self

    def option(self, label):
        return self.log.get_by_role("button", name=label, exact=True).last

    def choose(self, label):
        self.option(label).click()
        return self

    def say(self, text):
        self.input.fill(text)
        self.input.press("Enter")
        return self

    def sees(self, text, **how):
        expect(self.log.get_by_text(text, **how).last).to_be_visible()
        return self

    def bubbles(self, text):
        return self.log.locator(".bubble").filter(has_text=text)

    def to_the_queue(self, is_known=False):
        """Through the flow, until a person is looked for; who is known is not asked who they are."""
        self.greeted().choose("Something else")
        self.sees("what happened")
        self.say("My quokka plays the banjo at midnight, xyzzy")
        if is_known:
            return self
        self.sees("e-mail address can we reach you")
        return self.say("ana@example.com")
