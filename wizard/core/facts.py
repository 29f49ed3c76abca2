"""What the live check shows, row by row: one fact each, as soon as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from wizard.core.credentials import KeyKind
from wizard.core.evidence import PermissionsSeen, TestOrder
from wizard.core.permissions import MUST_BE_OFF_IF_REPORTED, MUST_BE_REPORTED_OFF, TRADING, label
from wizard.core.problems import Problem, ProblemId
from wizard.core.time_words import ahead_or_behind
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict
from wizard.core.wording import QT_TR_NOOP, tr

_GROUPS = (
    (QT_TR_NOOP("Spot & margin trading"), (TRADING,)),
    (QT_TR_NOOP("Withdrawals"), ("enableWithdrawals",)),
    (QT_TR_NOOP("Transfers"), ("enableInternalTransfer", "permitsUniversalTransfer")),
    (
        QT_TR_NOOP("Futures, options, margin loans"),
        (
            "enableMargin",
            "enableFutures",
            "enableVanillaOptions",
            "enablePortfolioMarginTrading",
            "enableFixApiTrade",
        ),
    ),
)
_KNOWN = {*MUST_BE_REPORTED_OFF, *MUST_BE_OFF_IF_REPORTED}
# A refusal with one of these still proves that exchange and clock are well.
_ABOUT_THE_PAIR = {
    ProblemId.WRONG_SECRET,
    ProblemId.WRONG_PRIVATE_KEY,
    ProblemId.SWAPPED,
    ProblemId.SAME_TWICE,
}
# Values that are refused before anybody is asked.
_NEVER_SENT = {
    ProblemId.API_KEY_EMPTY,
    ProblemId.API_KEY_SHAPE,
    ProblemId.SECRET_EMPTY,
    ProblemId.SECRET_SHAPE,
    ProblemId.PRIVATE_KEY_LOCKED,
    ProblemId.PRIVATE_KEY_PUBLIC,
    ProblemId.PRIVATE_KEY_UNKNOWN,
}
_NO_ANSWER = {
    ProblemId.NO_NETWORK,
    ProblemId.ADDRESS_UNKNOWN,
    ProblemId.EXCHANGE_UNREACHABLE,
    ProblemId.PROXY_NEEDED,
    ProblemId.PROXY_UNREACHABLE,
    ProblemId.PROXY_REFUSED,
    ProblemId.PROXY_LOGIN,
    ProblemId.PROXY_UNREADABLE,
    ProblemId.CONNECTION_BROKEN,
    ProblemId.TLS_REFUSED,
    ProblemId.CERTIFICATE_DATE,
    ProblemId.TIMED_OUT,
}
# The exchange, or somebody in between.
_SOMEBODY_ANSWERED = {
    ProblemId.LOGIN_PAGE,
    ProblemId.ANSWER_UNREADABLE,
    ProblemId.ANSWER_TOO_LARGE,
    ProblemId.REDIRECTED,
}
_ANSWERED_SOMETHING_ELSE = {
    ProblemId.REQUEST_MALFORMED,
    ProblemId.CLOCK_DISPUTED,
    ProblemId.TOO_MANY_REQUESTS,
    ProblemId.BANNED,
    ProblemId.MAINTENANCE,
    ProblemId.LOCATION_REFUSED,
    ProblemId.FIREWALL,
    ProblemId.SERVER_TROUBLE,
    ProblemId.UNKNOWN_ERROR,
    ProblemId.TRADING_UNPROVEN,
}
_NOT_KNOWN = QT_TR_NOOP("not known")
# Below a second nobody needs to look at a clock.
_WORTH_SAYING_MS = 1000


class FactState(StrEnum):
    """What is known of one fact."""

    WAITING = "waiting"
    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what was asked, what came out, in words."""

    label: str
    value: str
    state: FactState


def _row(name: str, value: str, state: FactState) -> Fact:
    """With a label of ours, which is marked for translation and not translated yet."""
    return Fact(tr(name), value, state)


def unreported_row() -> Fact:
    """Two boxes that the exchange reports to no program: only a person can look at them."""
    return _row(_UNREPORTED, tr("not reported: please look on its page"), FactState.UNKNOWN)


def of_kind(facts: Sequence[Fact], kind: KeyKind) -> tuple[Fact, ...]:
    """The rows of a check, with a word for what belongs to an API key of this kind."""
    if kind is KeyKind.HMAC:
        return tuple(facts)
    return tuple(
        replace(fact, label=tr(_KEYS_PAIR)) if fact.label == tr(_PAIR) else fact for fact in facts
    )


def facts_before() -> tuple[Fact, ...]:
    """The rows before anything is known."""
    labels = (_ANSWERS, _PAIR, _READING, *(name for name, _ in _GROUPS), _TEST_ORDER)
    return tuple(_row(text, "", FactState.WAITING) for text in labels)


def facts_half_way(seen: PermissionsSeen) -> tuple[Fact, ...]:
    """The rows once the permissions are known, while the test order is still out."""
    return (*_reported(seen), _row(_TEST_ORDER, "", FactState.WAITING))


