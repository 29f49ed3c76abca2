"""The bench runs and tells every row; its figures are for people, not for a test."""

import re

import pytest

from tests.bench import __main__ as bench
from tests.bench.rows import Row


def test_every_row_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--rounds", "1", "--keys", "10"])
    assert bench.main() == 0
    told = capsys.readouterr().out
    assert len(re.findall(r"^.+ \d+\.\d (?:ms |MiB) +\d+\.\d\d", told, re.MULTILINE)) == 13


def test_a_row_is_a_ratio_of_medians() -> None:
    row = Row("a thing", "ms", [1.0, 30.0, 3.0], [2.0, 2.0, 2.0])
    assert row.ratio == 1.5
    assert "3.0      2.0 ms    1.50" in row.line()
