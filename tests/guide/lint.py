"""A lint for the steps and the texts: sentences for whoever edits them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guide.lint_pictures import picture_faults
from tests.guide.lint_words import in_window, sentences_of, too_long, unknown_buttons, unwell
from wizard.core.web_address import Genuine, origin_of
from wizard.exchange.venues import BINANCE_COM, BINANCE_US
from wizard.guide.steps import PAGE_KEYS, Step, StepFilesError, load_steps

_LABEL = re.compile(r"“([^”]+)”")
_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
_QUESTION = re.compile(r"^### .*$", re.MULTILINE)
_LONGEST_BODY, _LONGEST_HINT, _LONGEST_RAIL, _LONGEST_HEADING = 100, 50, 28, 60
_MOST_PARAGRAPHS, _SHORTEST_PICTURE = 3, 8
_QUESTIONS = range(2, 5)
_OLD = datetime.timedelta(days=180)


def faults(resources: Path) -> list[str]:
    """Everything that is wrong with the steps, texts and dates below `resources`."""
    found: list[str] = []
    for language in languages(resources):
        try:
            steps = load_steps(language, resources)
        except StepFilesError as error:
            found.append(str(error))
            continue
        for step in steps:
            where = f"steps/{language}/{step.number:02d}-{step.id}.md"
            found += (f"{where}: {fault}" for fault in _of_step(step, language))
        found += _of_structure(resources, language)
        found += _of_texts(resources, language)
    found += _of_pictures(resources)
    return found + list(_of_pages()) + list(_of_dates(resources))


def notes(resources: Path, today: datetime.date) -> list[str]:
    """What is not wrong, and should be looked at some day."""
    return [
        f"Step {step.number} was last compared with the exchange's site on {step.compared_on}."
        for step in load_steps("en", resources)
        if today - step.compared_on > _OLD
    ]


def languages(resources: Path) -> list[str]:
    """The languages that have steps."""
    return sorted(path.name for path in (resources / "steps").iterdir() if path.is_dir())


def pictures_of(step: Step) -> tuple[str, ...]:
    """The names of its pictures; "" where there is no picture of its own."""
    return (
        *(step.illustration, step.illustration_today),
        *(step.illustration_self_generated, step.illustration_self_generated_today),
    )


def bodies_of(step: Step) -> list[str]:
    """The longer Markdown of a step."""
    other = step.self_generated
    bodies = (
        *(step.body, step.own_key, step.binance_us, step.practice, step.sealed),
        *(other.body, other.practice),
    )
    return [body for body in bodies if body]


def hints_of(step: Step) -> list[str]:
    """Its Markdown of one paragraph."""
    other = step.self_generated
    hints = (
        *(step.today, step.own_key_today, step.binance_us_today, step.rehearsal, step.stuck),
        *(other.today, other.rehearsal, other.stuck),
    )
    return [hint for hint in hints if hint]


def answers_of(step: Step) -> list[str]:
    """What it says when a screen is different."""
    return [variant.answer for variant in (*step.variants, *step.self_generated.variants)]


def plain_of(step: Step) -> list[str]:
    """Its texts without any mark: headings, titles, questions, pictures in words."""
    other = step.self_generated
    questions = [variant.question for variant in (*step.variants, *other.variants)]
    plain = (
        *(step.heading, step.own_key_heading, other.heading, step.rail_title, other.rail_title),
        *(step.picture, step.picture_today, other.picture, other.picture_today),
    )
    return [text for text in (*plain, *questions) if text]


def _of_step(step: Step, language: str) -> Iterator[str]:
    marked = [*bodies_of(step), *hints_of(step), *answers_of(step)]
    for text in (*marked, *plain_of(step)):
        yield from unwell(text)
        yield from too_long(text, language)
    for text in marked:
        yield from unknown_buttons(text, language)
    for text in plain_of(step):
        if "*" in text or "`" in text:
            yield f"“{text}” is shown as it stands: leave out * and `."
    yield from _of_sizes(step)
    yield from _of_picture_words(step)
    for variants in (step.variants, step.self_generated.variants):
        questions = [variant.question for variant in variants]
        if variants and len(variants) not in _QUESTIONS:
            yield f"it has {len(variants)} questions; two to four fit on a screen."
        if len(set(questions)) != len(questions):
            yield "it asks one question twice."


def _of_sizes(step: Step) -> Iterator[str]:
    other = step.self_generated
    for title in (step.rail_title, other.rail_title):
        if len(title) > _LONGEST_RAIL:
            yield f"“{title}” is too long for the list of steps: {_LONGEST_RAIL} letters fit."
    for heading in (step.heading, step.own_key_heading, other.heading):
        if len(heading) > _LONGEST_HEADING or heading.endswith("."):
            most = f"has over {_LONGEST_HEADING} letters"
            yield f"the heading “{heading}” ends in a full stop, or {most}."
    for body in bodies_of(step):
        if len(body.split()) > _LONGEST_BODY or len(body.split("\n\n")) > _MOST_PARAGRAPHS:
            yield (
                f"the text that begins “{body[:30]}…” has {len(body.split())} words; a body has "
                f"{_LONGEST_BODY} at most, in three paragraphs."
            )
    for hint in hints_of(step):
        if len(hint.split()) > _LONGEST_HINT or "\n" in hint:
            yield f"the hint “{hint[:30]}…” has one paragraph, and {_LONGEST_HINT} words at most."


def _of_picture_words(step: Step) -> Iterator[str]:
    other = step.self_generated
    told = (step.picture, step.picture_today, other.picture, other.picture_today)
    for name, words in zip(pictures_of(step), told, strict=True):
        if bool(name) != bool(words):
            have, lack = ("a picture", "words for it") if name else ("words", "a picture for them")
            yield f"it has {have}, and not {lack}: {name or words}"
        if words and (len(words.split()) < _SHORTEST_PICTURE or not words.endswith(".")):
            yield f"“{words}” does not say what the picture shows, in whole sentences."


def _of_structure(resources: Path, language: str) -> Iterator[str]:
    """Whether a language says the same as English: the same files, sections and questions."""
    for folder in ("steps", "texts"):
        english = {path.name for path in (resources / folder / "en").iterdir()}
        here = {path.name for path in (resources / folder / language).glob("*")}
        for name in sorted(english ^ here):
            what = "is missing" if name in english else "belongs to no text in English"
            yield f"{folder}/{language}/{name} {what}."
        for name in sorted(english & here if language != "en" else ()):
            own = (resources / folder / language / name).read_text(encoding="utf-8")
            other = (resources / folder / "en" / name).read_text(encoding="utf-8")
            for fault in _differences(own, other, folder, language):
                yield f"{folder}/{language}/{name}: {fault}"


def _differences(own: str, other: str, folder: str, language: str) -> Iterator[str]:
    if len(_SECTION.findall(own)) != len(_SECTION.findall(other)):
        yield "it has not as many sections as the English one."
        return
    parts = zip(_SECTION.split(own), _SECTION.split(other), strict=True)
    name = "the beginning"
    for place, (mine, theirs) in enumerate(parts):
        if place % 2:
            name = mine
            if folder == "steps" and mine != theirs:
                yield f"the section “{mine}” stands where English has “{theirs}”."
            continue
        if len(_QUESTION.findall(mine)) != len(_QUESTION.findall(theirs)):
            yield f"“{name}” has not as many questions as the English one."
        if mine.strip().count("\n\n") != theirs.strip().count("\n\n"):
            yield f"“{name}” has not as many paragraphs as the English one."
        for label in sorted(set(_LABEL.findall(theirs)) if folder == "steps" else ()):
            if {label, in_window(label, language)} & set(_LABEL.findall(mine)):
                continue  # ours are translated, the site's are not
            yield f"“{name}” lacks the label “{label}”, which the site writes like this."


def _of_texts(resources: Path, language: str) -> Iterator[str]:
    for path in sorted((resources / "texts" / language).glob("*.md")):
        text = path.read_text(encoding="utf-8")
        where = f"texts/{language}/{path.name}"
        if not re.match(r"# \S", text) or len(re.findall(r"^# ", text, re.MULTILINE)) != 1:
            yield f"{where} must begin with its heading, and have no other."
        for fault in (*unwell(text), *too_long(text, language), *unknown_buttons(text, language)):
            yield f"{where}: {fault}"
        if not sentences_of(text):
            yield f"{where} says nothing."


def _of_pictures(resources: Path) -> Iterator[str]:
    for path in sorted((resources / "illustrations").iterdir()):
        for fault in picture_faults(path):
            yield f"illustrations/{path.name}: {fault}"


def _of_pages() -> Iterator[str]:
    for venue in (BINANCE_COM, BINANCE_US):
        for key in sorted(PAGE_KEYS ^ venue.pages.keys()):
            yield f"{venue.name} and the steps do not agree about the page “{key}”."
        for key, address in venue.pages.items():
            match origin_of(address):
                case Genuine(site, _) if site == venue.name:
                    pass
                case _:
                    yield f"The page “{key}” of {venue.name} is not on its own site: {address}"


def _of_dates(resources: Path) -> Iterator[str]:
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    try:
        steps = load_steps("en", resources)
    except StepFilesError:
        return
    for step in steps:
        if step.compared_on > tomorrow:
            yield f"steps.toml, step {step.number}: “compared_on” is a day that is still to come."
