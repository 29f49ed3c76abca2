"""The use cases: seal, check, save, verify, rename, remove. The only place that orders them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from wizard.core.credentials import Credentials
from wizard.core.evidence import Greeting, PermissionsSeen, Unanswered
from wizard.core.guide import GuideState, read_state, resumed
from wizard.core.history import past_check
from wizard.core.paste import swapped
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.saved_key import PastCheck, PendingKey, SavedKey, read_name, same_name
from wizard.core.secret import Secret
from wizard.core.venue import Venue
from wizard.core.verdict import (
    CanDoMore,
    NotAccepted,
    NotChecked,
    NotProvenError,
    ReadOnly,
    Verdict,
    judge,
    prove,
)
from wizard.exchange.exchange import Exchange
from wizard.vault.door import Presence, StoragePlan, VaultDoor
from wizard.vault.progress_file import ProgressFile
from wizard.vault.vault import Vault

_CHECKS_AT_ONCE = 4
_Key = TypeVar("_Key", PendingKey, SavedKey)


@dataclass(frozen=True, slots=True)
class Saved:
    """A pending key was proven read-only and is a saved key now.

    `unconfirmed` is set when the disk did not confirm it.
    """

    key: SavedKey
    verdict: ReadOnly
    unconfirmed: Problem | None = None


PendingOutcome = Saved | CanDoMore | NotAccepted | NotChecked


@dataclass(frozen=True, slots=True)
class Verified:
    """A saved key was checked again. `before` is what was known of it until now.

    `not_recorded` says why the vault could not note the result, which is true all the same.
    """

    key: SavedKey
    verdict: Verdict
    before: PastCheck | None
    not_recorded: Problem | None = None


def _ignore(_seen: PermissionsSeen) -> None:
    """For callers that do not show a check while it runs."""


class KeyService:
    """All that a front end can ask for. Every method may block: call it off the GUI thread.

    Trouble with the vault, the keychain or the input is raised as ProblemError; what the
    exchange and the network do is part of a verdict. Times are aware UTC.
    """

    def __init__(
        self,
        exchange: Exchange,
        door: VaultDoor,
        progress: ProgressFile,
        clock: Callable[[], datetime],
        *,
        try_test_order: bool = True,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._exchange = exchange
        self._door = door
        self._progress = progress
        self._clock = clock
        self._try_test_order = try_test_order
        self._on_close = on_close
        self._vault: Vault | None = None
        self._lane = threading.RLock()  # one caller at a time for vault and keychain
        self._seen_in_session: set[str] = set()

    def now(self) -> datetime:
        """The service's own clock."""
        return self._clock()

    # What opens the vault

    @property
    def venue(self) -> Venue:
        """The venue that new keys belong to."""
        return self._exchange.venue

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None

    @property
    def folder(self) -> Path:
        """Where the vault lies, or will lie."""
        return self._door.folder

    def presence(self) -> Presence:
        """Whether there is a vault, and what would open it."""
        with self._lane:
            return self._door.presence()

    def plan_storage(self) -> StoragePlan:
        """Where secrets would be kept, tried out before any secret exists."""
        with self._lane:
            return self._door.plan()

    def create_vault(self, passphrase: Secret | None = None) -> None:
        """Make and open a new vault, with its key in the keychain or under a passphrase."""
        with self._lane:
            self._vault = self._door.create(passphrase)

    def open_vault(self, passphrase: Secret | None = None) -> None:
        """Open the vault that is there."""
        with self._lane:
            if self._vault is None:
                self._vault = self._door.open(passphrase)

    def give_up(self) -> None:
        """From another thread: stop waiting for the keychain, whose call then fails."""
        self._door.give_up()

    def reload(self) -> None:
        """Take in what another window or program changed in the vault since."""
        with self._lane:
            self._opened().reload()

    def unconfirmed(self) -> Problem | None:
        """Set when the last change is in place but the disk did not confirm it."""
        with self._lane:
            return self._opened().unconfirmed

    def close(self) -> None:
        """Drop the vault's keys, and whatever the service stood on."""
        with self._lane:
            if self._vault is not None:
                self._vault.close()
                self._vault = None
            self._on_close()

    # Pending keys: sealed first, checked next, saved only when proven

    def pending_keys(self) -> tuple[PendingKey, ...]:
        """Keys that are sealed and wait for their check."""
        with self._lane:
            return self._opened().pending_keys()

    def seal(
        self,
        name: str,
        credentials: Credentials,
        *,
        pending_id: str | None = None,
        replaces: str | None = None,
    ) -> PendingKey:
        """Seal credentials as a pending key; over `pending_id`, if that one is pasted anew."""
        with self._lane:
            vault = self._opened()
            clean = self._clean(name)
            if pending_id in {pending.record_id for pending in vault.pending_keys()}:
                assert pending_id is not None  # noqa: S101 (for the type checker: it was found)
                self._pending(pending_id)  # one of another site must not be written over
                pending = vault.reseal(pending_id, credentials, now=self._clock())
                if pending.name != clean:
                    vault.rename(pending_id, clean)
                return self._pending(pending_id)
            return vault.seal(
                clean, self.venue.id, credentials, now=self._clock(), replaces=replaces
            )

    def swap(self, record_id: str) -> PendingKey:
        """Put a pending key's two values in each other's place."""
        with self._lane:
            vault = self._opened()
            turned = swapped(vault.credentials(record_id))
            if turned is None:
                raise ProblemError(Problem(ProblemId.PRIVATE_KEY_UNKNOWN))
            return vault.reseal(record_id, turned, now=self._clock())

    def discard(self, record_id: str) -> None:
        """Wipe a pending key."""
        with self._lane:
            self._opened().remove(record_id)

    def check_pending(
        self,
        record_id: str,
        on_permissions: Callable[[PermissionsSeen], None] = _ignore,
        still_wanted: Callable[[], bool] = lambda: True,
    ) -> PendingOutcome:
        """Check a pending key live; a read-only verdict turns it into a saved key.

        It stays pending when `still_wanted` says no after the answer came.
        """
        with self._lane:
            self._pending(record_id)
            credentials = self._opened().credentials(record_id)
        verdict = self._ask(credentials, on_permissions)
        if not isinstance(verdict, ReadOnly):
            return verdict
        if not still_wanted():
            return NotChecked(Problem(ProblemId.CANCELLED))
        now = self._clock()
        try:
            checked = prove(record_id, credentials, verdict, now=now)
        except NotProvenError:
            return NotChecked(Problem(ProblemId.PROOF_STALE))
        with self._lane:
            key = self._opened().commit(checked, past_check(verdict, now))
            self._seen_in_session.add(key.record_id)
            return Saved(key, verdict, self.unconfirmed())

    def check_only(self, credentials: Credentials) -> Verdict:
        """Check credentials and keep nothing."""
        return self._ask(credentials, _ignore)

    def greet(self) -> Greeting | Unanswered:
        """Whether the venue answers at all, and how far the clocks are apart."""
        return self._exchange.greet()

    # Saved keys

    def saved_keys(self) -> tuple[SavedKey, ...]:
        """All saved keys, without their secrets."""
        with self._lane:
            return self._opened().saved_keys()

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
        """Check a saved key again and note the result in its history."""
        with self._lane:
            key = self._saved(record_id)
            credentials = self._opened().credentials(record_id)
        verdict = self._ask(credentials, on_permissions, key)
        past = past_check(verdict, self._clock())
        with self._lane:
            # Until the result is noted the vault still tells the old one, which is not green.
            self._seen_in_session.discard(record_id)
            try:
                noted = self._opened().note_check(record_id, past)
            except ProblemError as error:
                unwritten = key.with_check(past)
                return Verified(unwritten, verdict, key.last_proof, error.problem)
            self._seen_in_session.add(record_id)
        return Verified(noted, verdict, key.last_proof)

    def verify_all(
        self, record_ids: Iterable[str], on_verified: Callable[[Verified], None]
    ) -> tuple[Verified, ...]:
        """Check several keys, a few at once; `on_verified` hears of each as it is done.

        The answer is in the order asked for. `on_verified` may be called on any thread. What
        keeps one key from being asked about is a verdict of its own: the others must be heard.
        """
        known = {key.record_id: key for key in self.saved_keys()}

        def one(record_id: str) -> Verified:
            try:
                verified = self.verify(record_id)
            except ProblemError as error:
                if record_id not in known:
                    raise
                key = known[record_id]
                verified = Verified(key, NotChecked(error.problem), key.last_proof)
            on_verified(verified)
            return verified

        pool = ThreadPoolExecutor(_CHECKS_AT_ONCE, thread_name_prefix="verify")
        try:
            return tuple(pool.map(one, record_ids))
        finally:
            # All are done, unless somebody pressed Ctrl+C, who does not wait for the rest.
            pool.shutdown(wait=False, cancel_futures=True)

    def rename(self, record_id: str, name: str) -> SavedKey | PendingKey:
        """Give a key another name."""
        with self._lane:
            return self._opened().rename(record_id, self._clean(name))

    def remove(self, record_id: str) -> None:
        """Take a key out of the vault. It goes on existing at the exchange."""
        with self._lane:
            self._opened().remove(record_id)

    # Leaving the guide and coming back

    def keep_progress(self, state: GuideState) -> None:
        """Remember where the person is in the guide."""
        with self._lane:
            self._progress.write(state.to_text())

    def forget_progress(self) -> None:
        """The guide was finished or given up."""
        with self._lane:
            self._progress.clear()

    def resume(self) -> GuideState | None:
        """Where the person left the guide, held against what the vault really has."""
        with self._lane:
            text = self._progress.read()
            state = None if text is None else read_state(text)
            pending = self._vault.pending_keys() if self._vault else ()
            saved = self._vault.saved_keys() if self._vault else ()
        if state is not None and state.pending_id in {key.record_id for key in saved}:
            state = None  # finished elsewhere, such as on the command line
        return resumed(state, pending)

    # Within

    def _ask(
        self,
        credentials: Credentials,
        on_permissions: Callable[[PermissionsSeen], None],
        known: SavedKey | None = None,
    ) -> Verdict:
        finding = self._exchange.check(
            credentials, try_test_order=self._try_test_order, on_permissions=on_permissions
        )
        return judge(finding, known.first_seen_created_ms if known else None)

    def _opened(self) -> Vault:
        if self._vault is None:
            raise ProblemError(Problem(ProblemId.PASSPHRASE_NEEDED))
        return self._vault

    def _pending(self, record_id: str) -> PendingKey:
        return self._here(record_id, self._opened().pending_keys())

    def _saved(self, record_id: str) -> SavedKey:
        return self._here(record_id, self._opened().saved_keys())

    def _here(self, record_id: str, keys: Iterable[_Key]) -> _Key:
        for key in keys:
            if key.record_id == record_id:
                if key.venue is not self.venue.id:
                    values = {"name": key.name, "venue": key.venue}
                    raise ProblemError(Problem(ProblemId.OTHER_VENUE, values=values))
                return key
        raise ProblemError(Problem(ProblemId.NO_SUCH_KEY, values={"name": "…"}))

    @staticmethod
    def _clean(name: str) -> str:
        clean = read_name(name)
        if isinstance(clean, Problem):
            raise ProblemError(clean)
        return clean