def facts_after(verdict: Verdict) -> tuple[Fact, ...]:
    """The rows when the check is over."""
    match verdict:
        case ReadOnly(evidence) | CanDoMore(evidence):
            seen = PermissionsSeen(
                evidence.permissions, evidence.answered_ms, evidence.clock_off_ms
            )
            rows = (*_reported(seen), order_row(evidence.test_order))
            proven = isinstance(verdict, ReadOnly) and evidence.permissions is not None
            return (*rows, unreported_row()) if proven else rows
        case NotAccepted(problem):
            return _refused(problem)
        case NotChecked(problem, _):
            return (_answered(problem.id), *_not_known()[1:])
        case _:
            assert_never(verdict)


def _not_known() -> list[Fact]:
    return [Fact(fact.label, tr(_NOT_KNOWN), FactState.UNKNOWN) for fact in facts_before()]


def _answered(problem_id: ProblemId) -> Fact:
    """Whether the exchange answers, as far as a check that proved nothing can tell."""
    if problem_id in _NO_ANSWER:
        return _row(_ANSWERS, tr("no"), FactState.BAD)
    if problem_id in _SOMEBODY_ANSWERED:
        return _row(_ANSWERS, tr("not for certain"), FactState.UNKNOWN)
    if problem_id in _ANSWERED_SOMETHING_ELSE:
        return _row(_ANSWERS, tr("yes, but not our question"), FactState.UNKNOWN)
    if problem_id is ProblemId.CLOCK_OFF:
        return _row(_ANSWERS, tr("this computer's clock is wrong"), FactState.BAD)
    if problem_id is ProblemId.ANOTHER_KEY_ANSWERED:
        return _row(_ANSWERS, tr("about another key"), FactState.BAD)
    # The vault, the program or the person ended the check; nobody knows about the exchange.
    return _row(_ANSWERS, tr(_NOT_KNOWN), FactState.UNKNOWN)


_ANSWERS = QT_TR_NOOP("The exchange answers, the clock is right")
_PAIR = QT_TR_NOOP("API key and secret belong together")
_KEYS_PAIR = QT_TR_NOOP("API key and private key belong together")
_READING = QT_TR_NOOP("Reading")
_TEST_ORDER = QT_TR_NOOP("A test order is refused")
_UNREPORTED = QT_TR_NOOP("“Alpha Withdrawals” and “Prediction Trading”")


def _reported(seen: PermissionsSeen) -> tuple[Fact, ...]:
    rows = [
        _row(_ANSWERS, _answered_after(seen), FactState.GOOD),
        _row(_PAIR, tr("yes"), FactState.GOOD),
    ]
    if seen.permissions is None:
        return (*rows, _row(_READING, tr("on"), FactState.GOOD), *_unreported())
    flags = seen.permissions.flags
    rows.append(
        _row(_READING, tr("on"), FactState.GOOD)
        if seen.permissions.reading
        else _row(_READING, tr("off — switch it on"), FactState.BAD)
    )
    for name, fields in _GROUPS:
        on = [label(field) for field in fields if flags.get(field, False)]
        rows.append(_group(name, on, len(fields)))
    unknown = [field for field in seen.permissions.switched_on if field not in _KNOWN]
    rows += [Fact(label(field), tr("ON — switch it off"), FactState.BAD) for field in unknown]
    return tuple(rows)


def _answered_after(seen: PermissionsSeen) -> str:
    if abs(seen.clock_off_ms) < _WORTH_SAYING_MS:
        return tr("yes")
    return tr("yes; this computer's clock is {offset}").format(
        offset=ahead_or_behind(seen.clock_off_ms)
    )


def _unreported() -> list[Fact]:
    return [_row(name, tr("not reported by this site"), FactState.UNKNOWN) for name, _ in _GROUPS]


def _group(name: str, on: list[str], size: int) -> Fact:
    if not on:
        return _row(name, tr("off"), FactState.GOOD)
    said = tr("ON — switch it off")
    if size > 1:
        said = tr("{permissions}: ON — switch it off").format(permissions=", ".join(on))
    return _row(name, said, FactState.BAD)


def order_row(fate: TestOrder) -> Fact:
    """What became of the test order."""
    match fate:
        case TestOrder.REFUSED:
            return _row(_TEST_ORDER, tr("refused"), FactState.GOOD)
        case TestOrder.ACCEPTED:
            return _row(_TEST_ORDER, tr("ACCEPTED — it can trade"), FactState.BAD)
        case TestOrder.SILENT:
            return _row(_TEST_ORDER, tr("no clear answer"), FactState.UNKNOWN)
        case TestOrder.OFF:
            return _row(_TEST_ORDER, tr("not tried"), FactState.UNKNOWN)
        case _:
            assert_never(fate)


def _refused(problem: Problem) -> tuple[Fact, ...]:
    rows = _not_known()
    if problem.id not in _NEVER_SENT:
        rows[0] = _row(_ANSWERS, tr("yes"), FactState.GOOD)
    if problem.id in _ABOUT_THE_PAIR:
        rows[1] = _row(_PAIR, tr("no"), FactState.BAD)
    elif problem.id is ProblemId.READING_OFF:
        rows[1] = _row(_PAIR, tr("yes"), FactState.GOOD)
        rows[2] = _row(_READING, tr("off — switch it on"), FactState.BAD)
    else:
        rows[1] = _row(_PAIR, tr("not accepted"), FactState.BAD)
    return tuple(rows)
