"""Fixtures of every suite that runs the program."""

import os

import pytest

from running_desk import BINARY, Server


def require_binary():
    """Without the binary there is nothing to test, and that is no success."""
    if not os.access(BINARY, os.X_OK):
        pytest.exit(f"there is no {BINARY}: run `swift build` first, or set FRONTDESK_BINARY", 1)


@pytest.fixture
def make_server(tmp_path):
    """Makes servers that end with the test."""
    servers = []

    def make(**options):
        folder = options.pop("folder", tmp_path / "data")
        server = Server(folder, **options)
        servers.append(server)
        return server

    yield make
    for server in servers:
        server.kill()


@pytest.fixture
def server(make_server):
    return make_server().start()
