"""The practice account: its keys, its settings and its clock. In memory only, safe to share."""

import ipaddress
import secrets
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from threading import RLock

from wizard.practice.behaviours import Behaviours
from wizard.practice.permission_boxes import TICKED_IN_2018, known_permissions
from wizard.practice.practice_key import KeyKind, PracticeKey, new_text
from wizard.practice.signatures import kind_of_public_key
from wizard.practice.site import PracticeSite

MAX_ADDRESSES = 30  # per key; the exchange's documentation, 2025
_MAX_LABEL = 50


class UnknownKeyError(KeyError):
    """The practice exchange has no such key (any more)."""


class LabelRefusedError(ValueError):
    """The name cannot be used; the message says why, in a sentence for the person."""


class IpListRefusedError(ValueError):
    """The list of addresses cannot be used; the message says why, in a sentence for the person."""


def system_clock() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class PracticeAccount:
    """Everything the practice exchange remembers. `clock` gives milliseconds since the epoch.

    `site`: which kind of exchange it plays, from its first to its last moment.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], int] = system_clock,
        behaviours: Behaviours | None = None,
        two_factor_on: bool = True,
        site: PracticeSite = PracticeSite.BINANCE_COM,
    ) -> None:
        self.site = site
        self.email = "you@practice.example"
        self.two_factor_seed = secrets.token_bytes(20)
        self._clock = clock
        self._lock = RLock()
        self._keys: dict[str, PracticeKey] = {}
        self._keys_made = 0
        self._last_create_time = 0
        self._behaviours = behaviours or Behaviours()
        self._two_factor_on = two_factor_on

    def now(self) -> int:
        """Milliseconds since the epoch, by the exchange's clock."""
        return self._clock()

    @property
    def behaviours(self) -> Behaviours:
        """How the exchange behaves right now."""
        with self._lock:
            return self._behaviours

    @behaviours.setter
    def behaviours(self, behaviours: Behaviours) -> None:
        with self._lock:
            self._behaviours = behaviours

    @property
    def two_factor_on(self) -> bool:
        """Whether the account is protected by a second factor; without, no key can be made."""
        with self._lock:
            return self._two_factor_on

    @two_factor_on.setter
    def two_factor_on(self, on: bool) -> None:
        with self._lock:
            self._two_factor_on = on

    @property
    def keys_made(self) -> int:
        """How many keys were ever made here, deleted ones included."""
        with self._lock:
            return self._keys_made

    def all_keys(self) -> tuple[PracticeKey, ...]:
        """Every key there is, oldest first."""
        with self._lock:
            return tuple(self._keys.values())

    def key(self, api_key: str) -> PracticeKey:
        """The key with this API key. Raises UnknownKeyError."""
        with self._lock:
            try:
                return self._keys[api_key]
            except KeyError:
                raise UnknownKeyError from None

    def make_key(
        self,
        label: str,
        *,
        public_key_pem: str | None = None,
        permissions: Collection[str] = TICKED_IN_2018,
    ) -> PracticeKey:
        """A new key: the exchange makes key and secret, or takes the person's public key.

        Trading is on unless `permissions` says otherwise, as it was in July 2018. For a key that
        the exchange made, the secret is `verifier`. Raises LabelRefusedError,
        signatures.PublicKeyRefusedError, or ValueError for a permission nobody knows.
        """
        label = read_label(label)
        kind = KeyKind.HMAC if public_key_pem is None else kind_of_public_key(public_key_pem)
        verifier = new_text() if public_key_pem is None else public_key_pem.strip()
        with self._lock:
            # Never the same twice: the program tells keys apart by this time.
            self._last_create_time = max(self.now(), self._last_create_time + 1)
            self._keys_made += 1
            key = PracticeKey(
                reference=secrets.token_hex(8),
                api_key=new_text(),
                label=label,
                kind=kind,
                verifier=verifier,
                permissions=known_permissions(self.site, permissions),
                ip_list=(),
                create_time=self._last_create_time,
            )
            self._keys[key.api_key] = key
            return key

    def save_permissions(self, api_key: str, switched_on: Collection[str]) -> PracticeKey:
        """Exactly these permissions are on from now on. Raises UnknownKeyError, ValueError."""
        with self._lock:
            key = replace(self.key(api_key), permissions=known_permissions(self.site, switched_on))
            self._keys[api_key] = key
            return key

    def save_ip_list(self, api_key: str, addresses: Iterable[str]) -> PracticeKey:
        """Only these addresses may use the key; none given: any address may.

        Raises UnknownKeyError, IpListRefusedError.
        """
        ip_list = _read_addresses(addresses)
        with self._lock:
            key = replace(self.key(api_key), ip_list=ip_list)
            self._keys[api_key] = key
            return key

    def delete_key(self, api_key: str) -> None:
        """Forget one key. Raises UnknownKeyError."""
        with self._lock:
            self.key(api_key)
            del self._keys[api_key]

    def delete_every_key(self) -> int:
        """Forget every key, as the exchange did on 3 July 2018. Gives how many there were."""
        with self._lock:
            count = len(self._keys)
            self._keys.clear()
            return count


def read_label(text: str) -> str:
    """The name of a key without the spaces around it. Raises LabelRefusedError."""
    label = " ".join(text.split())
    if not label:
        raise LabelRefusedError("Give the key a name, so that you recognise it later.")
    if len(label) > _MAX_LABEL:
        raise LabelRefusedError(f"That name is too long. Use {_MAX_LABEL} characters at most.")
    if not label.isprintable():
        raise LabelRefusedError("That name holds characters that cannot be shown. Type it again.")
    return label


def _read_addresses(addresses: Iterable[str]) -> tuple[str, ...]:
    ip_list: list[str] = []
    for text in addresses:
        try:
            address = str(ipaddress.ip_address(text.strip()))
        except ValueError:
            raise IpListRefusedError(
                f"“{text.strip()[:60]}” is not an IP address. Write one like 127.0.0.1."
            ) from None
        if address not in ip_list:
            ip_list.append(address)
    if len(ip_list) > MAX_ADDRESSES:
        raise IpListRefusedError(f"That are too many addresses. {MAX_ADDRESSES} is the limit.")
    return tuple(ip_list)
