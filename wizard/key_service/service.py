"""The use cases: seal, check, save, verify, rename, remove. The only place that orders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from wizard.core.credentials import Credentials, secret_of
from wizard.core.evidence import Greeting, PermissionsSeen, Unanswered
from wizard.core.guide import GuideState, read_state
from wizard.core.history import past_check
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.report import RecentCheck
from wizard.core.saved_key import KeptKey, PendingKey, SavedKey, same_name
from wizard.core.settings import Settings
from wizard.core.venue import Grade, Venue, VenueId, alike
from wizard.core.venue_words import spoken
from wizard.core.verdict import NotChecked, NotProvenError, ReadOnly, Verdict, prove
from wizard.exchange.exchange import Exchange
from wizard.key_service import lookup
from wizard.key_service.asking import Asking
from wizard.key_service.locking import Locking
from wizard.key_service.lookup import as_it_is, clean_name, pending_in, saved_in, turned
from wizard.key_service.outcomes import PendingOutcome, Saved, Verified
from wizard.key_service.pair_care import PairCare
from wizard.key_service.resuming import could_do_more, where_to_go_on
from wizard.key_service.rounds import verify_round
from wizard.key_service.storage import Storage
from wizard.key_service.vault_care import VaultCare
from wizard.vault.door import VaultDoor
from wizard.vault.incoming import Terms
from wizard.vault.side_files import SideFiles


def _ignore(_seen: PermissionsSeen) -> None:
    """For callers that do not show a check while it runs."""


class KeyService:
    """All that a front end can ask for. Every method may block: call it off the GUI thread.

    Trouble with the vault, the keychain or the input is raised as ProblemError; what the
    exchange and the network do is part of a verdict. Times are aware UTC.
    """

    def __init__(
        self,
        exchanges: Sequence[Exchange],
        door: VaultDoor,
        files: SideFiles,
        clock: Callable[[], datetime],
        *,
        try_test_order: bool = True,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.storage = Storage(door)
        self.locking = Locking(self.storage)
        self.care = VaultCare(self.storage, lambda: Terms(clock(), alike(self.venue.id)))
        self._files = files
        self._clock = clock
        self._asking = Asking(exchanges, files, clock, try_test_order=try_test_order)
        self.pairs = PairCare(self.storage, self._asking, clock)
        self._on_close = on_close
        self._seen_in_session: set[str] = set()

    def now(self) -> datetime:
        """The service's own clock."""
        return self._clock()

    @property
    def venue(self) -> Venue:
        """The venue that new keys belong to unless somebody chooses another one."""
        return self._asking.venue()

    @property
    def venues(self) -> tuple[Venue, ...]:
        """Every venue whose keys can be checked here, the usual one first."""
        return self._asking.venues

    def close(self) -> None:
        """Drop the vault's keys, and whatever the service stood on."""
        with self.storage.lane:
            self.storage.close()
            self._on_close()

    # Pending keys: sealed first, checked next, saved only when proven

    def pending_keys(self) -> tuple[PendingKey, ...]:
        """Keys that are sealed and wait for their check."""
        with self.storage.lane:
            return self.storage.vault.pending_keys()

    def seal(
        self,
        name: str,
        credentials: Credentials,
        *,
        pending_id: str | None = None,
        replaces: str | None = None,
        venue: VenueId | None = None,
    ) -> PendingKey:
        """Seal credentials as a pending key; over `pending_id`, a key or a pair, if it is there.

        `venue` None: the usual one.
        """
        with self.storage.lane:
            vault = self.storage.vault
            clean, where = clean_name(name), self._asking.venue(venue).id
            now, before = self._clock(), lookup.written_over(vault, pending_id, self.venues)
            if before is not None:
                record_id = before.record_id
                return vault.reseal(record_id, credentials, now=now, name=clean, venue=where)
            return vault.seal(clean, where, credentials, now=now, replaces=replaces)

    def move(self, record_id: str, venue: VenueId) -> PendingKey:
        """Take a pending key for one of another venue: the next check asks there."""
        with self.storage.lane:
            where = self._asking.venue(venue).id
            pending_in(self.storage.vault, record_id, self.venues)
            return self.storage.vault.rework(record_id, as_it_is, now=self._clock(), venue=where)

    def swap(self, record_id: str) -> PendingKey:
        """Put a pending key's two values in each other's place."""
        with self.storage.lane:
            return self.storage.vault.rework(record_id, turned, now=self._clock())

    def discard(self, record_id: str) -> None:
        """Wipe a pending key or pair; one that was proven and saved meanwhile stays."""
        with self.storage.lane:
            self.storage.vault.discard(record_id)

    def check_pending(
        self,
        record_id: str,
        on_permissions: Callable[[PermissionsSeen], None] = _ignore,
        still_wanted: Callable[[], bool] = lambda: True,
        *,
        boxes_seen: bool = False,
    ) -> PendingOutcome:
        """Check a pending key live; a read-only verdict turns it into a saved key.

        `boxes_seen`: the person looked at the boxes that the venue does not report. Without that
        look a key of such a venue is not asked about, and stays pending.
        It stays pending when `still_wanted` says no at any time before the vault is written.
        """
        with self.storage.lane:
            pending = pending_in(self.storage.vault, record_id, self.venues)
            venue = self._asking.venue(pending.venue)
            if venue.grade is not Grade.FULL and not boxes_seen:
                values = {"venue": spoken(venue.id)}
                return NotChecked(Problem(ProblemId.BOXES_UNCONFIRMED, values=values))
            suspect = could_do_more(self._files.progress.read(), record_id)
            credentials = self.storage.vault.credentials(record_id)
            old = lookup.saved_name(self.storage.vault, pending.replaces)
        try:
            verdict = self._asking.ask(venue.id, credentials, on_permissions, suspect=suspect)
            if not isinstance(verdict, ReadOnly):
                return verdict
            if not still_wanted():
                return NotChecked(Problem(ProblemId.CANCELLED))
            now = self._clock()
            checked = prove(record_id, credentials, verdict, now=now, boxes_seen=boxes_seen)
        except NotProvenError:
            return NotChecked(Problem(ProblemId.PROOF_STALE))
        finally:
            secret_of(credentials).wipe()
        with self.storage.lane:
            try:
                key = self.storage.vault.commit(checked, past_check(verdict, now), still_wanted)
            except ProblemError as error:
                if error.problem.id is ProblemId.CANCELLED:
                    return NotChecked(error.problem)
                raise
            self._seen_in_session.add(key.record_id)
            stays = lookup.saved_name(self.storage.vault, pending.replaces) is not None
            return Saved(key, verdict, self.storage.unconfirmed(), None if stays else old)

    def check_only(self, credentials: Credentials, venue: VenueId | None = None) -> Verdict:
        """Check credentials and keep nothing."""
        return self._asking.ask(venue, credentials, _ignore)

    def greet(self, venue: VenueId | None = None) -> Greeting | Unanswered:
        """Whether a venue answers at all, and how far the clocks are apart."""
        return self._asking.greet(venue)

    # What was chosen once for all time

    def settings(self) -> Settings | Problem:
        """The settings, or why they cannot be read; then nobody is asked about a key."""
        return self._files.settings.read()

    def keep_settings(self, settings: Settings) -> Problem | None:
        """Replace them. Gives what the disk did not confirm. Raises ProblemError."""
        return self._files.settings.write(settings)

    def recent_checks(self) -> tuple[RecentCheck, ...]:
        """How the last checks since the program started ended, newest first."""
        return self._asking.log.checks()

    # Saved keys

    def saved_keys(self) -> tuple[SavedKey, ...]:
        """All saved keys, without their secrets."""
        with self.storage.lane:
            return self.storage.vault.saved_keys()

    def find(self, name: str) -> SavedKey:
        """The saved key of this name."""
        for key in self.saved_keys():
            if same_name(key.name, name):
                return key
        raise ProblemError(Problem(ProblemId.NO_SUCH_KEY, values={"name": name}))

    def verified_in_session(self, record_id: str) -> bool:
        """Whether this key was checked since the program started."""
        return record_id in self._seen_in_session

    def verify(
        self, record_id: str, on_permissions: Callable[[PermissionsSeen], None] = _ignore
    ) -> Verified:
        """Check a saved key again and note the result in its history.

        Raises ProblemError when the vault was locked meanwhile: then nothing is noted.
        """
        with self.storage.lane:
            key = saved_in(self.storage.vault, record_id, self.venues)
            credentials = self.storage.vault.credentials(record_id)
            lockings = self.locking.count
        try:
            verdict = self._asking.ask(key.venue, credentials, on_permissions, key)
        finally:
            secret_of(credentials).wipe()
        past = past_check(verdict, self._clock())
        with self.storage.lane:
            self.locking.require_none_since(lockings)
            # Until the result is noted the vault still tells the old one, which is not green.
            self._seen_in_session.discard(record_id)
            try:
                noted = self.storage.vault.note_check(record_id, past)
            except ProblemError as error:
                unwritten = key.with_check(past)
                return Verified(unwritten, verdict, key.last_proof, error.problem)
            self._seen_in_session.add(record_id)
        return Verified(noted, verdict, key.last_proof)

    def hand_over(self, record_id: str) -> tuple[Verified, Credentials | None]:
        """Verify a saved key; its credentials only if it was proven read-only just now.

        Whoever receives the credentials wipes them.
        """
        verified = self.verify(record_id)
        if not isinstance(verified.verdict, ReadOnly) or verified.not_recorded is not None:
            return verified, None
        with self.storage.lane:
            return verified, self.storage.vault.credentials(record_id)

    def verify_all(
        self, record_ids: Iterable[str], on_verified: Callable[[Verified], None]
    ) -> tuple[Verified, ...]:
        """Check several keys, a few at once; `on_verified` hears of each as it is done.

        The answer is in the order asked for. `on_verified` may be called on any thread. What
        keeps one key from being asked about is a verdict of its own: the others must be heard.
        """
        known = {key.record_id: key for key in self.saved_keys()}
        return verify_round(self.verify, known, record_ids, on_verified)

    def rename(self, record_id: str, name: str) -> KeptKey:
        """Give a key another name."""
        with self.storage.lane:
            return self.storage.vault.rename(record_id, clean_name(name))

    def remove(self, record_id: str) -> None:
        """Take a key out of the vault. It goes on existing at the exchange."""
        with self.storage.lane:
            self.storage.vault.remove(record_id)

    # Leaving the guide and coming back

    def keep_progress(self, state: GuideState) -> None:
        """Remember where the person is in the guide."""
        with self.storage.lane:
            self._files.progress.write(state.to_text())

    def forget_progress(self) -> None:
        """The guide was finished or given up."""
        with self.storage.lane:
            self._files.progress.clear()

    def resume(self) -> GuideState | None:
        """Where the person left the guide, held against what the vault really has."""
        with self.storage.lane:
            text = self._files.progress.read()
            state = None if text is None else read_state(text)
            is_open = self.storage.is_open
            pending = self.storage.vault.pending_keys() if is_open else ()
            pairs = self.storage.vault.pairs.waiting() if is_open else ()
            saved = self.storage.vault.saved_keys() if is_open else ()
        return where_to_go_on(state, pending, saved if is_open else None, pairs)
