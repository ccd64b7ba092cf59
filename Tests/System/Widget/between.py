"""Stands between the widget and the desk: says what docs/protocol.md has a desk say, when the test wants it."""

import json


class Between:
    """Passes everything on, but for what it is told to add, answer or change."""

    def __init__(self, context, welcome=None, answers=None):
        self.welcome = welcome or {}
        # By what is asked about (or the type of a frame that is no `ask`): what is answered.
        self.answers = answers or {}
        self.sent = []
        self.lines = []
        self.change = lambda frame: frame
        context.route_web_socket("**/v1/socket", self._stand)

    def _stand(self, line):
        desk = line.connect_to_server()
        self.lines = [line]

        def hear(text):
            frame = json.loads(text)
            self.sent.append(frame)
            answer = self.answers.get(frame.get("about") or frame["type"])
            if answer is None:
                return desk.send(text)
            told = answer(frame) if callable(answer) else answer
            self.tell({"type": "answer", "id": frame["id"], **told})

        def say(text):
            frame = json.loads(text)
            if frame["type"] == "welcome":
                frame |= self.welcome
            line.send(json.dumps(self.change(frame)))

        line.on_message(hear)
        desk.on_message(say)

    def tell(self, frame):
        self.lines[0].send(json.dumps(frame))

    def frames(self, kind):
        return [one for one in self.sent if one["type"] == kind]
