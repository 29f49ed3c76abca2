"""Pairs that are made here: made and sealed, then given the API key that the exchange gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wizard.core.paste_api_key import read_api_key_alone
from wizard.core.problems import Problem, ProblemError
from wizard.core.saved_key import KeptKey, PendingKey, WaitingPair
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.key_service.asking import Asking
from wizard.key_service.lookup import clean_name
from wizard.key_service.storage import Storage


class PairCare:
    """Every method may block: call it off the GUI thread. Raises ProblemError, and then nothing
    was changed. What the disk did not confirm: `storage.unconfirmed()`.

    A pair is discarded as a pending key is. One whose public key the exchange has
    already may be discarded, too: nobody can use the API key then, and its owner deletes it there.
    """

    def __init__(self, storage: Storage, asking: Asking, clock: Callable[[], datetime]) -> None:
        self._storage = storage
        self._asking = asking
        self._clock = clock

    def waiting(self) -> tuple[WaitingPair, ...]:
        """Pairs whose private key is sealed and whose API key is not known yet."""
        with self._storage.lane:
            return self._storage.vault.pairs.waiting()

    def make(
        self, name: str, venue: VenueId | None = None, *, replaces: str | None = None
    ) -> WaitingPair:
        """Make an Ed25519 pair. When this returns its private key is sealed and on the disk.

        `venue` None: the usual one. `replaces`: the saved key whose place it takes when proven.
        """
        with self._storage.lane:
            vault, where = self._storage.vault, self._asking.venue(venue).id
            return vault.pairs.make(clean_name(name), where, now=self._clock(), replaces=replaces)

    def complete(self, record_id: str, text: str) -> PendingKey:
        """Take the API key out of what was pasted: the pair is a pending key from then on.

        Also for another API key when the first one was wrong, as long as the key is pending and
        its private key its owner's. Raises API_KEY_…, PASTE_…, KEY_ALREADY_HERE, KEY_GONE,
        KEY_SAVED_MEANWHILE.
        """
        given = _hidden(text)
        del text  # it may hold a secret, and a traceback could print what is here
        if isinstance(given, Problem):
            raise ProblemError(given)
        with self._storage.lane:
            return self._storage.vault.pairs.complete(record_id, given, now=self._clock())

    def move(self, record_id: str, venue: VenueId) -> WaitingPair:
        """Take a pair that still waits for one of another venue. Raises KEY_GONE."""
        with self._storage.lane:
            return self._storage.vault.pairs.move(record_id, self._asking.venue(venue).id)

    def rename(self, record_id: str, name: str) -> KeptKey:
        """Give a pair, or a pending key, another name; never a key that was saved meanwhile.

        Raises NAME_…, KEY_GONE, KEY_SAVED_MEANWHILE.
        """
        with self._storage.lane:
            return self._storage.vault.rename_unproven(record_id, clean_name(name))

    def public_key(self, record_id: str) -> str:
        """The PEM that the exchange gets, also once more for a pending Ed25519 key."""
        with self._storage.lane:
            return self._storage.vault.pairs.public_key(record_id)


def _hidden(text: str) -> Secret | Problem:
    api_key = read_api_key_alone(text)
    return api_key if isinstance(api_key, Problem) else Secret(api_key)
