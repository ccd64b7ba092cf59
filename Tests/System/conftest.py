from server_fixtures import make_server, require_binary, server  # noqa: F401


def pytest_collection_modifyitems(config, items):
    require_binary()
