"""The guide's state: where the person is in the ten steps, and which ways lead on from there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from wizard.core.problems import Problem
from wizard.core.saved_key import PendingKey, VerdictWord, read_name, same_name
from wizard.core.venue import VenueId

FIRST_STEP = 1
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


class Stage(StrEnum):
    """How a step stands in the rail."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class NoSuchWayError(ValueError):
    """A move that the state does not allow; the frame should not have offered it."""


@dataclass(frozen=True, slots=True)
class GuideState:
    """Where the person is. Never holds a secret; `pending_id` and `replaces` are record ids.

    `furthest` is the furthest step reached. `found` is the last verdict on the pending key.
    `venue` is where the person's account is; None while nobody chose, which means the usual one.
    """

    road: Road = Road.CREATE
    step: int = FIRST_STEP
    furthest: int = FIRST_STEP
    name: str = ""
    pending_id: str | None = None
    replaces: str | None = None
    found: VerdictWord | None = None
    venue: VenueId | None = None

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of the steps on this road, in order."""
        return _STEPS[self.road]

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
                return self.has_valid_name
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
        return replace(self, venue=venue, found=self.found if venue is self.venue else None)

    def asked_for_name_again(self) -> GuideState:
        """Back to the name, which is kept; the steps after it are walked once more."""
        if not self.can_ask_for_name_again:
            raise NoSuchWayError("the name is asked for again in step 6 only")
        return replace(self, step=NAME_STEP, furthest=NAME_STEP)

    def sealed(self, pending_id: str) -> GuideState:
        """The credentials are safe as a pending key; an older verdict does not speak of them."""
        return replace(self, pending_id=pending_id, found=None)

    def discarded(self) -> GuideState:
        """The pending key was wiped: back to pasting, if the person was past it."""
        step = min(self.step, PASTE_STEP)
        furthest = min(self.furthest, PASTE_STEP)
        return replace(self, step=step, furthest=furthest, pending_id=None, found=None)

    def checked(self, found: VerdictWord) -> GuideState:
        """After a live check of the pending key."""
        if self.pending_id is None or self.step != CHECK_STEP:
            raise NoSuchWayError("only a pending key is checked, and only in step 10")
        return replace(self, found=found)

    def mending(self) -> GuideState:
        """To step 7, where the boxes are unticked; on the short road the others count as done."""
        if self.is_done:
            raise NoSuchWayError("nothing is left to mend")
        return replace(
            self, road=Road.CREATE, step=RESTRICT_STEP, furthest=max(self.furthest, RESTRICT_STEP)
        )

    def from_the_start(self) -> GuideState:
        """To step 1, to create the key anew. What is sealed stays until new values replace it."""
        return replace(self, road=Road.CREATE, step=FIRST_STEP, furthest=FIRST_STEP, found=None)

    def to_text(self) -> str:
        """As JSON, for leaving and coming back; without a name that could not be kept.

        What is no name may be a secret in the wrong place.
        """
        kept = self if self.has_valid_name else self.named("")
        return json.dumps(asdict(kept), sort_keys=True)


def start_creating(name: str = "", replaces: str | None = None) -> GuideState:
    """At step 1; with the name of the key that the new one replaces, if any."""
    return GuideState(name=name, replaces=replaces)


def start_with_own_key() -> GuideState:
    """For somebody who already has a key: name, paste, check."""
    return GuideState(road=Road.HAVE_ONE, step=NAME_STEP, furthest=NAME_STEP)


def at_pending_key(
    pending_id: str, name: str, replaces: str | None, venue: VenueId | None = None
) -> GuideState:
    """At step 10 with a key that is sealed and waits for its check."""
    return GuideState(
        step=CHECK_STEP,
        furthest=CHECK_STEP,
        name=name,
        pending_id=pending_id,
        replaces=replaces,
        venue=venue,
    )


def resumed(state: GuideState | None, pending: Sequence[PendingKey]) -> GuideState | None:
    """Where to go on: what was remembered, held against the pending keys that really exist.

    A sealed key is never passed over: a crash may have come before its id was remembered.
    """
    if state is not None and state.pending_id in {key.record_id for key in pending}:
        return state
    # What is typed may have spaces that a kept name has not.
    name = "" if state is None else " ".join(state.name.split())
    same = [key for key in pending if state is not None and same_name(key.name, name)]
    waiting = same or ([] if state is not None and state.pending_id is None else pending)
    if waiting:
        newest = max(waiting, key=lambda key: key.created_at)
        return at_pending_key(newest.record_id, newest.name, newest.replaces, newest.venue)
    return None if state is None else state.discarded()


def read_state(text: str) -> GuideState | None:
    """The state that `to_text` wrote; None when the text is not one, or contradicts itself."""
    try:
        fields = json.loads(text)
        found = _text_or_none(fields["found"])
        state = GuideState(
            road=Road(fields["road"]),
            step=_number(fields["step"]),
            furthest=_number(fields["furthest"]),
            name=_text_or_none(fields["name"]) or "",
            pending_id=_text_or_none(fields["pending_id"]),
            replaces=_text_or_none(fields["replaces"]),
            found=None if found is None else VerdictWord(found),
            venue=_venue(_text_or_none(fields.get("venue"))),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not _is_sound(state):
        return None
    return state if state.has_valid_name else state.named("")


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _text_or_none(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("not a text")
    if value is not None:
        value.encode()  # half a character, which no screen can show, is a ValueError
    return value


def _venue(text: str | None) -> VenueId | None:
    # Texts of older versions name none, those of newer ones perhaps one that is not known here.
    return VenueId(text) if text in {venue.value for venue in VenueId} else None


def _is_sound(state: GuideState) -> bool:
    return (
        state.step in state.steps
        and state.step <= state.furthest <= CHECK_STEP
        and (state.step != CHECK_STEP or state.pending_id is not None)
        and (state.found is None or state.pending_id is not None)
        and not state.is_done
    )
