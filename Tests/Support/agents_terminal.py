"""`frontdesk agent` in tmux: keys in, screen out."""

import re
import subprocess
import time

from running_desk import BINARY

PATIENCE = 60  # Longer than anything takes on a busy machine; what is not there by then never comes.


class AgentsTerminal:
    """A terminal of its own server and socket, so that tests side by side disturb nobody."""

    def __init__(self, name, folder, arguments, columns=80, rows=24, **environment):
        self.tmux = ["tmux", "-L", name, "-f", "/dev/null"]
        told = " ".join(f"{key}={value}" for key, value in environment.items())
        self.run(
            "new-session", "-d", "-x", str(columns), "-y", str(rows),
            f"env LC_ALL=C.UTF-8 TERM=tmux-256color XDG_STATE_HOME={folder}/state "
            f"XDG_CONFIG_HOME={folder}/config {told} {BINARY} agent {arguments}; "
            "echo ENDED $?; sleep 600")

    def run(self, *words):
        return subprocess.run([*self.tmux, *words], capture_output=True, text=True, check=True).stdout

    @property
    def screen(self):
        return self.run("capture-pane", "-p")

    def shows(self, pattern, patience=PATIENCE):
        end = time.monotonic() + patience
        while True:
            screen = self.screen
            if found := re.search(pattern, screen):
                return found
            assert time.monotonic() < end, f"no {pattern!r} on the screen:\n{screen}"
            time.sleep(0.05)

    def hides(self, pattern, patience=PATIENCE):
        end = time.monotonic() + patience
        while re.search(pattern, screen := self.screen):
            assert time.monotonic() < end, f"still {pattern!r} on the screen:\n{screen}"
            time.sleep(0.05)

    def press(self, *keys):
        """Keys as tmux names them: `M-n` is Alt-n, `C-n` is ^N."""
        for key in keys:
            self.run("send-keys", key)

    def type(self, text):
        """Words, which stand in the input before anything else is pressed."""
        self.run("send-keys", "-l", text)
        # In a pane, not among the hints below them.
        self.shows(rf"│[^│]*{re.escape(text.split()[-1][-12:])}")

    def enter(self, text):
        """Words and Enter; the input is empty again before anything else is typed.

        What comes behind an Enter in one go, as from a busy machine, is taken for a paste.
        """
        self.type(text)
        self.press("Enter")
        self.shows(r"│>\s+│")

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], capture_output=True)
