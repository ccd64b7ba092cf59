"""Debian's Firefox, driven by WebDriver BiDi straight over its own port: https://w3c.github.io/webdriver-bidi/

Debian has no geckodriver, and what is asked of it here Firefox answers by itself."""

import json
import re
import shutil
import subprocess
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from websockets.sync.client import connect

FIREFOX = shutil.which("firefox-esr") or "/usr/bin/firefox-esr"
PATIENCE = 60

# No updates, reports, first pages or loopback rules stand in a test's way.
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "remote.active-protocols": 1,
    # What the system says is not what is tested.
    "intl.accept_languages": "en-GB, en",
    "ui.prefersReducedMotion": 1,
    # As on phones: scroll bars take no room.
    "ui.useOverlayScrollbars": 1,
}

# Keys by their names in WebDriver: https://w3c.github.io/webdriver/#keyboard-actions
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Shift": "\ue008", "Space": " ",
        "Backspace": "\ue003", "ArrowDown": "\ue015"}

OFFLINE = re.compile("can’t establish a connection|was interrupted|Cross-Origin Request Blocked")


class Firefox:
    """One browser on a profile of its own."""

    def __init__(self, folder: Path):
        profile = folder / "profile"
        profile.mkdir(parents=True)
        (profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in PREFERENCES.items()))
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--profile", str(profile),
             "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                 "MOZ_HEADLESS_WIDTH": "1100", "MOZ_HEADLESS_HEIGHT": "800"})
        address = self._address()
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.open = ExitStack()
        self.socket = self.open.enter_context(
            connect(f"{address}/session", max_size=None, open_timeout=PATIENCE))
        self.last = 0
        self.said = []
        self.do("session.new", capabilities={})
        self.do("session.subscribe", events=["log.entryAdded"])

    def _address(self):
        watchdog = threading.Timer(60, self.process.kill)
        watchdog.start()
        for line in self.process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                watchdog.cancel()
                return found[1]
        raise AssertionError("Firefox ended before it listened")

    def do(self, method, **params):
        """One command and its answer; what happens meanwhile is kept in `said`."""
        self.last += 1
        number = self.last
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        end = time.monotonic() + PATIENCE
        while True:
            answer = json.loads(self.socket.recv(timeout=max(0.01, end - time.monotonic())))
            if answer.get("type") == "event":
                self.said.append(answer["params"])
            elif answer.get("id") == number:
                assert answer["type"] == "success", f"{method}: {answer}"
                return answer["result"]

    def user(self):
        """A tab of somebody else's: nothing of what others kept in the browser is theirs."""
        return self.tab(self.do("browser.createUserContext")["userContext"])

    def tab(self, user):
        made = self.do("browsingContext.create", type="tab", userContext=user)
        return FirefoxPage(self, made["context"], user)

    @property
    def errors(self):
        """Script errors and refusals of the page's policy, from every page; lines that do not come
        about are no fault of the page's."""
        return [one["text"] for one in self.said
                if one["level"] == "error" and not OFFLINE.search(one["text"])]

    def close(self):
        try:
            self.do("browser.close")
            self.open.close()
            self.process.wait(20)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


class FirefoxPage:
    """One tab."""

    def __init__(self, firefox, context, user):
        self.firefox = firefox
        self.context = context
        self.user = user

    def beside(self):
        """Another tab of the same person's."""
        return self.firefox.tab(self.user)

    def do(self, method, **params):
        return self.firefox.do(method, context=self.context, **params)

    def visit(self, url):
        self.do("browsingContext.navigate", url=url, wait="complete")
        return self

    def reload(self):
        self.do("browsingContext.reload", wait="complete")

    def close(self):
        self.do("browsingContext.close")

    def look_at(self):
        self.do("browsingContext.activate")

    def size(self, width, height):
        self.do("browsingContext.setViewport", viewport={"width": width, "height": height})

    def run(self, script, *words):
        """The value of a function of the page's, such as `(text) => document.title === text`, a
        promise's when it is kept."""
        answer = self._call(script, *words)
        # Results are told as typed values; JSON is less to read.
        return json.loads(answer["value"]) if answer["type"] == "string" else None

    def _call(self, script, *words):
        body = f"""async (...words) => {{
          const value = await ({script})(...words.map((one) => JSON.parse(one)));
          return value === undefined ? undefined : JSON.stringify(value);
        }}"""
        told = self.firefox.do(
            "script.callFunction", functionDeclaration=body, awaitPromise=True,
            target={"context": self.context},
            arguments=[{"type": "string", "value": json.dumps(one)} for one in words])
        assert told["type"] == "success", told.get("exceptionDetails", {}).get("text")
        return told["result"]

    def element(self, script, *words):
        """What stands for an element in later commands, once the function gives one."""
        def find():
            told = self.firefox.do(
                "script.callFunction", awaitPromise=True, target={"context": self.context},
                functionDeclaration=f"(...words) => ({script})(...words.map((one) => "
                "JSON.parse(one)))",
                arguments=[{"type": "string", "value": json.dumps(one)} for one in words])
            assert told["type"] == "success", told.get("exceptionDetails", {}).get("text")
            result = told["result"]
            return result if result["type"] == "node" else None

        node = self._until(find, script, words)
        return {"sharedId": node["sharedId"]}

    def until(self, script, *words):
        """Waits until what the function gives is true."""
        return self._until(lambda: self.run(script, *words), script, words)

    def _until(self, find, script, words):
        end = time.monotonic() + PATIENCE
        while not (found := find()):
            assert time.monotonic() < end, f"{script} {words} did not become true"
            time.sleep(0.02)
        return found

    def press(self, *keys):
        """Keys one after the other; `Shift+Tab` holds the first."""
        actions = []
        for key in keys:
            *held, last = key.split("+") if len(key) > 1 else [key]
            names = [KEYS.get(one, one) for one in [*held, last]]
            actions += [{"type": "keyDown", "value": one} for one in names]
            actions += [{"type": "keyUp", "value": one} for one in reversed(names)]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def write(self, text):
        self.press(*text)

    def click(self, element):
        """By the mouse, in its middle, wherever one must scroll for it."""
        self.firefox.do(
            "script.callFunction", awaitPromise=False, target={"context": self.context},
            functionDeclaration="(one) => one.scrollIntoView({block: 'nearest'})",
            arguments=[element])
        origin = {"type": "element", "element": element}
        self._act({"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]})

    def _act(self, *sources):
        self.do("input.performActions", actions=list(sources))

    def choose_files(self, element, *paths):
        self.do("input.setFiles", element=element, files=[str(path) for path in paths])
