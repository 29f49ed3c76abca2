"""The guide's state: where the person is in the ten steps, and which ways lead on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from wizard.core.credentials import KeyKind
from wizard.core.problems import Problem
from wizard.core.saved_key import PendingKey, VerdictWord, read_name
from wizard.core.venue import VenueId, takes_public_keys

FIRST_STEP = 1
KIND_STEP = 2
NAME_STEP = 3
NAME_AGAIN_STEP = 6
RESTRICT_STEP = 7
PASTE_STEP = 9
CHECK_STEP = 10
# After a check that found too much, these are not done, whatever was pressed.
_TO_MEND = (RESTRICT_STEP, 8)


class Road(StrEnum):
    """Which steps there are to walk."""

    CREATE = "create"
    HAVE_ONE = "have-one"


_STEPS = {
    Road.CREATE: tuple(range(FIRST_STEP, CHECK_STEP + 1)),
    Road.HAVE_ONE: (NAME_STEP, PASTE_STEP, CHECK_STEP),
}
# A key that one has already is on the site: its boxes are looked at after it was pasted.
_WITH_UNTICKING = (NAME_STEP, PASTE_STEP, RESTRICT_STEP, CHECK_STEP)


class Stage(StrEnum):
    """How a step stands in the rail."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class NoSuchWayError(ValueError):
    """A move that the state does not allow; the frame should not have offered it."""


