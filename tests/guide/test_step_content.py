"""The steps as they are: nothing for the lint to mend, and no fact or label lost."""

import datetime
import re
from pathlib import Path

import pytest

from tests.guide.lint import faults
from wizard.exchange.venues import BINANCE_COM, BINANCE_US, loopback_venue
from wizard.guide.steps import PAGE_KEYS, Step, load_steps
from wizard.guide.told import told
from wizard.resource_files import resource

LANGUAGES = sorted(path.name for path in resource("steps").iterdir() if path.is_dir())
SHOWN = [(language, step) for language in LANGUAGES for step in load_steps(language)]
NAMES = [f"{language}-{step.number:02d}" for language, step in SHOWN]

# What may be promised of a key at Binance.US, and what may not.
PROMISES = {
    "en": ("proves that it cannot trade", "cannot be proven"),
    "es": ("demuestra que no puede operar", "no se puede demostrar"),
}
each_step = pytest.mark.parametrize(("language", "step"), SHOWN, ids=NAMES)


def test_nothing_is_to_be_mended() -> None:
    """`python -m tests.guide` says the same to whoever edits a step."""
    assert faults(resource("steps").parent) == []


@each_step
def test_a_step_was_compared_on_a_day_that_has_been(language: str, step: Step) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert datetime.date(2026, 1, 1) <= step.compared_on <= today


@pytest.mark.parametrize("language", LANGUAGES)
def test_rail_titles_and_headings_differ(language: str) -> None:
    steps = load_steps(language)
    assert len({step.rail_title for step in steps}) == len(steps)
    assert len({step.heading for step in steps}) == len(steps)


def test_the_rail_reads_as_designed() -> None:
    assert [step.rail_title for step in load_steps("en")] == [
        "Open your account page",
        "Ask for a new API key",
        "Name the key",
        "Prove that it is you",
        "Confirm by e-mail, if asked",
        "Name it again, if asked",
        "Untick trading",
        "What read-only means",
        "Paste both values here",
        "Check the key",
    ]


# What a step must not lose when somebody rewrites it: the site's labels and the facts.
MUST_SAY = [
    (1, "body", "`binance.com`"),
    (1, "body", "`.binance.com`, with the dot"),
    (1, "practice", "127.0.0.1"),
    (1, "today", "“API Management”"),
    (1, "rehearsal", "127.0.0.1"),
    (2, "rehearsal", "“Enable”"),
    (2, "today", "“Create API”"),
    (2, "today", "“Create Tax Report API”"),
    (2, "today", "“System generated”"),
    (5, "body", "“Confirm Create”"),
    (6, "body", "**It asked for a name again**"),
    (7, "practice", "“Read Info”"),
    (7, "practice", "“Enable Trading”"),
    (7, "body", "2018"),
    (7, "body", "“Enable Reading”"),
    (7, "body", "“Enable Spot & Margin Trading”"),
    (7, "body", "“Edit restrictions”"),
    (7, "today", "“Edit restrictions”"),
    (7, "today", "“Enable Reading”"),
    (7, "today", "“Enable Spot & Margin Trading”"),
    (8, "body", "Step 10 proves it"),
    (9, "body", "hand both over"),
    (9, "body", "hidden for good"),
    (9, "sealed", "**sealed**"),
    (9, "rehearsal", "“API key”"),
    (9, "rehearsal", "“Secret”"),
    (9, "body", "**sealed**"),
    (10, "body", "unticked"),
    (10, "body", "test order"),
    (10, "today", "“Alpha Withdrawals”"),
    (10, "today", "“Prediction Trading”"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "part", "words"), MUST_SAY)
def test_labels_and_facts_are_there(language: str, number: int, part: str, words: str) -> None:
    if language != "en" and not words.startswith("“"):
        return  # our own words are translated; the site's labels are quoted as they stand
    assert words in getattr(load_steps(language)[number - 1], part)


@each_step
def test_binance_us_has_words_of_its_own_for_every_label(language: str, step: Step) -> None:
    assert step.binance_us_today
    seen = [told(step, own_key=own, binance_us=True) for own in (False, True)]
    for words in seen[: 2 if step.number in {3, 9, 10} else 1]:
        for label in ("round picture", "Tax Report API", "“Alpha Withdrawals”", "Margin Trading”"):
            assert label not in words.today
    if step.number in {1, 8, 10}:
        assert all("Binance.US" in words.body for words in seen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nowhere_is_more_promised_than_binance_us_lets_us_prove(language: str) -> None:
    cannot_trade, not_proven = PROMISES[language]
    read_only, check = (load_steps(language)[number - 1] for number in (8, 10))
    assert cannot_trade in read_only.binance_us
    assert not_proven in read_only.binance_us
    assert not_proven in check.binance_us
    assert "“Enable Withdrawals”" in check.binance_us


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_came_with_a_key_is_not_sent_to_steps_that_the_own_road_lacks(language: str) -> None:
    for step in (load_steps(language)[number - 1] for number in (3, 9, 10)):
        answers = [variant.answer for variant in step.variants]
        today = step.own_key_today or step.today
        assert step.own_key
        assert step.own_key_heading
        for text in (step.own_key, today, step.rehearsal, step.stuck, *answers):
            assert not re.search(r"\d+", text.replace("64", "").replace("2026", "")), text
            assert "“Next”" not in text


def test_every_page_is_known_to_every_venue() -> None:
    practice = loopback_venue("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert BINANCE_COM.pages.keys() >= PAGE_KEYS
    assert BINANCE_US.pages.keys() >= PAGE_KEYS
    assert practice.pages.keys() >= PAGE_KEYS
    assert {step.page for step in load_steps()} == PAGE_KEYS | {None}


def test_the_page_is_not_opened_anew_where_that_would_hide_the_secret() -> None:
    assert load_steps()[8].page is None


def test_the_programs_own_folders_hold_what_is_expected() -> None:
    assert {path.name for path in resource("steps").iterdir() if path.is_file()} == {
        "README.md",
        "steps.toml",
    }
    assert "en" in LANGUAGES
    assert Path(resource("texts", "en", "why-read-only.md")).is_file()
