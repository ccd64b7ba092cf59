"""docs/widget.md as a site's developer follows it: its own code, on a desk and a page of one's own."""

import re
import subprocess

from running_desk import BINARY, ROOT

GUIDE = ROOT / "docs/widget.md"


def blocks(heading, language, number=None):
    """The code under a heading, in its order; or the one of that number."""
    section = GUIDE.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found, (heading, language)
    return found if number is None else found[number]


class Follower:
    """Somebody with the guide, the desk's command and a page at an origin of their own."""

    def __init__(self, desk, host):
        self.desk, self.host = desk, host

    def here(self, text):
        """The guide's addresses, as they are at this desk."""
        return (text.replace("https://help.example.com", self.desk.origin)
                .replace("wss://help.example.com", self.desk.origin.replace("http", "ws"))
                .replace("https://www.example.com", self.host.origin))

    def page(self, *parts, path="/", policy=None, lang="en", head=""):
        """The page's address; `parts` stand in its body."""
        headers = {"Content-Security-Policy": policy} if policy else {}
        body = self.here("\n".join(parts))
        return self.host.put(
            path, f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Mine</title>'
            f"{self.here(head)}<body><main><h1>My page</h1></main>{body}</body></html>", headers)

    def command(self, *words):
        done = subprocess.run(
            [BINARY, "widget", *words, "--config", str(self.desk.config), "--data",
             str(self.desk.data)], cwd=self.desk.config.parent, capture_output=True, text=True,
            timeout=60)
        assert done.returncode in (0, 2), done.stderr
        return done.stdout
