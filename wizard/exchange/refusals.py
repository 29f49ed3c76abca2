"""What it means when the exchange does not accept a key: one code, often several causes."""

from __future__ import annotations

from types import MappingProxyType

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem, ProblemId
from wizard.core.venue import Grade, VenueId
from wizard.core.venue_words import spoken
from wizard.core.wording import QT_TR_NOOP, tr
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.error_body import address_seen, error_code
from wizard.exchange.replies import Answer

# Codes of the exchange: documentation and recorded answers, autumn 2026 (exchange-facts 3).
NOT_ALLOWED = -2015
_KEY_UNKNOWN = -2008  # not documented, seen on /sapi
_KEY_SHAPE = -2014
_SIGNATURE = -1022
_OTHER_SITES = MappingProxyType(
    {
        VenueId.BINANCE_COM: QT_TR_NOOP(", such as Binance.US or a testnet"),
        VenueId.BINANCE_US: QT_TR_NOOP(", such as Binance.com or a testnet"),
        VenueId.PRACTICE: "",
        VenueId.PRACTICE_US: "",
    }
)


def refusal(answer: Answer, asked: Circumstances, technical: str) -> Problem | None:
    """Why the key was refused; None when the answer is no refusal of a key."""
    if answer.status not in {400, 401}:
        return None
    sites = _OTHER_SITES[asked.venue.id]
    about = {"venue": spoken(asked.venue.id), "other_sites": tr(sites) if sites else ""}
    code = error_code(answer)
    if code == _KEY_SHAPE:
        return Problem(ProblemId.KEY_SHAPE_REFUSED, technical)
    if code == _KEY_UNKNOWN:
        return Problem(ProblemId.KEY_UNKNOWN, technical, MappingProxyType(about))
    if code == NOT_ALLOWED:
        return _not_let_in(answer, asked, technical, about)
    if code == _SIGNATURE:
        own = asked.kind in {KeyKind.ED25519, KeyKind.RSA}
        return Problem(ProblemId.WRONG_PRIVATE_KEY if own else ProblemId.WRONG_SECRET, technical)
    return None


def _not_let_in(
    answer: Answer, asked: Circumstances, technical: str, about: dict[str, str]
) -> Problem:
    address = address_seen(answer)
    if address is not None:
        seen = tr("It sees you at {address}.").format(address=address)
        about |= {"address": address, "address_seen": f"{seen} "}
    # Where there is /sapi, it answers -2008 for an unknown key, so this one is known.
    known = asked.venue.grade is Grade.FULL
    problem_id = ProblemId.NOT_ALLOWED if known else ProblemId.KEY_NOT_LET_IN
    return Problem(problem_id, technical, MappingProxyType(about))