@dataclass(frozen=True, slots=True)
class GuideState:
    """Where the person is. Never holds a secret; all that end in `_id`, and `replaces`, are record
    ids.

    `furthest` is the furthest step reached. `found` is the last verdict on the pending key.
    `venue` is where the person's account is; None while nobody chose, which means the usual one.
    `kind` is the kind of key that is wanted, or in hand. `pair_id`: whose private key is sealed;
    the same as `pending_id` once the API key is here, too. `unticks`: a check sent whoever came
    with a key to its boxes, which is a step of that road from then on.
    """

    road: Road = Road.CREATE
    step: int = FIRST_STEP
    furthest: int = FIRST_STEP
    name: str = ""
    pending_id: str | None = None
    replaces: str | None = None
    found: VerdictWord | None = None
    venue: VenueId | None = None
    kind: KeyKind = KeyKind.HMAC
    pair_id: str | None = None
    unticks: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of the steps on this road, in their order, which is not always theirs."""
        return _WITH_UNTICKING if self.unticks else _STEPS[self.road]

    @property
    def position(self) -> int:
        """Index of the present step on this road, from 0."""
        return self.steps.index(self.step)

    @property
    def is_done(self) -> bool:
        """Whether the key was proven read-only and saved: nothing is left to do."""
        return self.found is VerdictWord.READ_ONLY

    @property
    def has_valid_name(self) -> bool:
        """Whether the name could be kept as it is."""
        return not isinstance(read_name(self.name), Problem)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before this one, and something left to change."""
        return self.position > 0 and not self.is_done

    @property
    def can_continue(self) -> bool:
        """Whether this step has what the next one needs."""
        match self.step:
            case 3:
                return self.has_valid_name and not self.needs_pair
            case 9:
                return self.pending_id is not None
            case 10:
                return False
            case _:
                return True

    @property
    def asks_for_venue(self) -> bool:
        """Whether this is the place to say where the account is: the first step of each road."""
        return self.position == 0 and not self.is_done

    @property
    def takes_pair(self) -> bool:
        """Whether the site lets people choose who makes the key."""
        return self.venue is None or takes_public_keys(self.venue)

    @property
    def asks_for_kind(self) -> bool:
        """Whether this is the place to choose who makes the key."""
        return self.step == KIND_STEP and self.takes_pair and not self.is_done

    @property
    def is_self_generated(self) -> bool:
        """Whether this app makes the pair, and the exchange is given the public key alone."""
        return self.road is Road.CREATE and self.kind is KeyKind.ED25519 and self.takes_pair

    @property
    def needs_pair(self) -> bool:
        """Whether a pair has to be made before the steps on the site can go on."""
        return self.is_self_generated and self.pair_id is None

    @property
    def sealed_id(self) -> str | None:
        """What new values take the place of: the pending key, or a pair that waits."""
        return self.pending_id or self.pair_id

    @property
    def can_ask_for_name_again(self) -> bool:
        """Whether "It asked for a name again" is offered."""
        return self.step == NAME_AGAIN_STEP

    def stage_of(self, step: int) -> Stage:
        """How `step` stands in the rail."""
        if self.is_done:
            return Stage.DONE
        if step == self.step:
            return Stage.HERE
        if self.found is VerdictWord.CAN_DO_MORE and step in _TO_MEND:
            return Stage.AHEAD
        return Stage.DONE if step < self.furthest else Stage.AHEAD

    def can_go_to(self, step: int) -> bool:
        """Whether the rail leads to `step`: any step reached before, until the key is saved."""
        if self.is_done or step not in self.steps or step > self.furthest:
            return False
        if self.needs_pair and step > NAME_STEP:
            return False
        return step != CHECK_STEP or self.pending_id is not None

    def forward(self) -> GuideState:
        """One step on. Raises NoSuchWayError when this step lacks what the next one needs."""
        if not self.can_continue:
            raise NoSuchWayError(f"no way forward from step {self.step}")
        step = self.steps[self.position + 1]
        return replace(self, step=step, furthest=max(self.furthest, step))

    def back(self) -> GuideState:
        """One step back. Raises NoSuchWayError at the first step and when all is done."""
        if not self.can_go_back:
            raise NoSuchWayError(f"no way back from step {self.step}")
        return replace(self, step=self.steps[self.position - 1])

    def go_to(self, step: int) -> GuideState:
        """To a step reached before. Raises NoSuchWayError for any other."""
        if not self.can_go_to(step):
            raise NoSuchWayError(f"no way to step {step}")
        return replace(self, step=step)

    def named(self, name: str) -> GuideState:
        """With another name for the key, valid or not yet."""
        return replace(self, name=name)

    def at_venue(self, venue: VenueId) -> GuideState:
        """With an account at `venue`; a verdict of another venue does not speak of it."""
        if self.is_done:
            raise NoSuchWayError("the key is saved: its venue is settled")
        found = self.found if venue is self.venue else None
        return _where_it_holds(replace(self, venue=venue, found=found))

    def choosing(self, kind: KeyKind) -> GuideState:
        """With another kind of key. What is sealed stays; where a pair is missing now, to step 3,
        where it is made.
        """
        if self.is_done:
            raise NoSuchWayError("the key is saved: its kind is settled")
        return _where_it_holds(replace(self, kind=kind))

    def in_hand(self, pending: PendingKey) -> GuideState:
        """With the venue and the kind that the pending key really has."""
        if self.is_done:
            raise NoSuchWayError("the key is saved: nothing is in hand")
        found = self.found if pending.venue is self.venue else None
        sealed = self.sealed(pending.record_id, pending.kind)
        return replace(sealed, venue=pending.venue, found=found)

    def pair_made(self, pair_id: str) -> GuideState:
        """The private key is sealed, and its public key can be given away."""
        return replace(self, kind=KeyKind.ED25519, pair_id=pair_id)

    def pair_gone(self) -> GuideState:
        """The pair that waited was wiped."""
        pair_id = self.pair_id if self.pair_id == self.pending_id else None
        return _where_it_holds(replace(self, pair_id=pair_id))

    def asked_for_name_again(self) -> GuideState:
        """Back to the name, which is kept; the steps after it are walked once more."""
        if not self.can_ask_for_name_again:
            raise NoSuchWayError("the name is asked for again in step 6 only")
        return replace(self, step=NAME_STEP, furthest=NAME_STEP)

    def sealed(self, pending_id: str, kind: KeyKind = KeyKind.HMAC) -> GuideState:
        """The credentials are safe as a pending key; an older verdict does not speak of them."""
        pair_id = pending_id if kind is KeyKind.ED25519 else None
        state = self if pending_id == self.pending_id else self._without_unticking(CHECK_STEP)
        return replace(state, pending_id=pending_id, found=None, kind=kind, pair_id=pair_id)

    def discarded(self) -> GuideState:
        """The pending key was wiped, and its private key with it: back to pasting, or to making
        another pair, if the person was past that.
        """
        state = self._without_unticking(PASTE_STEP)
        wiped = replace(
            state,
            step=min(state.step, PASTE_STEP),
            furthest=min(self.furthest, PASTE_STEP),
            pending_id=None,
            found=None,
            pair_id=None if self.pair_id == self.pending_id else self.pair_id,
        )
        return _where_it_holds(wiped)

    def checked(self, found: VerdictWord) -> GuideState:
        """After a live check of the pending key; without an answer a known danger does not fade."""
        if self.pending_id is None or self.step != CHECK_STEP:
            raise NoSuchWayError("only a pending key is checked, and only in step 10")
        if found is VerdictWord.NOT_CHECKED and self.found is VerdictWord.CAN_DO_MORE:
            return self
        return replace(self, found=found)

    def mending(self) -> GuideState:
        """To step 7, where the boxes are unticked; the short road has it between its last two."""
        if self.is_done:
            raise NoSuchWayError("nothing is left to mend")
        if self.road is Road.HAVE_ONE:
            if self.pending_id is None:
                raise NoSuchWayError("no key was pasted whose boxes could be unticked")
            return replace(self, step=RESTRICT_STEP, furthest=CHECK_STEP, unticks=True)
        furthest = max(self.furthest, RESTRICT_STEP)
        return _where_it_holds(replace(self, step=RESTRICT_STEP, furthest=furthest))

    def from_the_start(self) -> GuideState:
        """To step 1, to create the key anew. What is sealed stays until new values replace it."""
        state = replace(self, road=Road.CREATE, unticks=False, found=None)
        return replace(state, step=FIRST_STEP, furthest=FIRST_STEP)

    def _without_unticking(self, instead: int) -> GuideState:
        step = instead if self.unticks and self.step == RESTRICT_STEP else self.step
        return replace(self, step=step, unticks=False)

    def to_text(self) -> str:
        """As JSON, for leaving and coming back; without a name that could not be kept.

        What is no name may be a secret in the wrong place.
        """
        kept = self if self.has_valid_name else self.named("")
        return json.dumps(asdict(kept), sort_keys=True)


def _where_it_holds(state: GuideState) -> GuideState:
    """Not past step 3 without the pair that the steps after it speak of."""
    if not state.needs_pair or state.step <= NAME_STEP:
        return state
    return replace(state, step=NAME_STEP, found=None)
