"""One step's entry in `steps.toml`, read strictly: nothing unknown, nothing missing."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wizard.guide.content_files import StepFilesError

PAGE_KEYS = frozenset({"account", "api-management", "two-factor"})
"""Which pages a step may name; each venue knows its own address for them."""

# The steps document a guide of July 2018, so none can have been compared before it. The other
# end is not held against the clock: a computer with a wrong date must still show the guide.
_FIRST_DAY = datetime.date(2018, 7, 1)

_REQUIRED = frozenset(
    {"number", "id", "action", "illustration", "illustration_today", "compared_on"}
)
_OTHER_PICTURES = ("illustration_self_generated", "illustration_self_generated_today")
_OPTIONAL = frozenset({"page", *_OTHER_PICTURES})
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_PICTURE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.svg", re.ASCII)


class StepAction(StrEnum):
    """What the person does in the app at a step."""

    READ = "read"
    NAME = "name"
    NAME_AGAIN = "name-again"
    PASTE = "paste"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class StepFields:
    """What `steps.toml` says of one step; see `wizard.guide.steps.Step` for each."""

    number: int
    id: str
    page: str | None
    action: StepAction
    illustration: str
    illustration_today: str
    compared_on: datetime.date
    illustration_self_generated: str
    illustration_self_generated_today: str


def read_fields(place: int, entry: Mapping[str, object], pictures: Path) -> StepFields:
    """The entry at `place` (from 1). `pictures` is the folder that must hold its illustrations.

    Raises StepFilesError, naming the step and the field.
    """
    unknown = sorted(entry.keys() - _REQUIRED - _OPTIONAL)
    if unknown:
        raise _wrong(place, unknown[0], "is not known")
    missing = sorted(_REQUIRED - entry.keys())
    if missing:
        raise _wrong(place, missing[0], "is missing")
    others = [
        _picture(place, name, entry, pictures) if name in entry else "" for name in _OTHER_PICTURES
    ]
    return StepFields(
        number=_number(place, entry["number"]),
        id=_matching(place, "id", entry["id"], _NAME),
        page=_page(place, entry["page"]) if "page" in entry else None,
        action=_action(place, entry["action"]),
        illustration=_picture(place, "illustration", entry, pictures),
        illustration_today=_picture(place, "illustration_today", entry, pictures),
        compared_on=_day(place, entry["compared_on"]),
        illustration_self_generated=others[0],
        illustration_self_generated_today=others[1],
    )


def _wrong(place: int, field: str, what: str) -> StepFilesError:
    return StepFilesError(f'steps.toml, step {place}: "{field}" {what}.')


def _number(place: int, value: object) -> int:
    if type(value) is not int or value != place:
        raise _wrong(place, "number", f"must be {place}, for the steps stand in their order")
    return value


def _matching(place: int, field: str, value: object, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise _wrong(place, field, "may only hold small letters, digits and single hyphens")
    return value


def _page(place: int, value: object) -> str:
    if not isinstance(value, str) or value not in PAGE_KEYS:
        raise _wrong(place, "page", f"must be one of {', '.join(sorted(PAGE_KEYS))}")
    return value


def _action(place: int, value: object) -> StepAction:
    known = [action.value for action in StepAction]
    if not isinstance(value, str) or value not in known:
        raise _wrong(place, "action", f"must be one of {', '.join(known)}")
    return StepAction(value)


def _picture(place: int, field: str, entry: Mapping[str, object], pictures: Path) -> str:
    name = entry[field]
    if not isinstance(name, str) or not _PICTURE.fullmatch(name):
        raise _wrong(place, field, "must be the name of an SVG file, such as 01-account.svg")
    if not (pictures / name).is_file():
        raise _wrong(place, field, f"names the picture {name}, which is missing")
    return name


def _day(place: int, value: object) -> datetime.date:
    # A TOML date with a time is a datetime, and that is a date to isinstance.
    if type(value) is not datetime.date:
        raise _wrong(place, "compared_on", "must be a day without quotes, such as 2026-10-10")
    if value < _FIRST_DAY:
        raise _wrong(place, "compared_on", "lies before the guide of July 2018 was written")
    return value
