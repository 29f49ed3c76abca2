"""What the process says to scripts when it ends; part of the stable contract."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import assert_never

from wizard.core.problem_words import keeping, opening, program, typed
from wizard.core.problems import ProblemId
from wizard.core.saved_key import VerdictWord


class ExitCode(IntEnum):
    """Exit statuses. 0 to 4 and 64 are the contract; the others follow sysexits and shells."""

    READ_ONLY = 0
    CAN_DO_MORE = 1
    NOT_ACCEPTED = 2
    NOT_CHECKED = 3
    VAULT = 4
    USAGE = 64
    UNAVAILABLE = 69  # a port or a display that is not to be had
    OUR_FAULT = 70
    OUTPUT_LOST = 74
    INTERRUPTED = 130
    READER_GONE = 141

    @classmethod
    def of_verdict(cls, word: VerdictWord) -> ExitCode:
        """The status for one verdict."""
        match word:
            case VerdictWord.READ_ONLY:
                return cls.READ_ONLY
            case VerdictWord.CAN_DO_MORE:
                return cls.CAN_DO_MORE
            case VerdictWord.NOT_ACCEPTED:
                return cls.NOT_ACCEPTED
            case VerdictWord.NOT_CHECKED:
                return cls.NOT_CHECKED
            case _:
                assert_never(word)

    @classmethod
    def of_problem(cls, problem_id: ProblemId) -> ExitCode:
        """The status for a problem that kept a command from its work."""
        apart = next((code for ids, code in _APART if problem_id in ids), None)
        if apart is not None:
            return apart
        if problem_id in keeping.WORDS or problem_id in opening.WORDS:
            return cls.VAULT
        if problem_id in program.WORDS:
            return cls.OUR_FAULT
        if problem_id in typed.WORDS and problem_id is not ProblemId.OTHER_VENUE:
            return cls.USAGE
        return cls.NOT_CHECKED


# Values that no exchange would take: it need not be asked.
_USELESS = frozenset(
    {
        ProblemId.API_KEY_EMPTY,
        ProblemId.API_KEY_SHAPE,
        ProblemId.API_KEY_IS_PUBLIC,
        ProblemId.API_KEY_IS_PRIVATE,
        ProblemId.API_KEY_IS_SECRET,
        ProblemId.SECRET_EMPTY,
        ProblemId.SECRET_SHAPE,
        ProblemId.SAME_TWICE,
        ProblemId.PRIVATE_KEY_LOCKED,
        ProblemId.PRIVATE_KEY_PUBLIC,
        ProblemId.PRIVATE_KEY_UNKNOWN,
    }
)
_NOT_WRITTEN = frozenset(
    {
        ProblemId.REPORT_NOT_WRITTEN,
        ProblemId.REPORT_EXISTS,
        ProblemId.EXPORT_NOT_WRITTEN,
        ProblemId.EXPORT_EXISTS,
        ProblemId.EXPORT_OVER_VAULT,
    }
)
_NOT_TO_BE_HAD = frozenset({ProblemId.PORT_TAKEN, ProblemId.PORT_REFUSED, ProblemId.NO_DISPLAY})
_APART = (
    (_USELESS, ExitCode.NOT_ACCEPTED),
    (_NOT_WRITTEN, ExitCode.OUTPUT_LOST),
    (_NOT_TO_BE_HAD, ExitCode.UNAVAILABLE),
)

_WORST_FIRST = (
    ExitCode.CAN_DO_MORE,
    ExitCode.NOT_ACCEPTED,
    ExitCode.VAULT,
    ExitCode.NOT_CHECKED,
    ExitCode.READ_ONLY,
)


def worst_of(codes: Iterable[ExitCode]) -> ExitCode:
    """The status for several keys: the worst of 1, 2, 4, 3, 0 in that order.

    For no key at all nothing was checked, so that is what it says.
    """
    given = set(codes)
    return next((code for code in _WORST_FIRST if code in given), ExitCode.NOT_CHECKED)
