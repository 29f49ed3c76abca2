"""A lint for the step files: complete, dated, short, and true to the rules of their README."""

import datetime
import re
from pathlib import Path

import pytest

from wizard.exchange.venues import BINANCE_COM, BINANCE_US, loopback_venue
from wizard.guide.steps import PAGE_KEYS, Step, load_steps
from wizard.guide.texts import load_text
from wizard.guide.told import told
from wizard.resource_files import resource

LANGUAGES = sorted(path.name for path in resource("steps").iterdir() if path.is_dir())
TEXTS = sorted(path.stem for path in resource("texts", "en").glob("*.md"))
SHOWN = [(language, step) for language in LANGUAGES for step in load_steps(language)]
NAMES = [f"{language}-{step.number:02d}" for language, step in SHOWN]

# Every host that a text may name; `.example` is reserved and belongs to nobody.
HOSTS = {
    "binance.com",
    "www.binance.com",
    "accounts.binance.com",
    "binance.com.login.example",
    "login.example",
    "Binance.com",
    "Binance.US",
    "127.0.0.1",
    "binance.us",
    "www.binance.us",
    "binance.us.login.example",
}
HOST = re.compile(r"\b\w[\w-]*(?:\.\w[\w-]*)+")
each_step = pytest.mark.parametrize(("language", "step"), SHOWN, ids=NAMES)


def _markdown(step: Step) -> list[str]:
    answers = [variant.answer for variant in step.variants]
    own_key = [text for text in (step.own_key, step.own_key_today) if text]
    binance_us = [text for text in (step.binance_us, step.binance_us_today) if text]
    return [step.body, step.today, step.rehearsal, step.stuck, *own_key, *binance_us, *answers]


def _plain(step: Step) -> list[str]:
    questions = [variant.question for variant in step.variants]
    headings = [text for text in (step.heading, step.own_key_heading) if text]
    return [*headings, step.rail_title, step.picture, step.picture_today, *questions]


def _assert_well_written(text: str) -> None:
    assert not re.search(r"[\"']", text), "quotation marks are “ ” and ’"
    assert "](" not in text, "no links"
    assert not re.search(r"<\w", text), "no HTML"
    assert set(HOST.findall(text)) <= HOSTS
    assert text.count("“") == text.count("”")
    assert text.count("**") % 2 == 0
    assert text.count("`") % 2 == 0
    assert "  " not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert "e.g." not in text


@each_step
def test_every_sentence_is_well_written(language: str, step: Step) -> None:
    for text in (*_markdown(step), *_plain(step)):
        _assert_well_written(text)
    for text in _plain(step):
        assert "*" not in text


@each_step
def test_a_step_is_short(language: str, step: Step) -> None:
    assert len(step.rail_title) <= 28
    for heading in (step.heading, step.own_key_heading):
        assert len(heading) <= 56
        assert not heading.endswith(".")
    for body in filter(None, (step.body, step.own_key, step.binance_us)):
        assert 1 <= len(body.split("\n\n")) <= 3
        assert len(body.split()) <= 100
    hints = (step.today, step.own_key_today, step.binance_us_today)
    for text in (*hints, step.rehearsal, step.stuck):
        assert "\n" not in text
        assert len(text.split()) <= 50
    for text in _markdown(step):
        for sentence in re.split(r"[.?!:]\**\s", text):
            assert len(sentence.split()) <= 32, sentence


@each_step
def test_two_to_four_ways_in_which_a_screen_differs(language: str, step: Step) -> None:
    assert 2 <= len(step.variants) <= 4
    questions = [variant.question for variant in step.variants]
    assert len(set(questions)) == len(questions)


@each_step
def test_a_step_was_compared_on_a_day_that_has_been(language: str, step: Step) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert datetime.date(2026, 1, 1) <= step.compared_on <= today


@each_step
def test_the_pictures_are_told_in_words(language: str, step: Step) -> None:
    for picture in (step.picture, step.picture_today):
        assert picture.endswith(".")
        assert len(picture.split()) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete_and_holds_nothing_else(language: str) -> None:
    expected = {f"{step.number:02d}-{step.id}.md" for step in load_steps("en")}
    assert {path.name for path in resource("steps", language).iterdir()} == expected
    texts = {path.stem for path in resource("texts", language).iterdir()}
    assert texts == set(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rail_titles_and_headings_differ(language: str) -> None:
    steps = load_steps(language)
    assert len({step.rail_title for step in steps}) == len(steps)
    assert len({step.heading for step in steps}) == len(steps)


def test_the_rail_reads_as_designed() -> None:
    assert [step.rail_title for step in load_steps("en")] == [
        "Open your account page",
        "Enable the API",
        "Name the key",
        "Prove that it is you",
        "Confirm by e-mail, if asked",
        "Name it again, if asked",
        "Untick trading",
        "What read-only means",
        "Keep the secret",
        "Refresh and check",
    ]


# What a step must not lose when somebody rewrites it: the site's labels and the facts.
MUST_SAY = [
    (1, "body", "`binance.com`"),
    (1, "body", "`.binance.com`, with the dot"),
    (1, "body", "`www.`"),
    (1, "today", "“API Management”"),
    (1, "rehearsal", "127.0.0.1"),
    (2, "body", "“Enable”"),
    (2, "today", "“Create API”"),
    (2, "today", "“Create Tax Report API”"),
    (2, "today", "“System generated”"),
    (5, "body", "“Confirm Create”"),
    (6, "body", "**It asked for a name again**"),
    (7, "body", "“Read Info”"),
    (7, "body", "“Enable Trading”"),
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
    (9, "rehearsal", "“API key” and “Secret”"),
    (9, "body", "**sealed**"),
    (10, "body", "“Enable Trading”"),
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
    read_only, check = (load_steps(language)[number - 1] for number in (8, 10))
    assert "proves that it cannot trade" in read_only.binance_us
    assert "cannot be proven" in read_only.binance_us
    assert "cannot be proven" in check.binance_us
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_longer_texts_are_well_written(language: str, name: str) -> None:
    text = load_text(name, language)
    assert re.match(r"# \S", text)
    assert text.count("\n# ") == 0
    _assert_well_written(text)


def test_the_programs_own_folders_hold_what_is_expected() -> None:
    assert {path.name for path in resource("steps").iterdir() if path.is_file()} == {
        "README.md",
        "steps.toml",
    }
    assert "en" in LANGUAGES
    assert Path(resource("texts", "en", "why-read-only.md")).is_file()
