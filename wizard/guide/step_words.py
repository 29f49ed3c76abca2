"""The words of one step: a Markdown file with a heading, a body and named sections."""

import re
from dataclasses import dataclass

_HEADING = "# "
_SECTION = "## "
_QUESTION = "### "

_REQUIRED = ("rail", "today", "rehearsal", "stuck", "different", "picture", "picture-today")
_OPTIONAL = (
    *("own-key", "own-key-heading", "own-key-today", "own-key-stuck"),
    *("binance-us", "binance-us-today", "practice", "sealed"),
)
_SELF_GENERATED = "self-generated"
# What may be different for somebody whose pair of keys this app makes; the first is the body.
_OTHER = ("", "-heading", "-rail", "-today", "-rehearsal", "-stuck", "-different", "-picture")
_OTHERS = tuple(_SELF_GENERATED + part for part in (*_OTHER, "-picture-today", "-practice"))
_ONE_LINE = (
    *("rail", "picture", "picture-today", "own-key-heading"),
    *(_SELF_GENERATED + part for part in ("-heading", "-rail", "-picture", "-picture-today")),
)


class WordsError(ValueError):
    """A step's Markdown file is not as it must be; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which a person's screen may differ, as a question; the answer is Markdown."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What takes the place of a step's ordinary words for some; empty where they are as good."""

    heading: str = ""
    body: str = ""
    rail_title: str = ""
    today: str = ""
    rehearsal: str = ""
    stuck: str = ""
    variants: tuple[Variant, ...] = ()
    picture: str = ""
    picture_today: str = ""
    practice: str = ""


NOTHING_ELSE = OtherWords()


@dataclass(frozen=True, slots=True)
class StepWords:
    """What one file says. Headings, `rail_title` and the pictures are plain text, one line."""

    heading: str
    body: str
    rail_title: str
    today: str
    rehearsal: str
    own_key: str
    own_key_heading: str
    own_key_today: str
    binance_us: str
    binance_us_today: str
    stuck: str
    variants: tuple[Variant, ...]
    picture: str
    picture_today: str
    self_generated: OtherWords
    practice: str = ""
    sealed: str = ""
    own_key_stuck: str = ""


def read_words(text: str) -> StepWords:
    """The parts of a step's Markdown file. Raises WordsError."""
    top, sections = _split(text)
    heading, body = _heading_and_body(top)
    for name in _ONE_LINE:
        if "\n" in sections.get(name, ""):
            raise WordsError(f'the section "{name}" has more than one line')
    return StepWords(
        heading=heading,
        body=body,
        rail_title=sections["rail"],
        today=sections["today"],
        rehearsal=sections["rehearsal"],
        own_key=sections.get("own-key", ""),
        own_key_heading=sections.get("own-key-heading", ""),
        own_key_today=sections.get("own-key-today", ""),
        binance_us=sections.get("binance-us", ""),
        binance_us_today=sections.get("binance-us-today", ""),
        stuck=sections["stuck"],
        variants=_variants("different", sections["different"]),
        picture=sections["picture"],
        picture_today=sections["picture-today"],
        self_generated=_others(sections),
        practice=sections.get("practice", ""),
        sealed=sections.get("sealed", ""),
        own_key_stuck=sections.get("own-key-stuck", ""),
    )


def _others(sections: dict[str, str]) -> OtherWords:
    said = {name: sections.get(name, "") for name in _OTHERS}
    different = said[f"{_SELF_GENERATED}-different"]
    return OtherWords(
        heading=said[f"{_SELF_GENERATED}-heading"],
        body=said[_SELF_GENERATED],
        rail_title=said[f"{_SELF_GENERATED}-rail"],
        today=said[f"{_SELF_GENERATED}-today"],
        rehearsal=said[f"{_SELF_GENERATED}-rehearsal"],
        stuck=said[f"{_SELF_GENERATED}-stuck"],
        variants=_variants(f"{_SELF_GENERATED}-different", different) if different else (),
        picture=said[f"{_SELF_GENERATED}-picture"],
        picture_today=said[f"{_SELF_GENERATED}-picture-today"],
        practice=said[f"{_SELF_GENERATED}-practice"],
    )


def _split(text: str) -> tuple[str, dict[str, str]]:
    top, *parts = re.split(rf"^{_SECTION}", text, flags=re.MULTILINE)
    sections: dict[str, str] = {}
    for part in parts:
        name, _, content = part.partition("\n")
        name = name.strip()
        if name not in _REQUIRED + _OPTIONAL + _OTHERS:
            raise WordsError(f'it has a section "{name}", and no section may be called that')
        if name in sections:
            raise WordsError(f'it has the section "{name}" twice')
        if not content.strip():
            raise WordsError(f'the section "{name}" is empty')
        sections[name] = content.strip()
    missing = [name for name in _REQUIRED if name not in sections]
    if missing:
        raise WordsError(f'the section "{missing[0]}" is missing')
    return top, sections


def _heading_and_body(top: str) -> tuple[str, str]:
    first, _, rest = top.strip().partition("\n")
    heading = first.removeprefix(_HEADING).strip()
    if not first.startswith(_HEADING) or not heading:
        raise WordsError('it does not begin with a heading, a line such as "# Do this"')
    body = rest.strip()
    if not body:
        raise WordsError("there is no text below the heading")
    return heading, body


def _variants(name: str, text: str) -> tuple[Variant, ...]:
    before, *parts = re.split(rf"^{_QUESTION}", text, flags=re.MULTILINE)
    if before.strip() or not parts:
        raise WordsError(f'the section "{name}" must hold questions, lines such as "### Why?"')
    variants = []
    for part in parts:
        question, _, answer = part.partition("\n")
        if not question.strip() or not answer.strip():
            raise WordsError(f'the section "{name}" has a question without words or answer')
        variants.append(Variant(question.strip(), answer.strip()))
    return tuple(variants)
