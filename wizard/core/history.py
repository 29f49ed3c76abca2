"""From a verdict to a line of history, and from two lines to what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from wizard.core.permissions import IP_RESTRICTED, label
from wizard.core.saved_key import PastCheck, VerdictWord
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict
from wizard.core.wording import tr


def word_of(verdict: Verdict) -> VerdictWord:
    """A verdict's name."""
    match verdict:
        case ReadOnly():
            return VerdictWord.READ_ONLY
        case CanDoMore():
            return VerdictWord.CAN_DO_MORE
        case NotAccepted():
            return VerdictWord.NOT_ACCEPTED
        case NotChecked():
            return VerdictWord.NOT_CHECKED
        case _:
            assert_never(verdict)


def past_check(verdict: Verdict, now: datetime) -> PastCheck:
    """What the history keeps of a verdict; `now` is an aware UTC time."""
    match verdict:
        case ReadOnly(evidence) | CanDoMore(evidence):
            return PastCheck(
                checked_at=evidence.checked_at,
                verdict=word_of(verdict),
                permissions=None if evidence.permissions is None else evidence.permissions.flags,
                switched_on=verdict.switched_on if isinstance(verdict, CanDoMore) else (),
                test_order=evidence.test_order,
                problem_id=None,
            )
        case NotAccepted(problem) | NotChecked(problem, _):
            return PastCheck(now, word_of(verdict), None, (), "off", problem.id)
        case _:
            assert_never(verdict)


@dataclass(frozen=True, slots=True)
class Switched:
    """One permission that is different from before."""

    field: str
    on: bool

    @property
    def words(self) -> str:
        """For people: "Spot & margin trading switched on"."""
        if self.field == IP_RESTRICTED:
            return tr("IP restriction added") if self.on else tr("IP restriction taken away")
        text = tr("{permission} switched on") if self.on else tr("{permission} switched off")
        return text.format(permission=label(self.field))


def switched_between(before: PastCheck | None, after: PastCheck) -> tuple[Switched, ...]:
    """Every permission that differs, dangerous ones first; nothing where either is unknown."""
    if before is None or before.permissions is None or after.permissions is None:
        return ()
    names = sorted({*before.permissions, *after.permissions})
    changed = [
        Switched(name, after.permissions.get(name, False))
        for name in names
        if before.permissions.get(name, False) is not after.permissions.get(name, False)
    ]
    return tuple(sorted(changed, key=lambda one: one.field not in after.switched_on))
