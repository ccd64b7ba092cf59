"""What an operator types as a path is answered in words, and links lead where they lead."""

import os
import shutil
import subprocess

import pytest

from running_desk import BINARY, ROOT

ODD = ["a", ".", "~", "./", "", "..", "/", "//", "a/", "é", "../.", "~/", "a.", ".a"]
COMMANDS = {
    "check": ["config", "check", "--config"],
    "the desk's": ["config", "check", "--desk"],
    "verify": ["record", "verify", "--config"],
    "data": ["config", "check", "--data"],
    "flows": ["flow", "check", "--flows"],
    "log": ["config", "check", "--set"],
    "serve": ["serve", "--port", "0", "--config"],
    "web": ["config", "check", "--set"],
    "backup": ["record", "backup", "--data", "none"],
    "restore": ["record", "restore", "--data", "none"],
    "replay": ["flow", "replay", "--flows", "flows"],
}


@pytest.fixture
def place(tmp_path):
    for name in ("config", "flows", "web-static"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def call(place, *words, environment=None):
    done = subprocess.run(
        [BINARY, *map(str, words)], cwd=place, capture_output=True, text=True, timeout=60,
        stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_an_odd_path_is_answered_in_words(place, command):
    """finding: --config a, . and ~ ended in SIGILL, with nothing said."""
    for path in ODD:
        setting = {"log": "logging.file=", "web": "folders.web="}.get(command, "")
        code, said = call(place, *COMMANDS[command], setting + path)
        assert 0 <= code < 128, f"{path!r} ended with {code}"
        assert said.strip(), f"{path!r}: nothing was said"
        if "--config" in COMMANDS[command] or "--desk" in COMMANDS[command]:
            assert code == 78, f"{path!r} ended with {code}: {said}"


@pytest.mark.parametrize("path", [path for path in ODD if path])
def test_an_odd_path_in_the_environment_is_answered_in_words(place, path):
    code, said = call(place, "config", "check", environment={"FRONTDESK_CONFIG": path})
    assert code == 78 and ("is no plain file" in said or "there is no file" in said)


def test_an_empty_variable_says_nothing(place):
    assert call(place, "config", "check", environment={"FRONTDESK_CONFIG": ""})[0] == 0


def test_files_may_be_links_that_lead_on_from_where_they_lie(place, make_server):
    """finding: the layout of a Kubernetes ConfigMap was refused as no plain file."""
    mounted = place / "mounted"
    kept = mounted / "..2026_11_29"
    kept.mkdir(parents=True)
    (mounted / "..data").symlink_to("..2026_11_29")
    secret = kept / "hook"
    secret.touch(mode=0o600)
    secret.write_text(call(place, "mirror", "secret")[1], encoding="ascii")
    (kept / "frontdesk.yaml").write_text(
        f"mirrors: [{{name: a, url: \"https://a.example\", secret_file: {mounted}/hook}}]\n",
        encoding="utf-8")
    shutil.copy(place / "config/desk.yaml", kept)
    flows = mounted / "flows"
    shutil.copytree(place / "flows", kept / "flows")
    for name in ("frontdesk.yaml", "desk.yaml", "hook", "flows"):
        (mounted / name).symlink_to(f"..data/{name}")
    linked = place / "linked"
    (linked / "..1").mkdir(parents=True)
    (linked / "..data").symlink_to("..1")
    for file in (place / "flows").glob("*.yaml"):
        shutil.copy(file, linked / "..1")
        (linked / file.name).symlink_to(f"..data/{file.name}")
    code, said = call(place, "config", "check", "--config", "mounted/frontdesk.yaml")
    assert code == 0, said
    assert call(place, "flow", "check", "--flows", flows)[0] == 0
    assert call(place, "flow", "check", "--flows", linked)[0] == 0
    server = make_server(config=mounted / "frontdesk.yaml", flows=flows).start()
    assert server.end() == 0
    # And a link that leads nowhere, or to what is no file, is still refused.
    (mounted / "frontdesk.yaml").unlink()
    (mounted / "frontdesk.yaml").symlink_to("..data/flows")
    assert call(place, "config", "check", "--config", "mounted/frontdesk.yaml")[0] == 78
