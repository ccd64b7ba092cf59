"""A customer at a page of the shop, in Firefox."""

# What the steps below look for, inside the chat's shadow.
FINDERS = """
const chat = document.querySelector('frontdesk-chat')?.shadowRoot;
const all = (names) => [...chat?.querySelectorAll(names) ?? []]
  .filter((one) => one.checkVisibility());
const called = (one) => (one.ariaLabel || one.innerText || '').trim();
const button = (name) => all('button')
  .filter((one) => called(one) === name && !one.disabled).at(-1);
const log = () => chat?.querySelector('[role=log]');
const focused = () => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
};
"""


def inside(expression, *names):
    return f"({', '.join(names)}) => {{ {FINDERS} return {expression}; }}"


class FirefoxShopper:
    """By what they see and press, as `Shopper` does it in Chromium."""

    def __init__(self, page):
        self.page = page

    def visit(self, url):
        self.page.visit(url)
        self.page.until(inside("Boolean(all('.launcher')[0])"))
        return self

    def press(self, name):
        """The button of that name."""
        self.page.click(self.page.element(inside("button(name)", "name"), name))
        return self

    def open(self):
        self.page.click(self.page.element(inside("all('.launcher')[0]")))
        self.page.until(inside("Boolean(all('.panel')[0])"))
        # Half faded in, it does not stand where it will be pressed.
        self.page.run(inside(
            "Promise.all(all('.panel')[0].getAnimations().map((move) => move.finished))"
            ".then(() => true)"))
        return self

    def greeted(self):
        self.open()
        self.page.until(inside("Boolean(button('An order or delivery'))"))
        return self

    def say(self, text):
        self.page.click(self.page.element(inside("all('textarea')[0]")))
        self.page.write(text)
        self.page.press("Enter")
        return self

    def sees(self, text):
        self.page.until(inside("log()?.innerText.includes(text)", "text"), text)
        return self

    def bubbles(self, text):
        """How many say just that."""
        return self.page.run(inside(
            "all('.bubble').filter((one) => one.innerText.trim() === text).length", "text"), text)

    def waiting(self):
        """How much was said that the desk has not answered yet."""
        return self.page.run(inside("chat.querySelectorAll('[data-cid]').length"))

    def all_is_sent(self):
        self.page.until(inside("!chat.querySelector('[data-cid]')"))
        return self

    def focused(self):
        return self.page.run(inside("called(focused()) || focused().tagName"))

    def tab_to(self, name, key="Tab"):
        for _ in range(40):
            self.page.press(key)
            if self.focused() == name:
                return self
        raise AssertionError(f"{key} never reached {name!r}; the focus is on {self.focused()!r}")

    def status(self):
        return self.page.run("() => Frontdesk.status()")

    def to_the_queue(self):
        self.greeted().press("Something else").sees("what happened")
        self.say("My quokka plays the banjo at midnight, xyzzy")
        return self.sees("e-mail address can we reach you").say("ana@example.com")
