"""Names of keys, and what a history says."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import (
    NAME_LIMIT,
    PastCheck,
    PendingKey,
    SavedKey,
    VerdictWord,
    read_name,
    same_name,
)
from wizard.core.venue import Grade, VenueId

NOW = datetime(2026, 11, 22, tzinfo=UTC)
API_KEY = "A" * 60 + "last"
_SECRET = "aB3dE5gH" * 8


@given(st.text(max_size=100))
def test_a_name_is_clean_or_refused_with_a_reason(text: str) -> None:
    name = read_name(text)
    if isinstance(name, Problem):
        assert name.what
        assert name.means
        assert name.do
    else:
        assert 0 < len(name) <= NAME_LIMIT
        assert name == " ".join(name.split())
        assert name.replace(" ", "").isprintable()
        assert not any(unicodedata.category(character)[0] == "C" for character in name)
        assert read_name(name) == name
        assert same_name(name, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tax tool", "Tax tool"),
        ("  Tax \t\n tool  ", "Tax tool"),
        ("税ツール", "税ツール"),
        ("Ünïcode №7", "Ünïcode №7"),
        ("long " * 12 + "name", "long " * 12 + "name"),
        ("x" * 39, "x" * 39),
        ("../../etc/passwd", "../../etc/passwd"),
        ("😀", "😀"),
    ],
)
def test_names_that_are_kept(text: str, expected: str) -> None:
    assert read_name(text) == expected


@pytest.mark.parametrize(
    ("text", "problem_id"),
    [
        ("", ProblemId.NAME_EMPTY),
        (" \t\n\u3000", ProblemId.NAME_EMPTY),
        ("long " * 12 + "names", ProblemId.NAME_TOO_LONG),
        ("Tax\u200btool", ProblemId.NAME_CHARACTERS),
        ("Tax\x00", ProblemId.NAME_CHARACTERS),
        ("\u202eTax", ProblemId.NAME_CHARACTERS),
        ("\x1b[31mTax", ProblemId.NAME_CHARACTERS),
        ("\ud800", ProblemId.NAME_CHARACTERS),
        ("\ue000", ProblemId.NAME_CHARACTERS),
    ],
    ids=ascii,
)
def test_names_that_are_refused(text: str, problem_id: ProblemId) -> None:
    problem = read_name(text)
    assert isinstance(problem, Problem)
    assert problem.id is problem_id


@pytest.mark.parametrize(
    "text",
    [
        _SECRET,
        _SECRET[:40],
        f"Tax {_SECRET[:40]} tool",
        f"  API Key: {_SECRET}\nSecret Key: {_SECRET[::-1]}",
        f"{_SECRET[:20]}\u200b{_SECRET[20:]}",
        "".join(chr(ord(character) + 0xFEE0) for character in _SECRET),
        "-----BEGIN PRIVATE KEY-----",
        "aGVsbG8/d29ybGQ+" * 3 + "==",
    ],
    ids=ascii,
)
def test_what_looks_like_a_key_is_no_name(text: str) -> None:
    problem = read_name(text)
    assert isinstance(problem, Problem)
    assert problem.id is ProblemId.NAME_LOOKS_LIKE_KEY
    assert _SECRET[:8] not in f"{problem!r} {problem.what} {problem.means} {problem.do}"


@pytest.mark.parametrize(
    ("one", "other"), [("Tax", "tax"), ("STRASSE", "straße"), ("Ｔａｘ", "tax"), ("ﬁn", "FIN")]
)
def test_names_a_person_would_take_for_the_same(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)
    assert not same_name(one, other + "2")


def past(verdict: VerdictWord, days_ago: int) -> PastCheck:
    return PastCheck(NOW - timedelta(days=days_ago), verdict, None, (), "off", None)


def saved(*history: PastCheck) -> SavedKey:
    return SavedKey(
        "id", "Tax", VenueId.PRACTICE, KeyKind.HMAC, API_KEY, NOW, Grade.FULL, 1, history
    )


def test_a_check_that_found_nothing_out_is_no_proof() -> None:
    unsure = past(VerdictWord.NOT_CHECKED, 0)
    good = past(VerdictWord.READ_ONLY, 1)
    bad = past(VerdictWord.CAN_DO_MORE, 2)
    assert saved(unsure, good, bad).last_check == unsure
    assert saved(unsure, good, bad).last_proof == good
    assert saved(unsure).last_proof is None
    assert saved().last_check is None


def test_records_do_not_print_the_whole_api_key() -> None:
    pending = PendingKey("id", "Tax", VenueId.PRACTICE, KeyKind.HMAC, API_KEY, NOW)
    assert API_KEY not in repr(pending)
    assert API_KEY not in repr(saved())
