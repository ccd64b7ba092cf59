"""`/train` from one's own desk: five minutes with a simulated customer, and back."""

from agents_terminal import AgentsTerminal
from running_desk import PASSWORD


def test_training_leads_back_to_ones_own_desk(server, tmp_path):
    server.add_agent()
    screen = AgentsTerminal(f"train-{server.port}", tmp_path, f"{server.origin} --user maya")
    try:
        screen.shows("Password of maya")
        screen.run("send-keys", "-l", PASSWORD)
        screen.press("Enter")
        screen.shows("Nobody is waiting")
        screen.type("/train")
        screen.press("Enter")
        screen.shows("Enter opens the screen")
        screen.press("Enter")
        screen.shows("Ana")
        screen.type("/quit")
        screen.press("Enter")
        screen.shows("Nobody is waiting")
        screen.type("/survey")
        screen.press("Enter")
        screen.shows("open a conversation first")
        screen.type("/quit")
        screen.press("Enter")
        screen.shows("ENDED 0")
    finally:
        screen.close()
