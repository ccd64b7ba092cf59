"""The server's log, as whatever collects it reads it."""

import json

from running_desk import eventually


def lines(server):
    """Every line so far; one that is not JSON fails the test."""
    return [json.loads(line) for line in list(server.said)]


def find(server, message, **facts):
    """The lines with that message and those facts."""
    return [
        line for line in lines(server)
        if line["msg"] == message and all(line.get(name) == fact for name, fact in facts.items())
    ]


def wait_for(server, message, patience=20, **facts):
    """The first such line, as soon as it is there."""
    return eventually(lambda: find(server, message, **facts), patience)[0]
