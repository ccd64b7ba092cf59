"""The benchmark runs, and finds every message once and in order. No time is asserted."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("FRONTDESK_BINARY", str(ROOT / ".build/debug/frontdesk")))


def test_the_benchmark_runs_and_loses_nothing():
    done = subprocess.run(
        [str(BINARY.parent / "frontdesk-bench"), "--smoke", "--binary", str(BINARY)],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for row in ("relay, closed loop", "bot turns", "idle session", "sessions back", "flow engine"):
        assert row in done.stdout
