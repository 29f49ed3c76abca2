"""What a check of a pending key means for its owner: a heading, a sentence, one thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from wizard.core.evidence import TestOrder
from wizard.core.permissions import TRADING
from wizard.core.problems import Action, Problem, ProblemId
from wizard.core.status import Power, Tone, power_of
from wizard.core.venue import Grade
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict
from wizard.core.wording import tr

# The labels of the boxes on the exchange's own page, autumn 2026.
_BOXES = MappingProxyType(
    {
        TRADING: "Enable Spot & Margin Trading",
        "enableWithdrawals": "Enable Withdrawals",
        "enableInternalTransfer": "Enable Internal Transfer",
        "permitsUniversalTransfer": "Permits Universal Transfer",
        "enableMargin": "Enable Margin Loan, Repay & Transfer",
        "enableFutures": "Enable Futures",
        "enableVanillaOptions": "Enable European Options",
        "enablePortfolioMarginTrading": "Enable Portfolio Margin Trading",
        "enableFixApiTrade": "Enable FIX API Trading",
    }
)


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """`actions` are offered beside `do`, the most helpful one first.

    TRY_AGAIN among them is the button that checks again, which is there in any case.
    """

    heading: str
    lead: str
    do: str
    tone: Tone
    actions: tuple[Action, ...]

    @property
    def main(self) -> Action:
        """The one that stands out; TRY_AGAIN where nothing is better than to go on below."""
        stands_out = bool(self.actions) and self.tone is not Tone.GOOD
        return self.actions[0] if stands_out else Action.TRY_AGAIN


def box(field: str) -> str:
    """The label of the box for one permission, as the exchange's page writes it."""
    return _BOXES.get(field, field)


def boxes(fields: Sequence[str]) -> str:
    """The labels of several boxes, in quotation marks: "“Enable Futures” and “Enable Margin”"."""
    *first, last = (tr("“{label}”").format(label=box(field)) for field in fields)
    if not first:
        return last
    return tr("{several} and {last}").format(several=", ".join(first), last=last)


def outcome_words(verdict: Verdict, name: str) -> OutcomeWords:
    """The words for a verdict on the pending key called `name`."""
    match verdict:
        case ReadOnly(grade=Grade.TRADING_ONLY):
            return OutcomeWords(
                tr("This key cannot trade"),
                tr(
                    "“{name}” is saved. A test order was refused, which proves that trading is "
                    "off. Binance.US does not report what a key may do, so nobody can prove that "
                    "withdrawals are off: there is only what you saw on the page yourself."
                ).format(name=name),
                tr(
                    "Press “Show my keys”, then “Hand over…” to copy it into the program you made "
                    "it for. Come back any day: “Verify all” proves again that it cannot trade."
                ),
                Tone.GOOD,
                (),
            )
        case ReadOnly(evidence):
            return OutcomeWords(
                tr("This key can only read"),
                " ".join(_proven(evidence.test_order)).format(name=name),
                tr(
                    "Press “Show my keys”, then “Hand over…” to copy it into the program you made "
                    "it for. Come back any day: one click on “Verify all” proves again that "
                    "nothing has changed."
                ),
                Tone.GOOD,
                (Action.OPEN_PAGE,),
            )
        case CanDoMore():
            return _can_do_more(verdict)
        case NotAccepted(problem):
            return _trouble(problem, Tone.WARN)
        case NotChecked(problem, _):
            return _trouble(problem, Tone.WARN)
        case _:
            assert_never(verdict)


def _proven(fate: TestOrder) -> Iterator[str]:
    """What a proof rests on, also when no refused order stands beside the report."""
    yield tr("“{name}” is proven and saved. Everything else that the exchange reports is off.")
    if fate is TestOrder.SILENT:
        yield tr("The test order brought no clear answer, so this rests on that report alone.")
    if fate is TestOrder.OFF:
        yield tr("No test order was tried, so this rests on that report alone.")


def _heading(power: Power) -> str:
    match power:
        case Power.WITHDRAW:
            return tr("This key can withdraw your money")
        case Power.TRADE:
            return tr("This key can still trade")
        case Power.MORE:
            return tr("This key can do more than read")
        case _:
            assert_never(power)


def _can_do_more(verdict: CanDoMore) -> OutcomeWords:
    lead = tr(
        "The key does not count as saved yet. Its secret is kept here, encrypted, while you fix it."
    )
    heading = _heading(power_of(verdict.switched_on))
    if verdict.evidence.permissions is None:
        accepted = tr("A test order was accepted, which needs the right to trade.")
        return OutcomeWords(
            heading,
            f"{accepted} {lead}",
            tr(
                "On the page edit the key, untick trading, and look that only reading is ticked. "
                "Save, then check again here."
            ),
            Tone.BAD,
            (Action.OPEN_PAGE, Action.EDIT_RESTRICTIONS),
        )
    if not verdict.evidence.permissions.switched_on:
        contradicted = tr("The exchange says that trading is off, and yet it took a test order.")
        return OutcomeWords(
            heading,
            f"{contradicted} {lead}",
            tr("Do not use this key. Delete it on the exchange's page and create a new one."),
            Tone.BAD,
            (Action.OPEN_PAGE, Action.START_AGAIN),
        )
    return OutcomeWords(
        heading,
        lead,
        tr(
            "On the page choose “Edit restrictions”, untick {boxes}, press “Save”, "
            "then check again here."
        ).format(boxes=boxes(verdict.switched_on)),
        Tone.BAD,
        (Action.OPEN_PAGE, Action.EDIT_RESTRICTIONS),
    )


# What else helps, beside the problem's own action; the first is the main one.
_WAYS = MappingProxyType(
    {
        ProblemId.KEY_UNKNOWN: (Action.PASTE_AGAIN, Action.OTHER_VENUE, Action.START_AGAIN),
        ProblemId.KEY_NOT_LET_IN: (Action.OPEN_PAGE, Action.OTHER_VENUE, Action.PASTE_AGAIN),
        # Most often the network itself; now and then it is one that needs a proxy.
        ProblemId.NO_NETWORK: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
        ProblemId.ADDRESS_UNKNOWN: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
        ProblemId.EXCHANGE_UNREACHABLE: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
        ProblemId.TLS_REFUSED: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
        ProblemId.CONNECTION_BROKEN: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
        ProblemId.TIMED_OUT: (Action.TRY_AGAIN, Action.CONNECTION_SETTINGS),
    }
)


def _trouble(problem: Problem, tone: Tone) -> OutcomeWords:
    actions: tuple[Action, ...] = (problem.action,)
    if problem.id in _WAYS:
        actions = _WAYS[problem.id]
    elif problem.action is Action.EDIT_RESTRICTIONS:
        actions = (Action.OPEN_PAGE, Action.EDIT_RESTRICTIONS)
    elif problem.action in {Action.TRY_AGAIN, Action.TRY_LATER, Action.NONE}:
        actions = ()  # the main button says "Check again" already
    return OutcomeWords(problem.what, problem.means, problem.do, tone, actions)
