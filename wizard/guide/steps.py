"""The ten documented steps, read strictly from `resources/steps`."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wizard.guide.content_files import StepFilesError, program_folder, read_content, short_name
from wizard.guide.languages import file_in_language
from wizard.guide.step_fields import PAGE_KEYS, StepAction, read_fields
from wizard.guide.step_words import (
    NOTHING_ELSE,
    OtherWords,
    StepWords,
    Variant,
    WordsError,
    read_words,
)

__all__ = [
    "NOTHING_ELSE",
    "PAGE_KEYS",
    "STEP_COUNT",
    "OtherWords",
    "Step",
    "StepAction",
    "StepFilesError",
    "Variant",
    "load_steps",
]

STEP_COUNT = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Markdown: `body`, `today`, `rehearsal`, `stuck`, `own_key`, `own_key_today`.

    `page` is a link key (PAGE_KEYS) or None. `illustration` and `illustration_today` are file
    names in `resources/illustrations`; `picture` and `picture_today` say in words what they show.
    For somebody who already has a key, `own_key`, `own_key_heading`, `own_key_today` and
    `own_key_stuck` take the place of the body, the heading, `today` and `stuck`; empty where there
    is nothing of their own to say.
    So do `binance_us` and `binance_us_today` for a body and a `today` that are not true there, and
    `self_generated` for who gives the exchange only a public key that this app makes; two pictures
    of their own are "" where the ordinary ones are as good. `told` puts all of it together.
    `practice` is the body on the practice exchange, whose pages have other labels and addresses;
    `sealed` the body once both values are here. Empty where the ordinary one stays true.
    `compared_on` is the day of the last comparison with the real site.
    """

    number: int
    id: str
    rail_title: str
    heading: str
    body: str
    today: str
    rehearsal: str
    own_key: str
    variants: tuple[Variant, ...]
    stuck: str
    page: str | None
    action: StepAction
    illustration: str
    illustration_today: str
    picture: str
    picture_today: str
    compared_on: datetime.date
    own_key_heading: str = ""
    own_key_today: str = ""
    own_key_stuck: str = ""
    binance_us: str = ""
    binance_us_today: str = ""
    self_generated: OtherWords = NOTHING_ELSE
    illustration_self_generated: str = ""
    illustration_self_generated_today: str = ""
    practice: str = ""
    sealed: str = ""


def load_steps(language: str = "", resources: Path | None = None) -> tuple[Step, ...]:
    """The ten steps, in order; a step that `language` lacks is given in English.

    Without a `language` they are in the one that is spoken now.

    `resources` holds `steps/` and `illustrations/`; by default they are the program's own.
    Raises StepFilesError.
    """
    steps = resources / "steps" if resources else program_folder("steps")
    pictures = resources / "illustrations" if resources else program_folder("illustrations")
    entries = _entries(steps / "steps.toml")
    loaded = tuple(
        _step(place, entry, steps, pictures, language)
        for place, entry in enumerate(entries, start=1)
    )
    if len({step.id for step in loaded}) != STEP_COUNT:
        raise StepFilesError("steps.toml: two steps have the same id.")
    return loaded


def _entries(path: Path) -> list[Mapping[str, object]]:
    try:
        table = tomllib.loads(read_content(path))
    except tomllib.TOMLDecodeError as error:
        raise StepFilesError(f"steps.toml is not valid TOML: {error}.") from None
    unknown = sorted(table.keys() - {"step"})
    if unknown:
        raise StepFilesError(f'steps.toml holds "{unknown[0]}"; only [[step]] belongs there.')
    steps = table.get("step")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise StepFilesError("steps.toml must hold the steps as [[step]] tables.")
    if len(steps) != STEP_COUNT:
        raise StepFilesError(f"steps.toml must hold {STEP_COUNT} steps; it holds {len(steps)}.")
    return steps


def _step(
    place: int, entry: Mapping[str, object], steps: Path, pictures: Path, language: str
) -> Step:
    fields = read_fields(place, entry, pictures)
    words = _words(file_in_language(steps, f"{fields.number:02d}-{fields.id}.md", language))
    return Step(
        number=fields.number,
        id=fields.id,
        rail_title=words.rail_title,
        heading=words.heading,
        body=words.body,
        today=words.today,
        rehearsal=words.rehearsal,
        own_key=words.own_key,
        variants=words.variants,
        stuck=words.stuck,
        page=fields.page,
        action=fields.action,
        illustration=fields.illustration,
        illustration_today=fields.illustration_today,
        picture=words.picture,
        picture_today=words.picture_today,
        compared_on=fields.compared_on,
        own_key_heading=words.own_key_heading,
        own_key_today=words.own_key_today,
        own_key_stuck=words.own_key_stuck,
        binance_us=words.binance_us,
        binance_us_today=words.binance_us_today,
        self_generated=words.self_generated,
        illustration_self_generated=fields.illustration_self_generated,
        illustration_self_generated_today=fields.illustration_self_generated_today,
        practice=words.practice,
        sealed=words.sealed,
    )


def _words(path: Path) -> StepWords:
    try:
        return read_words(read_content(path))
    except WordsError as error:
        raise StepFilesError(f"The guide's file {short_name(path)} is wrong: {error}.") from None
