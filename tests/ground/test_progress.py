"""What is said while a step runs and when it fails."""

import sys

import pytest

from ground.progress import StopError, explain, step


@pytest.mark.parametrize(
    ("output", "meaning"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one this project"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "Another installation"),
        ("Err:1 Temporary failure resolving 'deb.debian.org'", "The last lines below"),
        ("W: Could not resolve 'deb.debian.org'", "The internet could not be reached"),
        ("socket.gaierror: Temporary failure in name resolution", "The internet could"),
        ("ReadTimeoutError: Read timed out.", "The internet could not be reached"),
        ("ERROR: No matching distribution found for x==1", "does not exist for this Python"),
        ("NewConnectionError: …\nERROR: No matching distribution found for x", "The internet"),
        ("", "The last lines below"),
    ],
)
def test_a_failure_has_a_meaning(output: str, meaning: str) -> None:
    told = explain(["pip", "install", "a b"], output)
    assert told.startswith(meaning) or meaning in told.splitlines()[0]
    assert "pip install 'a b'" in told


def test_only_the_last_lines_are_shown() -> None:
    told = explain(["pip"], "\n".join(f"line {number}" for number in range(100)))
    assert "line 99" in told
    assert "line 93" not in told


def test_a_step_says_that_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    step("Looking around", [sys.executable, "-c", "print('hidden')"])
    told = capsys.readouterr().out
    assert told.startswith("Looking around ")
    assert "done in" in told
    assert "hidden" not in told


def test_a_step_that_fails_stops_with_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StopError, match="no such thing"):
        step("Looking", [sys.executable, "-c", "raise SystemExit('no such thing')"])
    assert "it did not work" in capsys.readouterr().out


def test_a_step_adds_to_the_environment() -> None:
    code = "import os; raise SystemExit(os.environ['ADDED'] != 'yes' or 'PATH' not in os.environ)"
    step("Looking", [sys.executable, "-c", code], ADDED="yes")
