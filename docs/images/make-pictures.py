#!/usr/bin/env python3
"""Takes the pictures of the README and the guide: the real widget, terminal and checker.

Run from the project's folder after `make test`: .venv/bin/python docs/images/make-pictures.py
"""

import html
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/System/EndToEnd"), str(ROOT / "Tests/Support")]

from playwright.sync_api import sync_playwright  # noqa: E402
from test_main_line import BINARY, AgentsTerminal, Customer, Desk  # noqa: E402

HERE = Path(__file__).parent
COLOURS = ["#1b1f27", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d7dae0",
           "#6b7280", "#ef8891", "#b5d99c", "#f0d399", "#8cc8ff", "#d7a1e7", "#7fd0dc", "#ffffff"]  # fmt: skip


def colour(parts, at):
    """The colour that an SGR sequence names from its 38 or 48 on, and how many parts it took."""
    if parts[at + 1 : at + 2] == [5]:
        number = parts[at + 2]
        if number < 16:
            return COLOURS[number], 3
        if number >= 232:
            level = 8 + (number - 232) * 10
            return f"rgb({level},{level},{level})", 3
        number -= 16
        scale = [0, 95, 135, 175, 215, 255]
        return f"rgb({scale[number // 36]},{scale[number // 6 % 6]},{scale[number % 6]})", 3
    red, green, blue = parts[at + 2 : at + 5]
    return f"rgb({red},{green},{blue})", 5


def style(state, parts):
    at = 0
    while at < len(parts):
        code, took = parts[at], 1
        if code == 0:
            state.clear()
        elif code == 1:
            state["font-weight"] = "bold"
        elif code == 2:
            state["opacity"] = "0.7"
        elif code == 4:
            state["text-decoration"] = "underline"
        elif code == 7:
            state["reverse"] = True
        elif 30 <= code <= 37 or 90 <= code <= 97:
            state["color"] = COLOURS[code - 30 if code < 90 else code - 82]
        elif 40 <= code <= 47 or 100 <= code <= 107:
            state["background"] = COLOURS[code - 40 if code < 100 else code - 92]
        elif code in (38, 48):
            state["color" if code == 38 else "background"], took = colour(parts, at)
        elif code == 39:
            state.pop("color", None)
        elif code == 49:
            state.pop("background", None)
        at += took


def page_of(screen):
    """A terminal's screen, with its colours, as a page."""
    out, state = [], {}
    for piece in re.split(r"(\x1b\[[0-9;]*m)", screen):
        if found := re.fullmatch(r"\x1b\[([0-9;]*)m", piece):
            style(state, [int(part or 0) for part in found[1].split(";")])
        elif piece:
            shown = dict(state)
            if shown.pop("reverse", False):
                shown["color"], shown["background"] = (
                    shown.get("background", "#1b1f27"), shown.get("color", "#d7dae0"))  # fmt: skip
            # A ground without gaps between the rows.
            shown |= {"display": "inline-block", "height": "18px"}
            css = ";".join(f"{name}:{value}" for name, value in shown.items())
            spans = [f'<span style="{css}">{html.escape(line)}</span>' if line else "" for line in piece.split("\n")]
            out.append("\n".join(spans))
    return (
        "<body style='margin:0;background:#1b1f27'><pre style='margin:0;padding:14px;display:inline-block;"
        f"font:14px/18px \"DejaVu Sans Mono\";color:#d7dae0'>{''.join(out)}</pre></body>"
    )


def take(browser, screen, name):
    page = browser.new_page(viewport={"width": 1500, "height": 200})
    page.set_content(page_of(screen.rstrip("\n")))
    page.locator("pre").screenshot(path=HERE / name)
    page.close()


SIZES = {"80x24": (80, 24), "160x50": (160, 50)}


def at_both_sizes(browser, terminal, name):
    """The screen as it is, at the smallest usual size and at a large one."""
    for size, (columns, rows) in SIZES.items():
        terminal.run("resize-window", "-x", str(columns), "-y", str(rows))
        time.sleep(1)
        take(browser, terminal.run("capture-pane", "-e", "-p", "-N"), f"agent-{name}-{size}.png")


