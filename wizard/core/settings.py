"""What somebody chose once for all time; one small JSON text, without any secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, read_proxy
from wizard.core.strict_json import JsonRejectedError, JsonValue, read_object

_PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Settings:
    """`proxy` is the one to go through, None for none.

    `unknown` are the fields of a newer version, which this one hands on as they are.
    """

    proxy: Proxy | None = None
    unknown: Mapping[str, JsonValue] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )

    def to_text(self) -> str:
        """As JSON, for `read_settings`."""
        proxy = None if self.proxy is None else self.proxy.url
        return json.dumps({**self.unknown, _PROXY: proxy}, sort_keys=True)


def read_settings(text: str) -> Settings | Problem:
    """The settings that `to_text` wrote.

    Anything else is a problem and never "no proxy": whoever chose one did not choose to be seen
    without it.
    """
    try:
        fields = dict(read_object(text.encode()))
    except JsonRejectedError as error:
        return _unreadable(str(error))
    except UnicodeEncodeError:
        return _unreadable("not UTF-8")
    address = fields.pop(_PROXY, None)
    if address is not None and not isinstance(address, str):
        return _unreadable("the proxy is not a text")
    proxy = None if address is None else read_proxy(address)
    if isinstance(proxy, Problem):
        return _unreadable(f"the proxy: {proxy.technical}")
    return Settings(proxy, MappingProxyType(fields))


def _unreadable(reason: str) -> Problem:
    return Problem(ProblemId.SETTINGS_UNREADABLE, technical=reason)
