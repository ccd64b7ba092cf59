"""A log file: private, opened again when it was moved away, and never a reason to lose the log."""

import os
import signal

from log_reading import knock
from running_desk import eventually


def test_a_log_file_is_private_and_opened_again_when_it_was_moved_away(make_server, tmp_path):
    path = tmp_path / "desk.log"
    server = make_server(settings={"logging.file": path}).start()
    assert path.stat().st_mode & 0o777 == 0o600
    eventually(lambda: '"started"' in path.read_text(encoding="utf-8"))
    moved = tmp_path / "desk.log.1"
    path.rename(moved)
    knock(server, "https://one.example")
    eventually(lambda: "one.example" in moved.read_text(encoding="utf-8"))
    assert not path.exists()
    server.process.send_signal(signal.SIGUSR1)
    eventually(path.exists)
    knock(server, "https://two.example")
    eventually(lambda: "two.example" in path.read_text(encoding="utf-8"))
    assert "two.example" not in moved.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert server.end() == 0
    assert server.said == []


def test_a_log_file_that_cannot_be_opened_is_said(make_server, tmp_path):
    server = make_server(settings={"logging.file": tmp_path / "no" / "desk.log"})
    code, words = server.refuses_to_start()
    assert code == 78 and "logging.file" in words and "No such file" in words
    # A pipe without a reader must not be waited for.
    os.mkfifo(tmp_path / "pipe")
    code, words = make_server(settings={"logging.file": tmp_path / "pipe"}).refuses_to_start()
    assert code == 78 and "logging.file" in words


def test_a_log_file_that_cannot_be_opened_again_is_kept(make_server, tmp_path):
    folder = tmp_path / "logs"
    folder.mkdir()
    path = folder / "desk.log"
    server = make_server(settings={"logging.file": path}).start()
    moved = tmp_path / "moved"
    folder.rename(moved)
    server.process.send_signal(signal.SIGUSR1)
    kept = moved / "desk.log"
    eventually(lambda: "the old log file is kept" in kept.read_text(encoding="utf-8"))
    assert server.get("/livez")[0] == 200