def press(terminal, *keys):
    """Key by key: an Escape right before another key would be Alt."""
    for key in keys:
        terminal.run("send-keys", key)
        time.sleep(0.2)


def screens(browser, terminal):
    """What an agent sees in a day. The conversation with Ana is open."""
    at_both_sizes(browser, terminal, "main")
    for name, keys, undo in [
        ("queue", ["BTab", "Home"], ["Escape"]),
        ("card", ["M-i"], ["Escape"]),
        ("help", ["F1"], ["Escape"]),
        ("palette", ["C-g"], ["Escape"]),
        ("board", ["F6", "Down"], ["Escape"]),
        ("note", ["C-n", "The", "Space", "depot", "Space", "says:", "Space", "customs"], ["C-c", "C-n"]),
        ("handover", ["Space", "PPage"], ["C-End"]),
    ]:
        press(terminal, *keys)
        at_both_sizes(browser, terminal, name)
        press(terminal, *undo)
    terminal.enter("/search parcel")
    time.sleep(1)
    at_both_sizes(browser, terminal, "search")
    terminal.run("send-keys", "Escape")


class Wide(AgentsTerminal):
    """A terminal with all colours, in a theme."""

    def __init__(self, server, folder, theme):
        super().__init__(
            f"pictures-{theme}-{server.port}", folder / theme,
            f"http://127.0.0.1:{server.port} --token-file {server.data}/demo-token --theme {theme}",
            columns=160, rows=50, COLORTERM="truecolor")


def checker():
    """What the checker says of a flow with a slip in it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["cp", "-r", str(ROOT / "flows"), folder], check=True)
        flow = Path(folder, "flows/triage.flow.yaml")
        flow.write_text(flow.read_text().replace("      no: contact\n", "      no: contct\n", 1))
        done = subprocess.run([BINARY, "flow", "check", "flows"], cwd=folder, capture_output=True, text=True)
        return f"$ frontdesk flow check flows\n{done.stdout}"


def main():
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        server = Desk(folder, "http://127.0.0.1:9/", "whsec_" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0")
        server.start()
        terminal = Wide(server, folder, "dark")
        try:
            terminal.shows("queue 0")
            page = browser.new_page(viewport={"width": 1200, "height": 800}, device_scale_factor=1.5)
            customer = Customer(page, server)
            customer.press("An order or delivery")
            customer.sees("What is the order number?")
            customer.say("AB-123456")
            customer.sees("Please tell me")
            customer.say("my parcel is late and I need it on Friday")
            customer.sees("Did that solve it?")
            page.screenshot(path=HERE / "widget.png")
            customer.press("No")
            customer.sees("Which e-mail")
            customer.say("ana@example.com")
            terminal.shows("QUEUE 1")
            terminal.run("send-keys", "M-n")
            terminal.shows("you took this conversation")
            time.sleep(1)  # Who writes at the moment the screen changes is asked.
            terminal.enter("Hello Ana, this is Maya. Let me ask the carrier.")
            customer.sees("this is Maya")
            customer.say("Thank you!")
            terminal.shows("Thank you!")
            for words in ["My invoice is wrong", "I cannot log in", "Where can I send it back?"]:
                other = Customer(browser.new_context().new_page(), server)
                other.say(words)
                other.say("agent")
            terminal.shows("QUEUE 3")
            time.sleep(5)
            take(browser, terminal.run("capture-pane", "-e", "-p", "-N"), "terminal.png")
            screens(browser, terminal)
            light = Wide(server, folder, "light")
            light.shows("QUEUE 3")
            light.run("send-keys", "M-1")
            light.shows("Thank you!")
            at_both_sizes(browser, light, "light")
            light.close()
            take(browser, checker(), "checker.png")
        except AssertionError:
            print(terminal.screen, file=sys.stderr)
            raise
        finally:
            terminal.close()
            server.kill()
            browser.close()


if __name__ == "__main__":
    os.environ.setdefault("FRONTDESK_BINARY", str(ROOT / ".build/debug/frontdesk"))
    main()
