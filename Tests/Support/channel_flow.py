"""A desk whose one flow asks with buttons: for tests of channels that have none."""

from running_desk import ROOT

FLOW = """flow: t
sections:
  start:
    - say: Welcome to the **desk**.
    - menu: What is it about?
      options:
        parcel: { label: A parcel, goto: parcel }
        bill: { label: A bill, goto: bill }
      kb: false
  parcel:
    - say: It is on its way.
    - confirm: Did that help?
      yes: done
      no: done
  bill:
    - say: It was paid.
    - end: resolved
  done:
    - end: resolved
"""


def make_flows(folder):
    flows = folder / "flows"
    flows.mkdir(exist_ok=True)
    bot = (ROOT / "Tests/Peers/workshop/bot.yaml").read_text(encoding="utf-8")
    (flows / "bot.yaml").write_text(bot.replace("flow: repair", "flow: t"), encoding="utf-8")
    (flows / "t.flow.yaml").write_text(FLOW, encoding="utf-8")
    return flows
