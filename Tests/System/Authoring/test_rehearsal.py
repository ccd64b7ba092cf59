"""`frontdesk flow test` and `flow check` as an author at the shell meets them."""

import json
import shutil

import pytest

from authoring import ROOT, frontdesk


@pytest.fixture
def flows(tmp_path):
    return shutil.copytree(ROOT / "flows", tmp_path / "flows")


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_shipped_tests_pass(flows):
    done = frontdesk("flow", "test", flows)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 failed, " in done.stdout and "not covered" not in done.stdout


def test_a_failure_names_its_line_and_the_talk(flows):
    change(flows / "csat.flow.yaml", "How happy are you", "How glad are you")
    done = frontdesk("flow", "test", flows, "--filter", "nags")
    assert done.returncode == 1
    assert "csat.test.yaml:" in done.stdout and "bot: How glad are you" in done.stdout
    assert "0 passed, 1 failed" in done.stdout


def test_update_rewrites_what_the_bot_says_now(flows):
    change(flows / "csat.flow.yaml", "Thanks for your time!", "Bye.")
    tests = flows / "tests" / "csat.test.yaml"
    before = tests.read_text()
    updated = frontdesk("flow", "test", flows, "--filter", "nags", "--update")
    assert updated.returncode == 0, updated.stdout
    assert "rewrote" in updated.stderr
    changed = [(old, new) for old, new in
               zip(before.splitlines(), tests.read_text().splitlines(), strict=True) if old != new]
    assert changed == [("      - bot: Thanks for your time!", "      - bot: Bye.")]
    again = frontdesk("flow", "test", flows, "--filter", "nags", "--update")
    assert again.returncode == 0 and "rewrote" not in again.stderr


def test_less_coverage_than_wanted_fails(flows):
    (flows / "tests" / "take-ticket.test.yaml").unlink()
    done = frontdesk("flow", "test", flows)
    assert done.returncode == 1 and "error[T802]" in done.stdout
    lenient = frontdesk("flow", "test", flows, "--min-steps", "50", "--min-exits", "50")
    assert lenient.returncode == 0, lenient.stdout


def test_programs_and_editors_are_told_everything(flows, tmp_path):
    done = frontdesk("flow", "test", flows, "--format", "json", "--lcov", tmp_path / "lcov.info")
    told = json.loads(done.stdout)
    assert told["failed"] == 0 and told["passed"] == len(told["cases"])
    assert {flow["flow"] for flow in told["coverage"]} >= {"triage", "csat", "take-ticket"}
    assert all(flow["missing"] == [] for flow in told["coverage"])
    trace = (tmp_path / "lcov.info").read_text()
    assert trace.count("end_of_record") == len(told["coverage"])
    for line in trace.splitlines():
        if line.startswith("SF:"):
            source = (flows / line[3:].split("/")[-1]).read_text().splitlines()
        elif line.startswith("DA:"):
            number, _ = line[3:].split(",")
            assert source[int(number) - 1].strip().startswith(("- ", "triggers:"))


def test_mistakes_in_tests_are_found_but_keep_nobody_from_serving(flows):
    change(flows / "tests" / "triage.test.yaml", "at: escalate", "at: escalte")
    checked = frontdesk("flow", "check", flows)
    assert checked.returncode == 1
    assert "error[T801]" in checked.stdout and 'did you mean "escalate"?' in checked.stdout
    played = frontdesk("flow", "test", flows)
    assert played.returncode == 2 and "T801" in played.stderr
    drawn = frontdesk("flow", "graph", "triage", "--set", f"folders.flows={flows}")
    assert drawn.returncode == 0, drawn.stderr


@pytest.mark.parametrize("break_it", [
    lambda flows: (flows / "tests" / "bad.test.yaml").write_bytes(b"\xff\xfe"),
    lambda flows: change(flows / "csat.flow.yaml", "goto: goodbye", "goto: godbye"),
    lambda flows: shutil.rmtree(flows),
])
def test_what_cannot_be_read_is_no_failed_test(flows, break_it):
    break_it(flows)
    done = frontdesk("flow", "test", flows)
    assert done.returncode == 2 and done.stderr


def test_a_filter_that_fits_nothing_is_told(flows):
    assert frontdesk("flow", "test", flows, "--filter", "nothing of that").returncode == 2
    assert frontdesk("flow", "test", flows, "--filter", "x", "--lcov", "y").returncode == 64
