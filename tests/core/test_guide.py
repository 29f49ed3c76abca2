"""The guide's state under ten thousand moves: never lost, never beyond what was reached."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from wizard.core.credentials import KeyKind
from wizard.core.guide import (
    CHECK_STEP,
    FIRST_STEP,
    NAME_AGAIN_STEP,
    NAME_STEP,
    PASTE_STEP,
    RESTRICT_STEP,
    GuideState,
    NoSuchWayError,
    Road,
    Stage,
    at_pending_key,
    at_waiting_pair,
    read_state,
    resumed,
    start_again,
    start_creating,
    start_with_own_key,
)
from wizard.core.saved_key import PendingKey, SavedKey, VerdictWord, WaitingPair
from wizard.core.venue import Grade, VenueId

NOW = datetime(2026, 11, 22, tzinfo=UTC)
# Cs: half a character, which can be typed nowhere.
names = st.text(st.characters(codec="utf-8"), max_size=70)


def pending(record_id: str, name: str, minutes: int = 0, replaces: str | None = None) -> PendingKey:
    created_at = NOW + timedelta(minutes=minutes)
    return PendingKey(
        record_id, name, VenueId.PRACTICE, KeyKind.HMAC, "A" * 64, created_at, replaces
    )


def pair(record_id: str, name: str, minutes: int = 0, replaces: str | None = None) -> WaitingPair:
    created_at = NOW + timedelta(minutes=minutes)
    return WaitingPair(record_id, name, VenueId.PRACTICE, created_at, replaces, "public key")


def self_generated(pending: PendingKey) -> PendingKey:
    return replace(pending, kind=KeyKind.ED25519)


class Walk(RuleBasedStateMachine):
    """Any person on any road, pressing whatever is there, leaving and coming back."""

    def __init__(self) -> None:
        super().__init__()
        self.state = start_creating()
        self.sealed: str | None = None
        self.pair: str | None = None
        self.count = 0

    @initialize(own_key=st.booleans(), name=names, kind=st.sampled_from(KeyKind))
    def begin(self, own_key: bool, name: str, kind: KeyKind) -> None:
        self.state = start_with_own_key() if own_key else start_creating(name, kind=kind)

    def _move(self, allowed: bool, move: Callable[[], GuideState]) -> None:
        """A move works exactly when its button does."""
        before = self.state
        if allowed:
            self.state = move()
        else:
            with pytest.raises(NoSuchWayError):
                move()
        assert self.state.pending_id == before.pending_id
        assert self.state.pair_id == before.pair_id
        assert self.state.name == before.name
        assert not self.state.asks_for_venue or self.state.position == 0

    @rule()
    def go_forward(self) -> None:
        self._move(self.state.can_continue, self.state.forward)

    @rule()
    def go_back(self) -> None:
        here = self.state.position
        self._move(self.state.can_go_back, self.state.back)
        assert self.state.position in {here, here - 1}

    @rule(step=st.integers(-1, 12))
    def use_the_rail(self, step: int) -> None:
        allowed = self.state.can_go_to(step)
        self._move(allowed, lambda: self.state.go_to(step))
        assert not allowed or self.state.step == step

    @rule(name=names)
    def type_a_name(self, name: str) -> None:
        self.state = self.state.named(name)
        assert self.state.name == name

    @rule(venue=st.sampled_from(VenueId))
    def say_where_the_account_is(self, venue: VenueId) -> None:
        before = self.state
        self._move(not before.is_done, lambda: before.at_venue(venue))
        if not before.is_done:
            assert self.state.venue is venue
            assert self.state.found is (before.found if before.venue is venue else None)

    @rule()
    def be_asked_for_the_name_again(self) -> None:
        allowed = self.state.can_ask_for_name_again
        self._move(allowed, self.state.asked_for_name_again)
        assert not allowed or self.state.step == NAME_STEP

    @precondition(lambda self: not self.state.is_done)
    @rule(kind=st.sampled_from([KeyKind.HMAC, KeyKind.ED25519]))
    def choose_a_kind(self, kind: KeyKind) -> None:
        before = self.state
        self._move(True, lambda: before.choosing(kind))
        assert self.state.kind is kind
        assert self.state.step in {before.step, NAME_STEP}

    @precondition(lambda self: self.state.step == NAME_STEP and self.state.needs_pair)
    @rule()
    def make_a_pair(self) -> None:
        if not self.state.has_valid_name:
            return
        assert not self.state.can_continue, "the site asks for the public key next"
        if self.state.pending_id is not None:
            self.discard()  # the guide asks first: one name, one key
        self.count += 1
        self.pair = f"pair {self.count}"
        self.state = self.state.pair_made(self.pair)
        assert self.state.can_continue

    @precondition(lambda self: self.pair is not None and self.pair != self.sealed)
    @rule()
    def lose_the_pair(self) -> None:
        """Another window discarded it."""
        if self.state.is_done:
            return
        self.pair = None
        self.state = self.state.pair_gone()

    @precondition(lambda self: self.state.step == PASTE_STEP and not self.state.is_done)
    @rule()
    def give_the_api_key(self) -> None:
        if not self.state.is_self_generated:
            return
        assert self.pair is not None
        self.sealed = self.pair
        self.state = self.state.sealed(self.pair, KeyKind.ED25519)
        assert self.state.found is None, "the old verdict was about another API key"

    @precondition(lambda self: self.state.step == PASTE_STEP and not self.state.is_done)
    @rule(kind=st.sampled_from(KeyKind))
    def paste(self, kind: KeyKind) -> None:
        """Both values: over what is sealed already, so that nothing is sealed twice."""
        self.count += 1
        self.sealed = self.state.sealed_id or f"record {self.count}"
        self.pair = self.sealed if kind is KeyKind.ED25519 else None
        self.state = self.state.sealed(self.sealed, kind)
        assert self.state.found is None, "the old verdict was about other values"

    @precondition(lambda self: self.state.pending_id is not None and not self.state.is_done)
    @rule()
    def discard(self) -> None:
        self.pair = None if self.pair == self.sealed else self.pair
        self.sealed = None
        self.state = self.state.discarded()
        assert self.state.step <= PASTE_STEP

    @rule(found=st.sampled_from(VerdictWord))
    def check(self, found: VerdictWord) -> None:
        allowed = self.state.step == CHECK_STEP and not self.state.is_done
        if allowed:
            self._move(allowed, lambda: self.state.checked(found))
            assert self.state.is_done is (found is VerdictWord.READ_ONLY)

    @precondition(lambda self: self.state.step == CHECK_STEP)
    @rule()
    def mend(self) -> None:
        reached = self.state.furthest
        allowed = not self.state.is_done
        self._move(allowed, self.state.mending)
        if allowed:
            assert self.state.step == RESTRICT_STEP
            assert self.state.furthest == reached
            assert self.state.can_go_to(CHECK_STEP), "the way back to the check stays open"

    @precondition(lambda self: not self.state.is_done)
    @rule()
    def start_anew(self) -> None:
        self._move(True, self.state.from_the_start)
        assert self.state.step == FIRST_STEP

    @rule()
    def leave_and_come_back(self) -> None:
        kept = [pending(self.sealed, "sealed")] if self.sealed else []
        pairs = [pair(self.pair, "pair")] if self.pair and self.pair != self.sealed else []
        read = read_state(self.state.to_text())
        if self.state.is_done:
            assert read is None, "there is nothing to come back to"
        else:
            # What is no name is not written down: it may be a secret.
            whole = self.state if self.state.has_valid_name else self.state.named("")
            assert read == whole
            assert resumed(read, kept, pairs) == whole

    @invariant()
    def the_step_is_on_the_road(self) -> None:
        state = self.state
        assert state.step in state.steps
        assert state.step <= state.furthest <= CHECK_STEP
        assert state.steps[state.position] == state.step

    @invariant()
    def what_is_sealed_is_known(self) -> None:
        assert self.state.pending_id == self.sealed
        assert self.state.step != CHECK_STEP or self.sealed is not None
        assert self.state.found is None or self.sealed is not None
        assert self.state.pair_id == self.pair

    @invariant()
    def the_site_is_given_a_public_key_before_it_gives_an_api_key(self) -> None:
        if self.state.is_self_generated and self.state.step > NAME_STEP:
            assert self.state.pair_id is not None

    @invariant()
    def the_rail_tells_the_truth(self) -> None:
        stages = {step: self.state.stage_of(step) for step in self.state.steps}
        if self.state.is_done:
            assert set(stages.values()) == {Stage.DONE}
            assert not any(self.state.can_go_to(step) for step in stages)
            assert not self.state.can_continue
            assert not self.state.can_go_back
            return
        assert [step for step, stage in stages.items() if stage is Stage.HERE] == [self.state.step]
        assert all(
            self.state.can_go_to(step) or step == CHECK_STEP
            for step, stage in stages.items()
            if stage is not Stage.AHEAD
        )
        assert all(not self.state.can_go_to(step) for step in stages if step > self.state.furthest)


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)


def test_the_road_of_ten_steps() -> None:
    state = start_creating(kind=KeyKind.HMAC)
    seen = [state.step]
    while state.step != CHECK_STEP:
        if state.step == NAME_STEP:
            assert not state.can_continue
            state = state.named("Tax tool")
        if state.step == PASTE_STEP:
            assert not state.can_continue
            state = state.sealed("record")
        state = state.forward()
        seen.append(state.step)

    assert seen == list(range(1, 11))
    assert state.checked(VerdictWord.READ_ONLY).is_done


def test_the_short_road() -> None:
    state = start_with_own_key().named("Tax tool").forward().sealed("record").forward()

    assert state.step == CHECK_STEP
    assert state.steps == (NAME_STEP, PASTE_STEP, CHECK_STEP)
    assert state.stage_of(PASTE_STEP) is Stage.DONE


def test_asked_for_a_name_again_keeps_the_name_and_walks_on_from_there() -> None:
    begun = start_creating("Tax tool").pair_made("pair")
    state = replace(begun, step=NAME_AGAIN_STEP, furthest=NAME_AGAIN_STEP)

    again = state.asked_for_name_again()

    assert (again.step, again.furthest, again.name) == (NAME_STEP, NAME_STEP, "Tax tool")
    assert again.can_continue, "the same public key is given once more"
    assert again.stage_of(4) is Stage.AHEAD


def test_a_check_needs_a_pending_key_and_the_last_step() -> None:
    with pytest.raises(NoSuchWayError):
        start_creating().checked(VerdictWord.READ_ONLY)
    with pytest.raises(NoSuchWayError):
        start_creating().sealed("record").checked(VerdictWord.READ_ONLY)


def test_other_values_have_no_verdict_yet() -> None:
    refused = at_pending_key("record", "Tax tool", None).checked(VerdictWord.NOT_ACCEPTED)

    assert refused.back().found is VerdictWord.NOT_ACCEPTED
    assert refused.back().sealed("other").found is None


def test_mending_leads_from_the_short_road_to_the_tick_boxes_and_back() -> None:
    at_check = at_pending_key("record", "Tax tool", None)
    short = replace(at_check, road=Road.HAVE_ONE).checked(VerdictWord.CAN_DO_MORE)

    mending = short.mending()

    assert (mending.road, mending.step) == (Road.HAVE_ONE, RESTRICT_STEP)
    assert mending.steps == (NAME_STEP, PASTE_STEP, RESTRICT_STEP, CHECK_STEP)
    assert [mending.stage_of(step) for step in mending.steps] == [
        *(Stage.DONE, Stage.DONE, Stage.HERE, Stage.AHEAD)
    ]
    assert mending.back().step == PASTE_STEP
    checked = mending.forward().checked(VerdictWord.READ_ONLY)
    assert (checked.step, checked.steps) == (CHECK_STEP, mending.steps)


def test_another_key_of_ones_own_has_no_boxes_to_untick_yet() -> None:
    at_check = replace(at_pending_key("record", "Tax tool", None), road=Road.HAVE_ONE)
    mending = at_check.checked(VerdictWord.CAN_DO_MORE).mending()

    assert mending.back().sealed("record").unticks, "the same key, pasted again"
    assert mending.back().sealed("other").forward().step == CHECK_STEP
    assert (mending.sealed("other").step, mending.discarded().step) == (CHECK_STEP, PASTE_STEP)
    assert mending.discarded().steps == (NAME_STEP, PASTE_STEP, CHECK_STEP)
    assert mending.from_the_start().steps == tuple(range(FIRST_STEP, CHECK_STEP + 1))
    with pytest.raises(NoSuchWayError):
        start_with_own_key().mending()


def test_unticking_is_remembered_and_older_texts_are_read() -> None:
    at_check = replace(at_pending_key("record", "Tax tool", None), road=Road.HAVE_ONE)
    mending = at_check.checked(VerdictWord.CAN_DO_MORE).mending()
    assert read_state(mending.to_text()) == mending

    fields = json.loads(at_check.to_text())
    del fields["unticks"]
    assert read_state(json.dumps(fields)) == at_check
    for wrong in ({"pending_id": None, "found": None}, {"road": "create"}, {"unticks": 1}):
        assert read_state(json.dumps(json.loads(mending.to_text()) | wrong)) is None


def test_nothing_remembered_and_nothing_sealed() -> None:
    assert resumed(None, []) is None


def test_a_sealed_key_is_offered_though_nothing_was_remembered() -> None:
    older, newer = pending("1", "Older"), pending("2", "Newer", minutes=5, replaces="old")

    back = at_pending_key("2", "Newer", "old", VenueId.PRACTICE)
    assert resumed(None, [newer, older]) == back


def test_a_crash_between_sealing_and_remembering() -> None:
    remembered = replace(start_creating("  tax   TOOL "), step=PASTE_STEP, furthest=PASTE_STEP)
    sealed, other = pending("1", "Tax tool"), pending("2", "Other", minutes=5)

    back = at_pending_key("1", "Tax tool", None, VenueId.PRACTICE)
    assert resumed(remembered, [sealed, other]) == back


def test_a_key_sealed_elsewhere_does_not_take_over_the_guide() -> None:
    remembered = replace(start_creating("Tax tool", kind=KeyKind.HMAC), step=4, furthest=5)

    other = [pending("1", "Other")], [pair("2", "Another")]
    assert resumed(remembered, *other) == remembered


def test_a_remembered_key_that_is_gone() -> None:
    remembered = at_pending_key("gone", "Tax tool", None).checked(VerdictWord.NOT_CHECKED)

    back = resumed(remembered, [])
    assert back is not None
    assert (back.step, back.pending_id, back.found) == (PASTE_STEP, None, None)
    assert back.name == "Tax tool"
    other = at_pending_key("2", "Other", None, VenueId.PRACTICE)
    assert resumed(remembered, [pending("2", "Other")]) == other


_GOOD = json.loads(at_pending_key("record", "Tax tool", "old").to_text())


@pytest.mark.parametrize(
    "broken",
    [
        {"step": 0},
        {"step": 11},
        {"step": 4, "road": "have-one"},
        {"step": True},
        {"step": 1.0},
        {"step": "1"},
        {"step": 10**30},
        {"furthest": 9},
        {"furthest": 11},
        {"road": "elsewhere"},
        {"road": None},
        {"name": 7},
        {"name": ["x"]},
        {"name": "\ud800"},
        {"pending_id": None},
        {"pending_id": 7},
        {"replaces": {}},
        {"found": "read-only"},
        {"found": "perhaps"},
        {"venue": 7},
        {"venue": ["binance.com"]},
        {"pending_id": None, "step": 3, "found": "not-checked"},
        {"kind": "dsa"},
        {"kind": None},
        {"kind": ["hmac"]},
        {"pair_id": 7},
        {"pair_id": "\ud800"},
        {"kind": "ed25519"},
    ],
)
def test_a_text_that_contradicts_itself_is_nothing_to_come_back_to(
    broken: dict[str, object],
) -> None:
    assert read_state(json.dumps(_GOOD)) is not None
    assert read_state(json.dumps({**_GOOD, **broken})) is None


def test_a_remembered_check_step_needs_a_key_to_check() -> None:
    state = read_state(json.dumps({**_GOOD, "step": 4, "pending_id": None}))

    assert state is not None
    assert state.furthest == CHECK_STEP
    assert not state.can_go_to(CHECK_STEP)


_LATER = {"venue", "kind", "pair_id", "unticks"}


@pytest.mark.parametrize("missing", [name for name in _GOOD if name not in _LATER])
def test_a_field_is_missing(missing: str) -> None:
    assert read_state(json.dumps({k: v for k, v in _GOOD.items() if k != missing})) is None


def test_a_text_of_an_older_or_a_newer_version_says_nothing_of_the_venue() -> None:
    older = {name: value for name, value in _GOOD.items() if name != "venue"}
    for fields in (older, {**_GOOD, "venue": "moon"}, {**_GOOD, "venue": None}):
        state = read_state(json.dumps(fields))
        assert state is not None
        assert state.venue is None
        assert state.pending_id == "record"


def test_a_text_of_a_version_that_knew_one_kind_only_goes_on_with_that_kind() -> None:
    older = {name: value for name, value in _GOOD.items() if name not in _LATER}

    state = read_state(json.dumps({**older, "step": 4, "pending_id": None}))

    assert state is not None
    assert (state.step, state.kind, state.pair_id) == (4, KeyKind.HMAC, None)
    assert not state.needs_pair


def test_the_venue_is_asked_for_where_each_road_begins() -> None:
    for begin in (start_creating("Tax tool"), start_with_own_key().named("Tax tool")):
        assert begin.asks_for_venue
        assert not begin.forward().asks_for_venue


json_values: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*_GOOD]) | st.text(), inner),
    max_leaves=10,
)


@given(st.text() | json_values.map(json.dumps) | st.just("[" * 100_000) | st.just("9" * 9_000))
def test_any_other_text_is_nothing_to_come_back_to(text: str) -> None:
    assert read_state(text) is None


def test_what_is_no_name_is_neither_written_down_nor_read() -> None:
    secret = "aB3dE5gH" * 8
    for name in (secret, f"API key {secret[:39]} and more of it, too long for a name " * 2):
        state = start_with_own_key().named(name)
        assert secret[:8] not in state.to_text()
        older = json.loads(state.to_text()) | {"name": name}
        assert read_state(json.dumps(older)) == state.named("")


def test_self_generated_is_what_is_recommended_and_needs_a_pair_at_the_name() -> None:
    state = start_creating("Tax tool").forward()
    assert state.asks_for_kind
    assert state.is_self_generated
    state = state.forward()

    assert state.needs_pair
    assert not state.can_continue
    with pytest.raises(NoSuchWayError):
        state.forward()
    assert state.choosing(KeyKind.HMAC).can_continue
    assert state.pair_made("pair").can_continue


def test_a_site_that_takes_no_public_keys_offers_no_choice() -> None:
    for venue in (VenueId.BINANCE_US, VenueId.PRACTICE_US):
        state = start_creating("Tax tool").at_venue(venue).forward()
        assert not state.asks_for_kind
        assert not state.is_self_generated
        assert state.forward().can_continue
        back = state.back().at_venue(VenueId.PRACTICE)
        assert back.is_self_generated, "the choice is kept for the site that has it"


def test_a_site_with_a_choice_again_asks_for_the_pair_before_it_goes_on() -> None:
    at_us = replace(start_creating("Tax tool"), venue=VenueId.BINANCE_US, step=5, furthest=6)

    back = at_us.at_venue(VenueId.BINANCE_COM)

    assert back.step == NAME_STEP
    assert not back.can_go_to(4)


def test_the_site_made_another_kind_of_key_than_was_chosen() -> None:
    at_paste = replace(start_creating("Tax tool"), step=PASTE_STEP, furthest=PASTE_STEP)

    both = at_paste.pair_made("pair").choosing(KeyKind.HMAC)
    assert (both.step, both.pair_id, both.sealed_id) == (PASTE_STEP, "pair", "pair")
    assert both.choosing(KeyKind.ED25519) == at_paste.pair_made("pair"), "one click, and back"
    public = replace(at_paste, kind=KeyKind.HMAC).choosing(KeyKind.ED25519)
    assert (public.step, public.furthest) == (NAME_STEP, PASTE_STEP)
    assert public.pair_made("pair").can_go_to(PASTE_STEP)


def test_a_waiting_pair_is_offered_though_nothing_was_remembered() -> None:
    older, newer = pending("1", "Older"), pair("2", "Newer", minutes=5, replaces="old")

    back = resumed(None, [older], [newer])

    assert back == at_waiting_pair(newer)
    assert (back.step, back.pair_id, back.replaces) == (NAME_STEP, "2", "old")
    assert back.can_go_to(PASTE_STEP), "perhaps the site has the public key already"


def test_a_crash_between_making_a_pair_and_remembering_it() -> None:
    remembered = replace(start_creating("  tax   TOOL "), step=NAME_STEP, furthest=NAME_STEP)
    made, other = pair("1", "Tax tool"), pair("2", "Other", minutes=5)

    assert resumed(remembered, [], [made, other]) == at_waiting_pair(made)


def test_a_crash_between_the_api_key_and_remembering_it() -> None:
    remembered = replace(
        start_creating("Tax tool").pair_made("1"), step=PASTE_STEP, furthest=PASTE_STEP
    )
    completed = self_generated(pending("1", "Tax tool"))

    back = resumed(remembered, [completed], [pair("2", "Other", minutes=5)])

    assert back is not None
    assert (back.step, back.pending_id, back.pair_id) == (CHECK_STEP, "1", "1")
    assert back.is_self_generated


def test_a_pair_that_is_gone_is_made_anew_at_the_name() -> None:
    remembered = replace(start_creating("Tax tool").pair_made("gone"), step=7, furthest=7)

    back = resumed(remembered, [], [])

    assert back is not None
    assert (back.step, back.pair_id, back.name) == (NAME_STEP, None, "Tax tool")
    other = pair("2", "Other")
    assert resumed(remembered, [], [other]) == at_waiting_pair(other)


def test_a_pair_beside_a_key_of_the_other_kind() -> None:
    both = replace(
        at_pending_key("1", "Tax tool", None, VenueId.PRACTICE), pair_id="2", step=PASTE_STEP
    )

    assert resumed(both, [pending("1", "Tax tool")], [pair("2", "Pair")]) == both
    assert resumed(both, [pending("1", "Tax tool")]) == replace(both, pair_id=None)
    alone = resumed(both, [], [pair("2", "Pair")])
    assert alone is not None
    assert (alone.pending_id, alone.pair_id) == (None, "2")


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        (KeyKind.HMAC, KeyKind.HMAC),
        (KeyKind.ED25519, KeyKind.ED25519),
        (KeyKind.RSA, KeyKind.ED25519),
    ],
)
def test_a_key_is_created_again_as_what_it_was(kind: KeyKind, chosen: KeyKind) -> None:
    saved = SavedKey("1", "Tax tool", VenueId.PRACTICE, kind, "A" * 64, NOW, Grade.FULL, None, ())

    again = start_again(saved)

    assert (again.kind, again.name, again.replaces) == (chosen, "Tax tool", "1")
    assert (again.venue, again.step) == (VenueId.PRACTICE, FIRST_STEP)
