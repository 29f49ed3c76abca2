"""The use cases in their order, over a real practice exchange and a real vault file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock

from wizard.core.credentials import Ed25519Credentials, HmacCredentials
from wizard.core.evidence import Greeting, PermissionsSeen, Unanswered
from wizard.core.guide import at_pending_key, start_creating
from wizard.core.permissions import TRADING
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.saved_key import SavedKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.key_service import KeyService, Saved, Verified
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.vault.door import KeptInKeychain, Presence, VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles


class Bench:
    """A practice exchange, a folder and services on both; `later` sets the services' clock on."""

    def __init__(self, server: PracticeServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.later = timedelta(0)
        self.ended = 0
        self.door = VaultDoor(folder, MemoryKeychain())
        self.service = self.new_service()
        self.service.storage.create()

    @property
    def account(self) -> PracticeAccount:
        return self.server.account

    def new_service(self, url: str | None = None) -> KeyService:
        url = url or self.server.addresses.api_url
        exchange = BinanceExchange(loopback_venue(url, url))
        files = SideFiles.in_folder(self.folder)

        def end() -> None:
            self.ended += 1

        return KeyService(
            [exchange], self.door, files, lambda: datetime.now(UTC) + self.later, on_close=end
        )

    def reopened(self) -> KeyService:
        """As after a new start of the program."""
        self.service.close()
        self.service = self.new_service()
        self.service.storage.open()
        return self.service

    def made(self, name: str, *, trading: bool = False) -> PracticeKey:
        ticked = {*READ_ONLY, TRADING} if trading else READ_ONLY
        return self.account.make_key(name, permissions=ticked)

    def saved(self, name: str) -> tuple[SavedKey, PracticeKey]:
        made = self.made(name)
        pending = self.service.seal(name, pair(made))
        outcome = self.service.check_pending(pending.record_id)
        assert isinstance(outcome, Saved)
        return outcome.key, made


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with PracticeServer() as server:
        bench = Bench(server, tmp_path / "kept")
        yield bench
        bench.service.close()


def pair(key: PracticeKey) -> HmacCredentials:
    return HmacCredentials(key.api_key, Secret(key.verifier))


def refused(error: pytest.ExceptionInfo[ProblemError]) -> ProblemId:
    return error.value.problem.id


def test_sealed_then_checked_then_saved(bench: Bench) -> None:
    made = bench.made("Tax tool", trading=True)
    pending = bench.service.seal("  Tax   tool ", pair(made))
    assert pending.name == "Tax tool"

    seen: list[PermissionsSeen] = []
    outcome = bench.service.check_pending(pending.record_id, seen.append)
    assert isinstance(outcome, CanDoMore)
    assert outcome.switched_on == (TRADING,)
    assert seen[0].permissions == outcome.evidence.permissions
    assert bench.service.pending_keys() == (pending,)
    assert bench.service.saved_keys() == ()

    bench.account.save_permissions(made.api_key, READ_ONLY)
    outcome = bench.reopened().check_pending(pending.record_id)
    assert isinstance(outcome, Saved)
    assert bench.service.pending_keys() == ()
    assert bench.service.saved_keys() == (outcome.key,)
    assert outcome.key.record_id == pending.record_id
    assert outcome.key.first_seen_created_ms == made.create_time
    assert [past.verdict for past in outcome.key.history] == [VerdictWord.READ_ONLY]
    assert bench.service.verified_in_session(outcome.key.record_id)


def test_a_proof_that_took_too_long_saves_nothing(bench: Bench) -> None:
    pending = bench.service.seal("Tax tool", pair(bench.made("Tax tool")))

    for late in (timedelta(seconds=62), timedelta(seconds=-5)):
        bench.later = late
        outcome = bench.service.check_pending(pending.record_id)
        assert isinstance(outcome, NotChecked)
        assert outcome.problem.id is ProblemId.PROOF_STALE
    assert bench.service.saved_keys() == ()
    assert bench.service.pending_keys() == (pending,)


def test_pasting_again_replaces_the_pending_key(bench: Bench) -> None:
    right = bench.made("Tax tool")
    wrong = HmacCredentials(right.api_key, Secret("x" * 64))
    pending = bench.service.seal("Tax tool", wrong)
    outcome = bench.service.check_pending(pending.record_id)
    assert isinstance(outcome, NotAccepted)
    assert outcome.problem.id is ProblemId.WRONG_SECRET

    again = bench.service.seal("Tracker", pair(right), pending_id=pending.record_id)

    assert (again.record_id, again.name) == (pending.record_id, "Tracker")
    assert bench.service.pending_keys() == (again,)
    assert isinstance(bench.service.check_pending(again.record_id), Saved)


def test_a_pending_key_that_is_gone_is_sealed_as_a_new_one(bench: Bench) -> None:
    pending = bench.service.seal("Tax tool", pair(bench.made("Tax tool")), pending_id="gone")

    assert bench.service.pending_keys() == (pending,)


def test_pasting_again_is_wholly_done_or_not_at_all(bench: Bench) -> None:
    bench.saved("Tracker")
    made = bench.made("Tax tool")
    pending = bench.service.seal("Tax tool", pair(made))
    other = HmacCredentials("A" * 64, Secret("B" * 64))

    with pytest.raises(ProblemError) as error:
        bench.service.seal("tracker", other, pending_id=pending.record_id)

    assert refused(error) is ProblemId.NAME_TAKEN
    assert bench.reopened().pending_keys() == (pending,)
    assert isinstance(bench.service.check_pending(pending.record_id), Saved)


def test_a_new_key_is_sealed_though_the_one_it_replaces_is_gone(bench: Bench) -> None:
    old, _ = bench.saved("Tax tool")
    bench.service.remove(old.record_id)

    new = bench.service.seal("Tax tool", pair(bench.made("New")), replaces=old.record_id)

    assert new.replaces is None
    assert bench.service.pending_keys() == (new,)
    assert isinstance(bench.service.check_pending(new.record_id), Saved)


@pytest.mark.parametrize("is_sealed", [True, False])
def test_coming_back_when_the_key_to_replace_is_gone(bench: Bench, is_sealed: bool) -> None:
    old, _ = bench.saved("Tax tool")
    state = start_creating("Tax tool", old.record_id)
    if is_sealed:
        new = bench.service.seal("Tax tool", pair(bench.made("New")), replaces=old.record_id)
        state = at_pending_key(new.record_id, new.name, new.replaces)
    bench.service.keep_progress(state)
    assert bench.reopened().resume() == state
    bench.service.close()
    bench.service = bench.new_service()
    locked = bench.service.resume()
    assert locked is not None
    assert locked.replaces == old.record_id, "a closed vault tells nothing about it"

    bench.reopened().remove(old.record_id)

    assert bench.service.resume() == replace(state, replaces=None)


def test_swapping_a_pending_key(bench: Bench) -> None:
    made = bench.made("Tax tool")
    swapped = HmacCredentials(made.verifier, Secret(made.api_key))
    pending = bench.service.seal("Tax tool", swapped)
    outcome = bench.service.check_pending(pending.record_id)
    assert isinstance(outcome, NotAccepted)
    assert outcome.problem.id is ProblemId.SWAPPED

    assert bench.service.swap(pending.record_id).api_key == made.api_key
    assert isinstance(bench.service.check_pending(pending.record_id), Saved)


def test_a_private_key_has_nothing_to_swap_with(bench: Bench) -> None:
    own = Ed25519Credentials("A" * 64, Secret("-----BEGIN PRIVATE KEY-----"))
    pending = bench.service.seal("Own", own)

    with pytest.raises(ProblemError) as error:
        bench.service.swap(pending.record_id)
    assert refused(error) is ProblemId.PRIVATE_KEY_UNKNOWN


def test_discarding_wipes_the_pending_key(bench: Bench) -> None:
    pending = bench.service.seal("Tax tool", pair(bench.made("Tax tool")))

    bench.service.discard(pending.record_id)

    assert bench.reopened().pending_keys() == ()
    with pytest.raises(ProblemError) as error:
        bench.service.check_pending(pending.record_id)
    assert refused(error) is ProblemId.KEY_GONE


def test_discarding_never_takes_a_key_that_was_saved_meanwhile(bench: Bench) -> None:
    pending = bench.service.seal("Tax tool", pair(bench.made("Tax tool")))
    other = bench.new_service()
    other.storage.open()
    assert isinstance(other.check_pending(pending.record_id), Saved)
    saved = other.saved_keys()
    assert bench.service.pending_keys() == (pending,), "this window has not heard of it"

    with pytest.raises(ProblemError) as error:
        bench.service.discard(pending.record_id)

    assert refused(error) is ProblemId.KEY_SAVED_MEANWHILE
    assert bench.service.pending_keys() == ()
    assert bench.service.saved_keys() == saved
    with pytest.raises(ProblemError) as error:
        bench.service.check_pending(pending.record_id)
    assert refused(error) is ProblemId.KEY_SAVED_MEANWHILE
    other.close()


def test_stop_is_heard_until_the_vault_is_written(bench: Bench) -> None:
    """The answer is good; Stop comes while another program holds the vault's lock."""
    pending = bench.service.seal("Tax tool", pair(bench.made("Tax tool")))
    asked_once, stopped = Event(), Event()

    def is_wanted() -> bool:
        answer = not stopped.is_set()
        asked_once.set()
        return answer

    lock = FileLock(bench.folder / "vault.rokey.lock")
    with ThreadPoolExecutor(1) as pool:
        with lock:
            check = pool.submit(
                bench.service.check_pending, pending.record_id, lambda _: None, is_wanted
            )
            assert asked_once.wait(20)
            stopped.set()
        outcome = check.result(20)

    assert isinstance(outcome, NotChecked)
    assert outcome.problem.id is ProblemId.CANCELLED
    assert bench.reopened().saved_keys() == ()
    assert bench.service.pending_keys() == (pending,)


def test_checking_only_keeps_nothing(bench: Bench) -> None:
    verdict = bench.service.check_only(pair(bench.made("Tax tool")))

    assert isinstance(verdict, ReadOnly)
    assert bench.reopened().pending_keys() == ()
    assert bench.service.saved_keys() == ()


def test_verify_notes_what_it_finds(bench: Bench) -> None:
    key, made = bench.saved("Tax tool")
    assert not bench.reopened().verified_in_session(key.record_id)

    bench.account.save_permissions(made.api_key, {*READ_ONLY, TRADING})
    verified = bench.service.verify(key.record_id)

    assert isinstance(verified.verdict, CanDoMore)
    assert verified.before == key.last_check
    assert verified.not_recorded is None
    assert bench.service.verified_in_session(key.record_id)
    assert bench.service.saved_keys() == (verified.key,)
    words = [past.verdict for past in bench.reopened().saved_keys()[0].history]
    assert words == [VerdictWord.CAN_DO_MORE, VerdictWord.READ_ONLY]


def test_an_answer_about_another_key_proves_nothing(bench: Bench) -> None:
    key, made = bench.saved("Tax tool")
    bench.account._keys[made.api_key] = replace(made, create_time=made.create_time + 1)

    verdict = bench.service.verify(key.record_id).verdict

    assert isinstance(verdict, NotChecked)
    assert verdict.problem.id is ProblemId.ANOTHER_KEY_ANSWERED


def test_a_verdict_that_cannot_be_written_is_told_and_is_not_green(bench: Bench) -> None:
    key, made = bench.saved("Tax tool")
    assert bench.service.verified_in_session(key.record_id)
    bench.account.save_permissions(made.api_key, {*READ_ONLY, TRADING})
    vault = bench.door.path
    vault.rename(vault.with_name("elsewhere"))
    vault.mkdir()

    verified = bench.service.verify(key.record_id)

    assert isinstance(verified.verdict, CanDoMore)
    assert verified.not_recorded is not None
    assert verified.not_recorded.id is ProblemId.VAULT_NOT_A_FILE
    assert verified.key.history[0].verdict is VerdictWord.CAN_DO_MORE
    # The table still shows the old proof; it must not look like one of this session.
    assert bench.service.saved_keys()[0].history == key.history
    assert not bench.service.verified_in_session(key.record_id)


def test_verify_all_answers_in_order_and_notes_every_result(bench: Bench) -> None:
    keys = [bench.saved(f"key {number}") for number in range(9)]
    bench.account.delete_key(keys[3][1].api_key)
    heard: list[Verified] = []

    verified = bench.service.verify_all([key.record_id for key, _ in keys], heard.append)

    assert [one.key.record_id for one in verified] == [key.record_id for key, _ in keys]
    assert {id(one) for one in heard} == {id(one) for one in verified}
    assert [isinstance(one.verdict, ReadOnly) for one in verified].count(False) == 1
    assert isinstance(verified[3].verdict, NotAccepted)
    assert all(len(key.history) == 2 for key in bench.reopened().saved_keys())


def _key_of_another_site(bench: Bench, name: str) -> SavedKey:
    """A saved key whose vault record says Binance.com."""
    key, _ = bench.saved(name)
    bench.service.close()
    with bench.door.open() as vault:

        def moved(record: object) -> object:
            assert hasattr(record, "key")
            is_it = record.key.record_id == key.record_id
            changed = replace(record.key, venue=VenueId.BINANCE_COM)
            return replace(record, key=changed) if is_it else record  # type: ignore[type-var]

        vault._live.change(lambda records: (tuple(map(moved, records)), None))  # type: ignore[arg-type]
    bench.reopened()
    return key


def test_a_key_of_another_site_is_never_asked_about_here(bench: Bench) -> None:
    foreign = _key_of_another_site(bench, "Real")
    near, _ = bench.saved("Near")

    with pytest.raises(ProblemError) as error:
        bench.service.verify(foreign.record_id)
    assert refused(error) is ProblemId.OTHER_VENUE
    # It does not silence the others either.
    verified = bench.service.verify_all([foreign.record_id, near.record_id], lambda _: None)
    first, second = (one.verdict for one in verified)
    assert isinstance(first, NotChecked)
    assert first.problem.id is ProblemId.OTHER_VENUE
    assert isinstance(second, ReadOnly)


def test_a_pending_key_of_another_site_is_not_written_over(bench: Bench) -> None:
    real = HmacCredentials("R" * 64, Secret("S" * 64))
    bench.service.close()
    with bench.door.open() as vault:
        foreign = vault.seal("Real", VenueId.BINANCE_COM, real, now=datetime.now(UTC))
    service = bench.reopened()

    for act in (
        lambda: service.seal("Real", pair(bench.made("x")), pending_id=foreign.record_id),
        lambda: service.check_pending(foreign.record_id),
    ):
        with pytest.raises(ProblemError) as error:
            act()
        assert refused(error) is ProblemId.OTHER_VENUE
    service.close()
    with bench.door.open() as vault:
        assert vault.credentials(foreign.record_id) == real


def test_names(bench: Bench) -> None:
    key, _ = bench.saved("Tax tool")
    bench.saved("Tracker")

    assert bench.service.find("TAX TOOL") == key
    renamed = bench.service.rename(key.record_id, "  My   tool ")
    assert renamed.name == "My tool"
    acts: list[tuple[Callable[[], object], ProblemId]] = [
        (lambda: bench.service.find("Tax tool"), ProblemId.NO_SUCH_KEY),
        (lambda: bench.service.rename(key.record_id, "tracker"), ProblemId.NAME_TAKEN),
        (lambda: bench.service.rename(key.record_id, "\u200b"), ProblemId.NAME_CHARACTERS),
        (lambda: bench.service.seal(" ", pair(bench.made("x"))), ProblemId.NAME_EMPTY),
        (lambda: bench.service.seal("MY TOOL", pair(bench.made("x"))), ProblemId.NAME_TAKEN),
    ]
    for act, problem in acts:
        with pytest.raises(ProblemError) as error:
            act()
        assert refused(error) is problem
    bench.service.remove(key.record_id)
    assert [one.name for one in bench.reopened().saved_keys()] == ["Tracker"]


def test_a_closed_vault_says_that_it_is_locked(bench: Bench) -> None:
    bench.service.close()
    assert bench.ended == 1
    service = bench.new_service()
    assert not service.storage.is_open
    assert service.storage.presence() is Presence.OPENS_WITH_KEYCHAIN
    assert service.storage.folder == bench.folder
    assert isinstance(service.storage.plan(), KeptInKeychain)

    for act in (service.saved_keys, service.pending_keys, lambda: service.find("x")):
        with pytest.raises(ProblemError) as error:
            act()
        assert refused(error) is ProblemId.PASSPHRASE_NEEDED


def test_leaving_the_guide_and_coming_back(bench: Bench) -> None:
    assert bench.service.resume() is None
    state = start_creating("Tax tool")
    bench.service.keep_progress(state)
    assert bench.reopened().resume() == state

    # A crash right after sealing, before it was remembered.
    made = bench.made("Tax tool")
    pending = bench.service.seal("Tax tool", pair(made))
    at_check = at_pending_key(pending.record_id, "Tax tool", None, pending.venue)
    assert bench.reopened().resume() == at_check

    # Finished elsewhere: there is nothing to come back to.
    bench.service.keep_progress(at_check)
    assert isinstance(bench.service.check_pending(pending.record_id), Saved)
    assert bench.reopened().resume() is None
    bench.service.forget_progress()
    bench.service.forget_progress()
    assert bench.reopened().resume() is None


def test_greeting(bench: Bench) -> None:
    greeting = bench.service.greet()
    assert isinstance(greeting, Greeting)
    assert abs(greeting.clock_off_ms) < 1000

    bench.server.stop()
    gone = bench.service.greet()
    assert isinstance(gone, Unanswered)
    assert gone.problem.id is ProblemId.EXCHANGE_UNREACHABLE
