"""What somebody chose once for all time; one small JSON text, without any secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wizard.core.appearance import LANGUAGE, MOTION, TEXT, THEME, Appearance, appearance_in
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, read_proxy
from wizard.core.strict_json import JsonRejectedError, JsonValue, read_object

LOCK_CHOICES_MIN: tuple[int | None, ...] = (1, 5, 10, 30, None)
"""After how many minutes without anybody a vault may be locked; None: never."""

_AS_THE_SYSTEM = Appearance()
_PROXY = "proxy"
_LOCK_AFTER = "lock_after_min"
_TEST_ORDER = "try_test_order"
_USUAL_LOCK_AFTER_MIN = 10
_LONGEST_LOCK_AFTER_MIN = 24 * 60  # room for what another version may offer


@dataclass(frozen=True, slots=True)
class Settings:
    """`proxy` is the one to go through, None for none.

    `lock_after_min`: a vault that asks for a passphrase is locked after so many minutes without
    anybody; None for never.
    `try_test_order`: whether a check asks for a second witness; without it a verdict says so.
    `unknown` are the fields of a newer version, which this one hands on as they are.
    """

    proxy: Proxy | None = None
    lock_after_min: int | None = _USUAL_LOCK_AFTER_MIN
    appearance: Appearance = _AS_THE_SYSTEM
    try_test_order: bool = True
    unknown: Mapping[str, JsonValue] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )

    def to_text(self) -> str:
        """As JSON, for `read_settings`."""
        fields = {**self.unknown, _PROXY: None if self.proxy is None else self.proxy.url}
        usual = Settings()
        own, other = _looks(self.appearance), _looks(usual.appearance)
        chosen: Mapping[str, tuple[JsonValue, JsonValue]] = {
            _LOCK_AFTER: (self.lock_after_min, usual.lock_after_min),
            **{name: (own[name], other[name]) for name in own},
            _TEST_ORDER: (self.try_test_order, usual.try_test_order),
        }
        fields.update({name: here for name, (here, there) in chosen.items() if here != there})
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
    appearance = appearance_in(fields)
    understood = _looks(appearance)
    unknown = {name: value for name, value in fields.items() if understood.get(name) != value}
    return Settings(proxy, minutes, appearance, tries, MappingProxyType(unknown))


def _looks(appearance: Appearance) -> Mapping[str, JsonValue]:
    return {
        LANGUAGE: appearance.language,
        THEME: str(appearance.theme),
        TEXT: appearance.text_percent,
        MOTION: str(appearance.motion),
    }


def _unreadable(reason: str) -> Problem:
    return Problem(ProblemId.SETTINGS_UNREADABLE, technical=reason)
