"""What the owner of a saved key should do now, if anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from wizard.core.key_story import order_betrayed, what_happened
from wizard.core.outcome_words import boxes
from wizard.core.problem_words import WORDS
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.status import Power, Tone, power_of
from wizard.core.wording import QT_TR_NOOP, tr


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do. `open_page`: on the exchange's page; `create_again`: from step 1."""

    tone: Tone
    heading: str
    words: str
    open_page: bool = False
    create_again: bool = False


_IN_ACCOUNT = QT_TR_NOOP(
    "If it was not you who switched it on, somebody else may be in your account: "
    "delete the key there and change your password."
)


_NOTHING_KNOWN = QT_TR_NOOP("Nothing is known to have changed.")


def advice_for(key: SavedKey) -> Advice | None:
    """The advice for a key as its newest checks left it; None when all is well or unknown."""
    past, proof = key.last_check, key.last_proof
    if proof is not None and proof.verdict is VerdictWord.CAN_DO_MORE:
        return _can_do_more(proof)
    if past is None:
        return None
    match past.verdict:
        case VerdictWord.READ_ONLY | VerdictWord.CAN_DO_MORE:
            return None
        case VerdictWord.NOT_ACCEPTED:
            return _not_accepted(past)
        case VerdictWord.NOT_CHECKED:
            return _not_checked(past)
        case _:
            assert_never(past.verdict)


def _can_do_more(past: PastCheck) -> Advice:
    heading = _heading(power_of(past.switched_on))
    if past.permissions is None:
        words = tr(
            "A test order was accepted. On the exchange's page edit the key, untick trading, look "
            "that only reading is ticked, save, then verify again here."
        )
        return Advice(Tone.BAD, heading, f"{words} {tr(_IN_ACCOUNT)}", open_page=True)
    if order_betrayed(past):
        words = tr(
            "The exchange says that trading is off, and yet it took a test order. "
            "Do not use this key: delete it on the exchange's page and create a new one."
        )
        return Advice(Tone.BAD, heading, words, open_page=True, create_again=True)
    words = tr(
        "On the exchange's page choose “Edit restrictions”, untick {boxes}, press “Save”, "
        "then verify again here."
    ).format(boxes=boxes(past.switched_on))
    return Advice(Tone.BAD, heading, f"{words} {tr(_IN_ACCOUNT)}", open_page=True)


def _heading(power: Power) -> str:
    match power:
        case Power.WITHDRAW:
            return tr("This key can withdraw. What to do")
        case Power.TRADE:
            return tr("This key can trade. What to do")
        case Power.MORE:
            return tr("This key can do more. What to do")
        case _:
            assert_never(power)


def _not_accepted(past: PastCheck) -> Advice:
    match past.problem_id:
        case ProblemId.KEY_UNKNOWN | ProblemId.KEY_DELETED:
            return Advice(
                Tone.WARN,
                tr("The exchange does not know this key any more"),
                tr(
                    "It was deleted there, by you or by the exchange. That is a normal event: "
                    "on 3 July 2018 Binance deleted every key there was. Create a new one from "
                    "step 1; the name is filled in already."
                ),
                create_again=True,
            )
        case (
            ProblemId.NOT_ALLOWED
            | ProblemId.ADDRESS_NOT_LISTED
            | ProblemId.KEY_NOT_LET_IN
            | ProblemId.READING_OFF
        ):
            problem = Problem(past.problem_id)
            words = f"{problem.means} {problem.do}"
            return Advice(Tone.WARN, problem.what, words, open_page=True)
        case _:
            return Advice(
                Tone.WARN,
                what_happened(past),
                tr(
                    "Verify again. If it stays so, delete the key on the exchange's page "
                    "and create a new one from step 1."
                ),
                open_page=True,
                create_again=True,
            )


def _not_checked(past: PastCheck) -> Advice:
    do = WORDS[past.problem_id].do if past.problem_id else ""
    # How long to wait was in the answer, which is long gone.
    can_be_said = bool(do) and "{" not in do
    next_thing = tr(do) if can_be_said else tr("Wait a few minutes, then verify again.")
    words = f"{tr(_NOTHING_KNOWN)} {next_thing}"
    return Advice(Tone.QUIET, what_happened(past), words)
