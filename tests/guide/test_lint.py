"""Whoever edits a step and goes wrong is told so in a sentence that names the file."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guide.lint import faults, notes
from tests.guide.lint_words import sentences_of, unknown_buttons

Edit = tuple[str, str, str]

_PICTURE = "illustrations/01-account.svg"

EDITS: list[tuple[str, Edit, str]] = [
    (
        "a long sentence",
        (
            "steps/en/01-account.md",
            "close the page.\n\n## rail",
            "Close " + "such " * 18 + "a page.\n\n## rail",
        ),
        "steps/en/01-account.md: this sentence has 21 words, and 18 are enough: Close such",
    ),
    (
        "a long body",
        ("steps/en/02-enable.md", "\n\n## rail", " So it is." * 30 + "\n\n## rail"),
        "words; a body has 100 at most",
    ),
    ("a long hint", ("steps/en/06-again.md", "there at once.", "there." * 1 + " So." * 60), "hint"),
    (
        "a long title",
        ("steps/en/03-name.md", "Name the key\n\n## t", "N" * 29 + "\n\n## t"),
        "28 l",
    ),
    (
        "a full stop",
        ("steps/en/03-name.md", "# Name the key, on the site and here", "# Give it."),
        "full stop",
    ),
    ("a straight quote", ("steps/en/04-2fa.md", "Use your", "Use 'your"), "quotation marks are"),
    ("a lost quote", ("steps/en/07-untick.md", "“Save”.\n", "“Save.\n"), "mark “ or ” is missing"),
    (
        "a lost star",
        ("steps/en/09-keep.md", "**sealed**: enc", "sealed**: enc"),
        "** on one side only",
    ),
    ("a link", ("steps/en/05-confirm.md", "Open it", "[Open](it)"), "take the link out"),
    ("HTML", ("steps/en/05-confirm.md", "Open it", "<b>Open</b> it"), "HTML is not shown"),
    ("a foreign host", ("steps/en/05-confirm.md", "Open it", "Open evil.io"), "it names evil.io"),
    ("two spaces", ("steps/en/05-confirm.md", "Open it", "Open  it"), "spaces too many"),
    (
        "a button that is not there",
        ("steps/en/06-again.md", "Press **Continue**.", "Press **Leap**."),
        "says to press Leap, and no button of the window",
    ),
    (
        "one question",
        ("steps/en/08-read-only.md", "### Can somebody", "Can somebody"),
        "it has 1 questions",
    ),
    (
        "one question twice",
        (
            "steps/en/08-read-only.md",
            "### Can somebody get my password with this key?",
            "### My tool says that it needs trading too",
        ),
        "asks one question twice",
    ),
    (
        "a picture not told",
        ("steps/en/03-name.md", "## self-generated-picture\n", "## own-key-today-2\n"),
        'a section "own-key-today-2"',
    ),
    (
        "a picture without words",
        (
            "steps/steps.toml",
            'illustration_today = "01-account-today.svg"\n',
            (
                'illustration_today = "01-account-today.svg"\n'
                'illustration_self_generated = "welcome.svg"\n'
            ),
        ),
        "01-account.md: it has a picture, and not words for it: welcome.svg",
    ),
    (
        "words without a picture",
        ("steps/steps.toml", 'illustration_self_generated = "07-untick-pair.svg"\n', ""),
        "07-untick.md: it has words, and not a picture for them",
    ),
    ("no date", ("steps/steps.toml", "compared_on = 2026-10-10\n", ""), '"compared_on" is missing'),
    (
        "a day to come",
        ("steps/steps.toml", "compared_on = 2026-10-10", "compared_on = 2099-01-01"),
        "is a day that is still to come",
    ),
    ("not well-formed", (_PICTURE, "</svg>", ""), "it is not well-formed"),
    ("text in a picture", (_PICTURE, "</svg>", "<text>Hi</text></svg>"), "has no <text>"),
    ("bare words in a picture", (_PICTURE, "</svg>", "Hi</svg>"), "there are words in it"),
    ("a script", (_PICTURE, "</svg>", "<script/></svg>"), "has no <script>"),
    (
        "something from outside",
        (_PICTURE, "</svg>", '<rect fill="url(#a)" href="//evil.io"/></svg>'),
        "it takes something from outside",
    ),
    ("an unknown colour", (_PICTURE, "#1f6fea", "#123456"), "#123456 is none of the colours"),
    ("another size", (_PICTURE, 'width="680"', 'width="700"'), "another size than 680"),
    ("an attribute", (_PICTURE, "</svg>", '<rect style="x"/></svg>'), "<rect> has style"),
    ("a broken path", (_PICTURE, "</svg>", '<path d="M1 2 3"/></svg>'), "cannot read this path"),
    (
        "a second thing to click",
        (_PICTURE, "</svg>", "<!-- the one thing --></svg>"),
        "it points at 2 things; it should point at 1",
    ),
    ("two headings", ("texts/en/why-read-only.md", "## What an API", "# What an API"), "no other"),
]


@pytest.mark.parametrize(("edit", "expected"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_a_slip_is_told_in_a_sentence(broken: Path, edit: Edit, expected: str) -> None:
    name, old, new = edit
    path = broken / name
    text = path.read_text(encoding="utf-8")
    assert old in text, "the slip does not fit the file any more"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    found = faults(broken)

    assert any(expected in fault for fault in found), found
    assert all(
        fault.rstrip("*")[-1] in ".:" or "begins: " in fault or ": " in fault for fault in found
    )


def _keep(text: str) -> str:
    return text


OTHERS: list[tuple[str, str, Callable[[str], str] | None, str]] = [
    ("a missing step", "steps/xx/04-2fa.md", None, "steps/xx/04-2fa.md is missing"),
    ("a missing text", "texts/xx/why-read-only.md", None, "texts/xx/why-read-only.md is missing"),
    (
        "a section left out",
        "steps/xx/01-account.md",
        lambda text: text.replace("## binance-us-today\n", "\n"),
        "has not as many sections as the English one",
    ),
    (
        "a question left out",
        "steps/xx/04-2fa.md",
        lambda text: text.replace("### The code is refused\n", ""),
        "“different” has not as many questions",
    ),
    (
        "a label that the site does not write",
        "steps/xx/07-untick.md",
        lambda text: text.replace("“Enable Trading”", "“Comercio”"),
        "lacks the label “Enable Trading”",
    ),
    ("nothing at all", "steps/en/01-account.md", _keep, ""),
]


@pytest.mark.parametrize(
    ("name", "change", "expected"), [o[1:] for o in OTHERS], ids=[o[0] for o in OTHERS]
)
def test_another_language_says_the_same_as_english(
    broken: Path, name: str, change: Callable[[str], str] | None, expected: str
) -> None:
    for folder in ("steps", "texts"):
        shutil.copytree(broken / folder / "en", broken / folder / "xx")
    path = broken / name
    if change is None:
        path.unlink()
    else:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    found = [fault for fault in faults(broken) if "no button" not in fault]

    assert any(expected in fault for fault in found) if expected else found == []


def test_an_old_comparison_is_noted(broken: Path) -> None:
    assert notes(broken, datetime.date(2026, 11, 23)) == []
    assert len(notes(broken, datetime.date(2027, 11, 23))) == 10


def test_how_sentences_are_told_apart() -> None:
    text = "# Head\n\nOne. “Two?” **Three.** Four `a.b`:\n\n- five\n- six, `7.8`"
    assert sentences_of(text) == ["One.", "“Two?", "**Three.", "Four `a.b`:", "five", "six, `7.8`"]


def test_bold_words_are_buttons_only_after_press() -> None:
    assert list(unknown_buttons("**Look** here. Press **Continue**.", "en")) == []
    assert list(unknown_buttons("Press **Nothing**.", "en")) != []
