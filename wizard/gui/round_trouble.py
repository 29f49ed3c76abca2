"""What a round of verifying has to say beside the news: why there was no answer, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wizard.core.news import News
from wizard.core.problems import Problem
from wizard.core.status import Tone
from wizard.core.verdict import NotAccepted, NotChecked
from wizard.core.wording import QT_TR_NOOP, tr
from wizard.key_service import Verified

_KEPT = QT_TR_NOOP("Nothing was handed over.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem, and the record id of the key that it is about."""

    record_id: str
    problem: Problem


def trouble_of(checked: Sequence[Verified], *, asked: int) -> Trouble | None:
    """The problem to show after a round about `asked` keys.

    One key's problem is shown whole; of several the first that says when there is sense in asking
    again, since that holds for all of them.
    """
    for one in checked:
        match one.verdict:
            case NotChecked(problem, until) if asked == 1 or until is not None:
                return Trouble(one.key.record_id, problem)
            case NotAccepted(problem) if asked == 1:
                return Trouble(one.key.record_id, problem)
            case _:
                pass
    return None


def kept_back(news: News | None) -> News:
    """The news of a key that should have been handed over, and was not."""
    if news is None:
        return News(Tone.QUIET, tr(_KEPT), "", None)
    return replace(news, more=f"{tr(_KEPT)} {news.more}".strip())
