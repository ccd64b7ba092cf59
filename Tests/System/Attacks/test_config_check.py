"""`config check` finds what would otherwise be found on the first evening."""

import json
import os
import resource
import shutil
import subprocess

import pytest

from running_desk import BINARY, ROOT, run


@pytest.fixture
def place(tmp_path):
    """A folder to run in, with good files."""
    for name in ("config", "flows", "web-static"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def check(place, *words, deed="check", environment=None, **options):
    done = subprocess.run(
        [BINARY, "config", deed, *map(str, words)], cwd=place, capture_output=True, text=True,
        timeout=60, env={**os.environ, **(environment or {})}, **options)
    return done.returncode, done.stdout + done.stderr


def settings(place, text, desk=None):
    (place / "config/frontdesk.yaml").write_text(text, encoding="utf-8")
    if desk is not None:
        (place / "config/desk.yaml").write_text(desk, encoding="utf-8")


def test_good_settings_are_right_and_the_files_are_named(place):
    code, words = check(place)
    assert code == 0, words
    assert "settings: config/frontdesk.yaml" in words and "desk: config/desk.yaml" in words
    assert "the settings are right" in words
    code, words = check(place, deed="show")
    assert code == 0
    assert words.startswith("# settings: config/frontdesk.yaml\n# desk: config/desk.yaml\n")


@pytest.mark.parametrize("way", ["flag", "slash", "absolute", "environment"])
def test_the_desks_file_is_the_one_beside_however_the_other_is_named(place, way):
    """finding: without a slash /desk.yaml in the root of the file system was read."""
    folder = place / "config"
    (folder / "desk.yaml").write_text("timezone: Asia/Tokyo\n", encoding="utf-8")
    words, environment = {
        "flag": (["--config", "frontdesk.yaml"], {}),
        "slash": (["--config", "./frontdesk.yaml"], {}),
        "absolute": (["--config", folder / "frontdesk.yaml"], {}),
        "environment": ([], {"FRONTDESK_CONFIG": "frontdesk.yaml"}),
    }[way]
    code, said = check(folder, *words, deed="show", environment=environment)
    assert code == 0 and "timezone: Asia/Tokyo" in said


def test_no_files_are_a_finding(place, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    code, words = check(empty)
    assert code == 78
    assert "no settings' file was read" in words and "no desk's file was read" in words
    assert "settings: none (config/frontdesk.yaml is not there)" in words
    alone = place / "mirrored.yaml"
    alone.write_text("mirrors: []\n", encoding="utf-8")
    code, words = check(place, "--config", alone)
    assert code == 2
    assert "no desk's file was read" in words and "--desk" in words
    code, words = check(place, "--config", alone, "--desk", "config/desk.yaml")
    assert code == 0, words
    code, words = check(place, "--desk", "nowhere.yaml")
    assert code == 78 and "nowhere.yaml" in words


@pytest.mark.parametrize("text, desk, code, rule, part", [
    ("sites: {shop: {origins: [\"https://shop.example.com:443\"]}}", None, 78, "C202",
     'write "https://shop.example.com"'),
    ("sites: {shop: {origins: [\"http://shop.example.com:80\"]}}", None, 78, "C202",
     'write "http://shop.example.com"'),
    *((f"sites: {{shop: {{origins: [\"{written}\"]}}}}", None, 78, "C202", f'write "{named}"')
      for written, named in [
          ("https://shop.example.com:0443", "https://shop.example.com"),
          ("https://shop.example.com:08443", "https://shop.example.com:8443"),
          ("https://[0:0:0:0:0:0:0:1]", "https://[::1]"),
          ("http://[2001:DB8:0:0:1:0:0:1]:8080", "http://[2001:db8::1:0:0:1]:8080"),
          ("https://Shop.Example.com", "https://shop.example.com"),
          ("HTTPS://shop.example.com", "https://shop.example.com"),
          ("https://shop.example.com.", "https://shop.example.com"),
          ("https://bücher.example", "https://xn--bcher-kva.example"),
          ("https://例え.テスト", "https://xn--r8jz45g.xn--zckzah"),
          ("https://me:secret@shop.example.com", "https://shop.example.com"),
      ]),
    ("sites: {shop: {origins: [\"https://shop.example.com:0\"]}}", None, 78, "C202",
     "write scheme, host and port"),
    ("logging: {file: flows}", None, 78, "C302", "flows is a folder"),
    ("trusted_proxies: [0.0.0.0/0]", None, 2, "C310", "0.0.0.0/0 is no network of proxies"),
    ("trusted_proxies: [\"::/0\"]", None, 2, "C310", "believed"),
    ("trusted_proxies: [0.0.0.0/1, 128.0.0.0/1]", None, 2, "C310", "128.0.0.0/1 is no network"),
    ("folders: {flows: nowhere}", None, 78, "C302", "there is no folder nowhere"),
    ("folders: {web: config/desk.yaml}", None, 78, "C302", "there is no folder config/desk.yaml"),
    ("folders: {data: no/such/data}", None, 78, "C302", "the folder no/such"),
    ("logging: {file: no/such/log}", None, 78, "C302", "no/such for the log"),
    ("mirrors: [{name: a, url: \"https://a.example\", secret_file: nowhere}]", None, 78, "C303",
     "there is no secret file nowhere"),
    ("listen: {host: 0.0.0.0}", None, 2, "C307", "plain http"),
    ("public_url: https://help.example.com", None, 2, "C308", "trusted_proxies"),
    ("limits: {connections: 1000000}", None, 2, "C309", "1000000 connections need 1000200"),
    ("", "queues: {general: {title: General}}", 78, "C304", 'the desk has no queue "orders"'),
    ("", "categories: {a: {title: A, queue: generall}}", 78, "C312", "queue generall"),
    ("", "hours: {}", 2, "C306", "never open"),
    ("", "hours: {mon: [\"22:00-22:00\"]}", 78, "C202", "it ends where it begins"),
    ("", "hours: {mon: [\"21:00-02:00\"], tue: [\"01:00-05:00\"]}", 78, "C202",
     "before the night of mon is over"),
    ("", "hours: {mon: [\"09:00-23:59\"]}", 2, "C202", "write 24:00 for the end of the day"),
    ("", f"queues: {{general: {{title: A, agents: [{'x' * 65}]}}}}", 78, "C202",
     "a login has 1 to 32"),
    ("", "queues: {general: {title: A, agents: [\"Maya Lind\"]}}", 78, "C202",
     "a login has 1 to 32"),
])
def test_mistakes_are_found_with_their_place(place, text, desk, code, rule, part):
    settings(place, text + "\n", desk)
    found, words = check(place)
    assert found == code, words
    assert f"[{rule}]" in words and part in words
    file = "config/frontdesk.yaml" if text else "config/desk.yaml"
    assert f"{file}:1:" in words


def test_a_secret_that_others_read_is_found(place):
    secret = place / "hook.secret"
    secret.write_text(run("mirror", "secret").stdout, encoding="ascii")
    secret.chmod(0o644)
    settings(place, "mirrors: [{name: a, url: \"https://a.example\", secret_file: hook.secret}]\n")
    code, words = check(place)
    assert code == 78 and "chmod 600 hook.secret" in words
    secret.chmod(0o600)
    assert check(place)[0] == 0


@pytest.mark.parametrize("content, part", [
    (b"", "1 to 4 secrets; this has 0"), (b" \n\n", "1 to 4 secrets; this has 0"),
    (b"geheim\n", "must begin with whsec_"), (b"whsec_!!!\n", "base64"),
    (b"whsec_AAAA\n", "24 to 64 bytes"), (b"\xff\xfe\x00", "must begin with whsec_"),
    (b"whsec_" + b"A" * 32 + b"\n", None),
    ((b"whsec_" + b"A" * 32 + b"\n") * 5, "1 to 4 secrets; this has 5"),
])
def test_what_is_no_secret_is_found_and_said_at_the_start(place, make_server, content, part):
    """finding: an empty one passed, and the start ended with 1 and in no JSON."""
    secret = place / "hook.secret"
    secret.touch(mode=0o600)
    secret.write_bytes(content)
    settings(place, "mirrors: [{name: a, url: \"https://a.example\", secret_file: hook.secret}]\n")
    code, words = check(place)
    if part is None:
        assert code == 0
        return
    assert code == 78 and part in words and "hook.secret" in words
    done = subprocess.run(
        [BINARY, "serve", "--data", place / "data", "--port", "0"], cwd=place,
        capture_output=True, text=True, timeout=30)
    assert done.returncode == 78
    last = json.loads(done.stderr.splitlines()[-1])
    assert part in last["msg"] and last["exit_code"] == 78 and last["level"] == "critical"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_log_that_cannot_be_written_is_found(place):
    def nobody():
        os.setgid(65534)
        os.setuid(65534)

    folder = place / "log"
    folder.mkdir(mode=0o755)
    place.chmod(0o755)
    code, words = check(place, "--set", "logging.file=log/desk.log", preexec_fn=nobody)
    assert code == 78 and "log/desk.log cannot be written: Permission denied" in words
    folder.chmod(0o777)
    assert check(place, "--set", "logging.file=log/desk.log", preexec_fn=nobody)[0] == 0
    assert not list(folder.iterdir()), "the check makes nothing"


def test_queues_that_nobody_serves_are_found(place, make_server):
    """finding: admins serve no queue, and one that named only them passed."""
    server = make_server().start()
    server.add_agent("maya")
    for login, role in [("root", "admin"), ("leo", "agent")]:
        server.add_agent(login, role)
    assert run("user", "disable", "leo", "--data", server.data).returncode == 0
    (place / "config/desk.yaml").write_text("""
queues:
  general: { title: General, agents: [maya, root] }
  orders: { title: Orders, agents: [root] }
  billing: { title: Billing, agents: [leo] }
  technical: { title: Technical }
""", encoding="utf-8")
    code, words = check(place, "--data", server.data)
    assert code == 2
    assert "queue orders names root, who is an admin" in words
    for queue, is_served in [("general", True), ("orders", False), ("billing", False),
                             ("technical", True)]:
        assert (f"nobody serves queue {queue}:" in words) is not is_served


def test_accounts_that_do_not_exist_are_found_where_there_is_a_record(place, make_server):
    (place / "config/desk.yaml").write_text("""
queues:
  general: { title: General, agents: [maya, mayo] }
  orders: { title: Orders }
  billing: { title: Billing }
  technical: { title: Technical }
""", encoding="utf-8")
    assert check(place, "--data", place / "new")[0] == 0
    server = make_server().start()
    server.add_agent("maya")
    code, words = check(place, "--data", server.data)
    assert code == 2
    assert "queue general names mayo, who has no account" in words and "did you mean maya?" in words
    assert "names maya," not in words
    assert run("user", "disable", "maya", "--data", server.data).returncode == 0
    assert "names maya, whose account is disabled" in check(place, "--data", server.data)[1]


def test_fewer_descriptors_than_connections_are_found_and_said_at_the_start(place, make_server):
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (300, 300))

    code, words = check(place, preexec_fn=few)
    assert code == 2
    assert "15000 connections need 15200 file descriptors, and 300 are allowed here" in words
    server = make_server()
    done = subprocess.Popen(
        server.arguments(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=few)
    try:
        said = done.stderr.readline()
        assert '"connections":15000' in said and '"descriptors":300' in said
        assert " serves " in done.stdout.readline()
    finally:
        done.kill()
        done.wait()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_no_permission_is_no_missing_record(make_server):
    """finding: another user was told that there is no record."""
    server = make_server().start()

    def nobody():
        os.setgid(65534)
        os.setuid(65534)

    os.chmod(server.data.parent, 0o755)
    for words in (["ticket", "list"], ["user", "list"], ["record", "verify"]):
        done = subprocess.run(
            [BINARY, *words, "--data", server.data], cwd="/", capture_output=True, text=True,
            preexec_fn=nobody)
        assert done.returncode == 77, done.stderr
        assert "Permission denied" in done.stderr and "there is no record" not in done.stderr
    done = run("ticket", "list", "--data", server.data / "nowhere")
    assert done.returncode == 66 and "there is no record" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_no_permission_is_no_missing_settings(tmp_path):
    def nobody():
        os.setgid(65534)
        os.setuid(65534)

    folder = tmp_path / "config"
    folder.mkdir(mode=0o700)
    file = folder / "frontdesk.yaml"
    file.write_text("", encoding="utf-8")
    tmp_path.chmod(0o755)
    name = "config/frontdesk.yaml"
    code, words = check(tmp_path, "--config", name, preexec_fn=nobody)
    assert code == 78 and "Permission denied" in words and "there is no file" not in words
    code, words = check(tmp_path, preexec_fn=nobody)
    assert code == 78 and "Permission denied" in words
    folder.chmod(0o755)
    file.chmod(0o600)
    code, words = check(tmp_path, "--config", name, preexec_fn=nobody)
    assert code == 78 and "Permission denied" in words
