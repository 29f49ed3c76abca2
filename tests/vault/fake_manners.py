"""How a made-up Secret Service behaves: what it is told to do wrong, as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

Prompt = Literal["accept", "refuse", "ignore", "accept in vain", "object gone", "service gone"]
Session = Literal["dh", "plain", "text for a key", "zero for a key", "another key", "in the clear"]
Alias = Literal["own", "missing", "session", "nowhere"]
NEVER, DIE = "never answered", "dies"
HUGE = 4_000_000
# In every text that comes with an error: it must not come out anywhere.
TELLTALE = "TELLTALExVALUEx"

# What becomes of a value on its way in or out.
ALTERED: Mapping[str, Callable[[bytes], bytes]] = {
    "as given": lambda value: value,
    "another": lambda _value: b"rok1.somebody-else",
    "cut": lambda value: value[:-1],
    "with a newline": lambda value: value + b"\n",
    "with a zero": lambda value: value + b"\0",
    "empty": lambda _value: b"",
    "not UTF-8": lambda value: b"\xff\xfe" + value,
    "in capitals": bytes.upper,
    "huge": lambda value: value * (HUGE // max(len(value), 1)),
}


@dataclass(frozen=True, slots=True)
class Manners:
    """The default is an honest service, unlocked.

    `fault`: what happens instead of an answer (NEVER, DIE or the name of a D-Bus error), `at` a
    method or property ("GetSecret") or the n-th call ("#7"). `prompts_for`: methods that want a
    dialog first. `holds`: a method that is carried out only when the test says so.
    """

    locked: bool = False
    prompt: Prompt = "accept"
    prompts_for: tuple[str, ...] = ("Unlock", "CreateCollection")
    stores: str | None = "as given"
    gives: str = "as given"
    content_type: str = "text/plain"
    session: Session = "dh"
    alias: Alias = "own"
    decoys_before: int = 0
    decoys_after: int = 0
    deletes: bool = True
    delay_s: float = 0.0
    fault: str = ""
    at: str = ""
    holds: str = ""

    def to_line(self) -> str:
        return json.dumps(asdict(self))


def from_line(line: str) -> Manners:
    fields = json.loads(line)
    return Manners(**{**fields, "prompts_for": tuple(fields["prompts_for"])})
