"""What somebody chose once for all time; one small JSON text, without any secret."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, read_proxy
from wizard.core.strict_json import JsonRejectedError, JsonValue, read_object

LOCK_CHOICES_MIN: tuple[int | None, ...] = (1, 5, 10, 30, None)
"""After how many minutes without anybody a vault may be locked; None: never."""

TEXT_CHOICES_PERCENT: tuple[int, ...] = (100, 125, 150, 175, 200)
"""How large the text may be, as a share of the system's own."""

_PROXY = "proxy"
_LOCK_AFTER = "lock_after_min"
_TEST_ORDER = "try_test_order"
_LANGUAGE = "language"
_THEME = "theme"
_TEXT = "text_percent"
_MOTION = "motion"
_USUAL_LOCK_AFTER_MIN = 10
_LONGEST_LOCK_AFTER_MIN = 24 * 60  # room for what another version may offer
# "es", "pt_BR", "zh_Hant_TW": what becomes part of a file's name.
_LANGUAGE_SHAPE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4}){0,2}", re.ASCII)


class Theme(StrEnum):
    """Which colours to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Motion(StrEnum):
    """Whether anything on the screen may move."""

    SYSTEM = "system"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """`proxy` is the one to go through, None for none.

    `lock_after_min`: a vault that asks for a passphrase is locked after so many minutes without
    anybody; None for never.
    `language`: of texts, such as "es"; "" for the system's. `text_percent`: of the system's size.
    `try_test_order`: whether a check asks for a second witness; without it a verdict says so.
    `unknown` are the fields of a newer version, which this one hands on as they are.
    """

    proxy: Proxy | None = None
    lock_after_min: int | None = _USUAL_LOCK_AFTER_MIN
    language: str = ""
    theme: Theme = Theme.SYSTEM
    text_percent: int = TEXT_CHOICES_PERCENT[0]
    motion: Motion = Motion.SYSTEM
    try_test_order: bool = True
    unknown: Mapping[str, JsonValue] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )

    def to_text(self) -> str:
        """As JSON, for `read_settings`."""
        fields = {**self.unknown, _PROXY: None if self.proxy is None else self.proxy.url}
        usual = Settings()
        chosen: Mapping[str, tuple[JsonValue, JsonValue]] = {
            _LOCK_AFTER: (self.lock_after_min, usual.lock_after_min),
            _LANGUAGE: (self.language, usual.language),
            _THEME: (str(self.theme), str(usual.theme)),
            _TEXT: (self.text_percent, usual.text_percent),
            _MOTION: (str(self.motion), str(usual.motion)),
            _TEST_ORDER: (self.try_test_order, usual.try_test_order),
        }
        fields.update({name: own for name, (own, other) in chosen.items() if own != other})
        return json.dumps(fields, sort_keys=True)


def read_settings(text: str) -> Settings | Problem:
    """The settings that `to_text` wrote.

    Anything else is a problem and never "no proxy": whoever chose one did not choose to be seen
    without it. Only how the window looks is guessed at where it cannot be understood: no safety
    hangs on it, and it is handed on like what a newer version added.
    """
    try:
        fields = dict(read_object(text.encode()))
    except (JsonRejectedError, UnicodeEncodeError) as error:
        told = str(error) if isinstance(error, JsonRejectedError) else "not UTF-8"
        return _unreadable(told)
    address = fields.pop(_PROXY, None)
    if address is not None and not isinstance(address, str):
        return _unreadable("the proxy is not a text")
    proxy = None if address is None else read_proxy(address)
    if isinstance(proxy, Problem):
        return _unreadable(f"the proxy: {proxy.technical}")
    minutes = fields.pop(_LOCK_AFTER, _USUAL_LOCK_AFTER_MIN)
    if minutes is not None and (
        type(minutes) is not int or not 1 <= minutes <= _LONGEST_LOCK_AFTER_MIN
    ):
        return _unreadable("the time after which the vault locks")
    tries = fields.pop(_TEST_ORDER, True)
    if not isinstance(tries, bool):
        return _unreadable("whether to try the test order")
    return Settings(
        proxy,
        minutes,
        _language_in(fields),
        _theme_in(fields),
        _text_percent_in(fields),
        _motion_in(fields),
        tries,
        MappingProxyType(fields),
    )


def _language_in(fields: dict[str, JsonValue]) -> str:
    code = fields.get(_LANGUAGE)
    if isinstance(code, str) and _LANGUAGE_SHAPE.fullmatch(code):
        del fields[_LANGUAGE]
        return code
    return ""


def _theme_in(fields: dict[str, JsonValue]) -> Theme:
    name = fields.get(_THEME)
    if isinstance(name, str) and name in list(Theme):
        del fields[_THEME]
        return Theme(name)
    return Theme.SYSTEM


def _motion_in(fields: dict[str, JsonValue]) -> Motion:
    name = fields.get(_MOTION)
    if isinstance(name, str) and name in list(Motion):
        del fields[_MOTION]
        return Motion(name)
    return Motion.SYSTEM


def _text_percent_in(fields: dict[str, JsonValue]) -> int:
    percent = fields.get(_TEXT)
    smallest, largest = TEXT_CHOICES_PERCENT[0], TEXT_CHOICES_PERCENT[-1]
    if type(percent) is int and smallest <= percent <= largest:
        del fields[_TEXT]
        return percent
    return smallest


def _unreadable(reason: str) -> Problem:
    return Problem(ProblemId.SETTINGS_UNREADABLE, technical=reason)
