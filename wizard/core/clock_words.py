"""What a look at the clock found, in a sentence and what to do about it."""

from __future__ import annotations

from typing import assert_never

from wizard.core.evidence import Greeting, Unanswered
from wizard.core.time_words import ahead_or_behind
from wizard.core.wording import tr

# An exchange takes a request for one from the future when the clocks differ by more
# (documentation, autumn 2026).
_AGREE_MS = 1000


def clocks_agree(answer: Greeting | Unanswered) -> bool:
    """Whether nothing is wrong with the clock."""
    return isinstance(answer, Greeting) and abs(answer.clock_off_ms) < _AGREE_MS


def clock_words(answer: Greeting | Unanswered, venue: str) -> str:
    """What to say after `venue` was asked for its time."""
    match answer:
        case Unanswered(problem):
            words = tr("The clock could not be checked. {what} {do}")
            return words.format(what=problem.what, do=problem.do)
        case Greeting() if clocks_agree(answer):
            return tr("This computer’s clock and that of {venue} agree now. Check again.").format(
                venue=venue
            )
        case Greeting(clock_off_ms=off):
            return tr(
                "This computer’s clock is {offset}, compared with {venue}. "
                "Set it in your system’s settings, then check again."
            ).format(offset=ahead_or_behind(off), venue=venue)
        case _:
            assert_never(answer)
