"""Each person is told what is true for them: with a key or without, of which kind, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wizard.guide.steps import NOTHING_ELSE, OtherWords, Step, Variant, load_steps
from wizard.guide.told import told

PLAIN = replace(
    load_steps("en")[0],
    own_key="own body",
    own_key_heading="own heading",
    own_key_today="own today",
    binance_us="us body",
    binance_us_today="us today",
    practice="practice body",
    sealed="sealed body",
    self_generated=OtherWords(
        heading="pair heading",
        body="pair body",
        rail_title="pair rail",
        today="pair today",
        rehearsal="pair rehearsal",
        stuck="pair stuck",
        variants=(Variant("pair?", "pair."),),
        picture="pair picture",
        picture_today="pair picture today",
        practice="pair practice body",
    ),
    illustration_self_generated="pair.svg",
    illustration_self_generated_today="pair-today.svg",
)


def test_a_pair_has_words_and_pictures_of_its_own() -> None:
    words = told(PLAIN, own_key=False, binance_us=False, self_generated=True)
    assert (words.heading, words.body, words.rail_title, words.today) == (
        "pair heading",
        "pair body",
        "pair rail",
        "pair today",
    )
    assert (words.rehearsal, words.stuck) == ("pair rehearsal", "pair stuck")
    assert words.variants == (Variant("pair?", "pair."),)
    assert (words.illustration, words.picture) == ("pair.svg", "pair picture")
    assert (words.illustration_today, words.picture_today) == (
        "pair-today.svg",
        "pair picture today",
    )


def test_who_came_with_a_key_is_told_of_no_pair() -> None:
    for binance_us in (False, True):
        words = told(PLAIN, own_key=True, binance_us=binance_us, self_generated=True)
        assert words == told(PLAIN, own_key=True, binance_us=binance_us)
        assert words.heading == "own heading"
        assert words.illustration == PLAIN.illustration


def test_a_rehearsal_says_what_is_true_on_the_practice_pages() -> None:
    for binance_us in (False, True):
        words = told(PLAIN, own_key=False, binance_us=binance_us, rehearsal=True)
        assert words.body == "practice body"
        pair = told(
            PLAIN, own_key=False, binance_us=binance_us, self_generated=True, rehearsal=True
        )
        assert pair.body == "pair practice body"
    own = told(PLAIN, own_key=True, binance_us=False, rehearsal=True)
    assert (own.body, own.sealed) == ("own body", "")


def test_a_body_names_the_labels_of_its_own_pages_alone() -> None:
    for step in load_steps("en"):
        for pair in (False, True):
            real = told(step, own_key=False, binance_us=False, self_generated=pair)
            for label in ("“Read Info”", "“Enable Trading”", "127.0.0.1"):
                assert label not in real.body
            rehearsed = told(
                step, own_key=False, binance_us=False, self_generated=pair, rehearsal=True
            )
            for label in ("“Enable Reading”", "Margin Trading”", "close the page"):
                assert label not in rehearsed.body


def test_who_sealed_both_values_is_not_asked_for_them_again() -> None:
    assert told(PLAIN, own_key=False, binance_us=False).sealed == "sealed body"
    assert told(PLAIN, own_key=False, binance_us=False, self_generated=True).sealed == ""


def test_the_site_comes_first() -> None:
    words = told(PLAIN, own_key=False, binance_us=True, self_generated=True)
    assert (words.body, words.today) == ("us body", "us today")


@pytest.mark.parametrize("step", load_steps("en"), ids=lambda step: step.id)
def test_where_nothing_is_different_the_ordinary_words_stay(step: Step) -> None:
    bare = replace(
        step,
        self_generated=NOTHING_ELSE,
        illustration_self_generated="",
        illustration_self_generated_today="",
        sealed="",
    )
    usual = told(bare, own_key=False, binance_us=False)
    assert told(bare, own_key=False, binance_us=False, self_generated=True) == usual
    assert (usual.heading, usual.body, usual.today) == (step.heading, step.body, step.today)


def test_no_page_shows_a_secret_to_who_made_a_pair() -> None:
    """What is copied at step 9 is the API key alone, and step 7 sends nobody to look for more."""
    untick, keep = (load_steps("en")[number - 1] for number in (7, 9))
    seen = told(untick, own_key=False, binance_us=False, self_generated=True)
    assert "no secret" in seen.body
    asked = told(keep, own_key=False, binance_us=False, self_generated=True)
    assert "no secret to copy" in asked.body
    assert "secret" not in asked.heading + asked.today + asked.rehearsal + asked.stuck
