"""A report for support as plain text that is also Markdown; reads the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from wizard.core.grade_words import proven_word
from wizard.core.problems import ProblemId
from wizard.core.report import (
    CheckLine,
    Connection,
    Findings,
    Keeping,
    KeyLine,
    Program,
    RecentCheck,
    Trouble,
    VaultState,
)
from wizard.core.report_net import Traces, strain
from wizard.core.saved_key import VerdictWord
from wizard.core.venue import Grade, grade_of
from wizard.core.wording import in_english

_MOST_KEYS = 30
_LONGEST = 60
_VALUE = re.compile(rf"[A-Za-z0-9 .,:+()'_/-]{{1,{_LONGEST}}}", re.ASCII)
_TECHNICAL_WORD = re.compile(r"-?[0-9]{1,6}|[A-Za-z][A-Za-z_-]{0,29}", re.ASCII)
_HIDDEN = "…"

_HEAD = """\
This report says how the Read-Only Key Wizard works. It holds no secrets.
Read it before you post it: what is posted is there for everybody.\
"""


def report_text(findings: Findings, traces: Traces) -> str:
    """The whole report, in English: those who help read it. `traces` are what a last look must
    not find in it.
    """
    with in_english():
        body = "\n".join(_body(findings))
    strained = strain(body, traces)
    head = _HEAD
    if strained.removed:
        times = "1 thing" if strained.removed == 1 else f"{strained.removed} things"
        head += f"\nA last look removed {times} that looked private. Please tell us about that."
    return f"{head}\n\n{strained.text}\n"


def _body(findings: Findings) -> Iterator[str]:
    yield from _section("Program", _program(findings.program))
    yield from _section("Storage", _keeping(findings.keeping))
    yield from _section("Exchange", _connection(findings.connection))
    yield from _section(_keys_title(findings), _keys(findings))
    recent = [_recent(check, findings) for check in findings.recent]
    yield from _section("Checks since the program started", recent or ["none"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    for line in lines:
        yield f"- {line}"
    yield ""


def _program(program: Program) -> Iterator[str]:
    for name, version in program.versions.items():
        yield f"{name}: {'not installed' if version is None else value(version)}"
    yield f"system: {value(program.system)}"
    yield f"desktop session: {value(program.session)}"
    platform = "not loaded" if program.qt_platform is None else value(program.qt_platform)
    yield f"asked for in: {program.front} (Qt platform: {platform})"


def _keeping(keeping: Keeping) -> Iterator[str]:
    yield f"data folder: {keeping.folder}"
    written = "" if keeping.format is None else f" (format {keeping.format})"
    is_open = "open" if keeping.is_open else "not open"
    yield f"vault: {keeping.vault}" + (f"{written}, {is_open}" if written else "")
    match keeping.keychain:
        case None:
            yield "keychain: none that can be used"
        case (kind, name):
            yield f"keychain: {value(name)} ({value(kind)})"
    if keeping.remark is not None:
        yield f"about the keychain: {_trouble(keeping.remark)}"
    yield f"problem: {_trouble(keeping.problem)}"


def _connection(connection: Connection) -> Iterator[str]:
    yield f"venue: {connection.venue}"
    yield f"proxy: {_proxy(connection)}"
    yield f"certificates: {value(connection.certificates)}"
    yield f"answer: {_milliseconds(connection.answered_ms)}"
    yield f"computer's clock: {_clock(connection.clock_off_ms)}"
    yield f"problem: {_trouble(connection.problem)}"


def _proxy(connection: Connection) -> str:
    match connection.proxy:
        case None:
            used = "none"
        case ProblemId() as problem_id:
            used = problem_id.value
        case kind:
            used = kind.upper()
    offered = connection.proxy_in_environment
    return used if offered is None else f"{used} (the environment names one: {offered.upper()})"


def _keys_title(findings: Findings) -> str:
    saved = sum(key.grade is not None for key in findings.keys)
    return f"Keys: {saved} saved, {len(findings.keys) - saved} not finished"


def _keys(findings: Findings) -> Iterator[str]:
    if not findings.keys:
        seen = findings.keeping.is_open or findings.keeping.vault is VaultState.NONE_YET
        yield "none" if seen else "not looked at: the vault is not open"
    for key in findings.keys[:_MOST_KEYS]:
        yield _key(key)
    if len(findings.keys) > _MOST_KEYS:
        yield f"and {len(findings.keys) - _MOST_KEYS} more"


def _key(key: KeyLine) -> str:
    state = "not finished" if key.grade is None else f"saved, grade {key.grade}"
    checks = "; ".join(_check(check, key.grade or grade_of(key.venue)) for check in key.checks)
    return f"{key.venue}, {key.kind}, {state}: {checks or 'no check'}"


def _check(check: CheckLine, grade: Grade) -> str:
    problem = "" if check.problem_id is None else f" [{check.problem_id}]"
    on = f" ({', '.join(check.switched_on)})" if check.switched_on else ""
    return f"{_verdict(check.verdict, grade)}{problem}{on} {rounded(check.age)}"


def _verdict(verdict: VerdictWord, grade: Grade) -> str:
    """Its word, but no more than was proven."""
    is_weaker = verdict is VerdictWord.READ_ONLY and grade is not Grade.FULL
    return proven_word(grade).lower() if is_weaker else verdict


def _recent(check: RecentCheck, findings: Findings) -> str:
    problem = "" if check.problem is None else f" [{_trouble(check.problem)}]"
    measured = [] if check.answered_ms is None else [_milliseconds(check.answered_ms)]
    if check.clock_off_ms is not None:
        measured.append(f"clock {_clock(check.clock_off_ms)}")
    verdict = _verdict(check.verdict, grade_of(check.venue))
    found = f"{rounded(findings.now - check.at)}: {check.venue}, {verdict}{problem}"
    return ", ".join([found, *measured])


def _trouble(trouble: Trouble | None) -> str:
    if trouble is None:
        return "none"
    return f"{trouble.id}: {technical(trouble.technical)}" if trouble.technical else trouble.id


def _milliseconds(measured: int | None) -> str:
    return "none" if measured is None else f"after {measured} ms"


def _clock(off_ms: int | None) -> str:
    if off_ms is None:
        return "not compared"
    side = "behind" if off_ms > 0 else "ahead"
    return f"{abs(off_ms)} ms {side}" if off_ms else "agrees"


def value(text: str) -> str:
    """A version or a kind as it may be said: short, and of characters that such things have."""
    return text if _VALUE.fullmatch(text) else _HIDDEN


def technical(line: str) -> str:
    """A line for support with its short words and numbers; anything longer is left out."""
    words = [word.strip(",.:;()") for word in line.split()]
    kept = [word if _TECHNICAL_WORD.fullmatch(word) else _HIDDEN for word in words]
    return " ".join(kept)[:_LONGEST]


def rounded(age: timedelta) -> str:
    """How long ago, so coarsely that it cannot be matched with somebody's log."""
    if age < timedelta(0):
        return "in the future"
    for length, word in (
        (timedelta(days=31), "month"),
        (timedelta(days=1), "day"),
        (timedelta(hours=1), "hour"),
        (timedelta(minutes=1), "minute"),
    ):
        if age >= length:
            if word == "month":
                return "more than a month ago"
            number = age // length
            return f"{number} {word}{'' if number == 1 else 's'} ago"
    return "just now"
