"""A site that reports no permissions: proven as far as that goes, and said in words and JSON."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess


@pytest.fixture(scope="module")
def practice() -> Iterator[PracticeProcess]:
    with PracticeProcess("--site", "binance.us") as process:
        yield process


@pytest.fixture
def there(key_wizard: KeyWizard) -> KeyWizard:
    return key_wizard.but("--venue", "binance.us")


def test_from_adding_to_verifying(there: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tracker", trading=False)

    unseen = there("add", "Tracker", "--json", stdin=key.input)
    assert (unseen.code, unseen.json["problem"]["id"]) == (3, "boxes-unconfirmed")
    assert there("list", "--json").json == []

    added = there("add", "Tracker", "--boxes-seen", "--json", stdin=key.input)
    assert (added.code, added.json["verdict"], added.json["grade"]) == (
        0,
        "read-only",
        "trading-only",
    )
    assert added.json["venue"] == "practice-us"
    assert added.json["evidence"]["permissions"] == {}
    assert added.json["evidence"]["test_order"] == "refused"

    verified = there("verify", "Tracker", "--json").json
    listed = there("list", "--json").json
    history = there("history", "Tracker", "--json").json
    assert {one["grade"] for one in (verified, *listed, *history)} == {"trading-only"}


def test_the_words_never_say_more(there: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tax", trading=False)
    said = [
        there("check", stdin=key.input).out,
        there("add", "Tax", "--boxes-seen", stdin=key.input).out,
        there("verify", "Tax").out,
        there("list").out,
        there("history", "Tax").out,
    ]
    for text in said:
        assert "read-only" not in text.lower()
        assert "cannot trade" in text.lower() or "could not trade" in text.lower()


def test_a_key_that_can_trade(there: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Trader", trading=True)
    answer = there("check", "--json", stdin=key.input)
    assert (answer.code, answer.json["switched_on"]) == (1, ["enableSpotAndMarginTrading"])
    assert "untick trading" in there("check", stdin=key.input).out
