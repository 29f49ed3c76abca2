"""The real adapter against the practice exchange: real sockets, real signatures, every kind."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from tests.exchange.asking import Asking, evidence_in, refused, reported_in, unanswered
from wizard.core.credentials import (
    Credentials,
    Ed25519Credentials,
    HmacCredentials,
    KeyKind,
    RsaCredentials,
    credentials_of,
)
from wizard.core.evidence import Finding, TestOrder
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import CanDoMore, ReadOnly, judge
from wizard.exchange.binance_exchange import BinanceExchange, _strict_client
from wizard.exchange.deadline import Deadline
from wizard.exchange.origin import Origin
from wizard.exchange.strict_transport import StrictConnection, StrictSession
from wizard.exchange.venues import loopback_venue
from wizard.practice.account import PracticeAccount, system_clock
from wizard.practice.behaviours import Behaviours
from wizard.practice.permission_boxes import PERMISSION_FIELDS, READ_ONLY, READING
from wizard.practice.server import PracticeServer
from wizard.practice.troubles import Trouble

HARMLESS = {READING, "enableFixReadOnly"}
VECTORS = json.loads((Path(__file__).parents[1] / "samples/signatures.json").read_text())


@dataclass
class PrivateKeys:
    """One pair of each kind for the whole run; an RSA key takes a while to find."""

    small: ed25519.Ed25519PrivateKey
    large: rsa.RSAPrivateKey

    def of(self, kind: KeyKind) -> ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey:
        return self.small if kind is KeyKind.ED25519 else self.large

    def public_pem(self, kind: KeyKind) -> str | None:
        if kind is KeyKind.HMAC:
            return None
        public = self.of(kind).public_key()
        return public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode()

    def private_pem(self, kind: KeyKind) -> str:
        return (
            self.of(kind)
            .private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            .decode()
        )


@pytest.fixture(scope="module")
def private_keys() -> PrivateKeys:
    return PrivateKeys(
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(public_exponent=65537, key_size=2048),
    )


@dataclass
class Practice:
    """A practice exchange, and the real adapter pointed at it."""

    account: PracticeAccount
    exchange: BinanceExchange
    asking: Asking
    private_keys: PrivateKeys

    def credentials(
        self, kind: KeyKind = KeyKind.HMAC, permissions: frozenset[str] = READ_ONLY
    ) -> Credentials:
        key = self.account.make_key(
            "Tax tool", public_key_pem=self.private_keys.public_pem(kind), permissions=permissions
        )
        secret = key.verifier if kind is KeyKind.HMAC else self.private_keys.private_pem(kind)
        return credentials_of(kind, key.api_key, Secret(secret))

    def check(self, credentials: Credentials) -> Finding:
        return self.asking.check(self.exchange, credentials)


@pytest.fixture
def clock_off() -> list[int]:
    """By how many milliseconds the exchange's clock is ahead of the computer's."""
    return [0]


@pytest.fixture
def practice(clock_off: list[int], asking: Asking, private_keys: PrivateKeys) -> Iterator[Practice]:
    account = PracticeAccount(clock=lambda: system_clock() + clock_off[0])
    with PracticeServer(account=account) as server:
        venue = loopback_venue(server.addresses.api_url, server.addresses.pages_url)
        yield Practice(account, BinanceExchange(venue), asking, private_keys)


@pytest.mark.parametrize("kind", KeyKind)
def test_a_read_only_key_of_every_kind(kind: KeyKind, practice: Practice) -> None:
    credentials = practice.credentials(kind)
    finding = practice.check(credentials)
    assert isinstance(judge(finding), ReadOnly)
    evidence = evidence_in(finding)
    assert evidence.test_order is TestOrder.REFUSED
    assert evidence.venue is VenueId.PRACTICE
    made = practice.account.key(credentials.api_key)
    assert reported_in(finding).created_ms == made.create_time


@pytest.mark.parametrize("kind", KeyKind)
@pytest.mark.parametrize("permission", sorted(PERMISSION_FIELDS - HARMLESS))
def test_each_permission_that_is_on(kind: KeyKind, permission: str, practice: Practice) -> None:
    finding = practice.check(practice.credentials(kind, READ_ONLY | {permission}))
    verdict = judge(finding)
    assert isinstance(verdict, CanDoMore)
    assert verdict.switched_on == (permission,)


def test_reading_over_fix_is_still_reading(practice: Practice) -> None:
    finding = practice.check(practice.credentials(permissions=frozenset(HARMLESS)))
    assert isinstance(judge(finding), ReadOnly)


@pytest.mark.parametrize("kind", KeyKind)
def test_the_secret_of_another_key(kind: KeyKind, practice: Practice) -> None:
    mine = practice.credentials(kind)
    other = HmacCredentials(mine.api_key, Secret("z" * 64))
    stranger = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    # Named after what the person has in hand: a secret, or a private key of their own.
    assert refused(practice.check(other)) is ProblemId.WRONG_SECRET
    wrong = Ed25519Credentials(mine.api_key, Secret(stranger.decode()))
    assert refused(practice.check(wrong)) is ProblemId.WRONG_PRIVATE_KEY


def test_reading_off(practice: Practice) -> None:
    finding = practice.check(practice.credentials(permissions=frozenset()))
    assert refused(finding) is ProblemId.NOT_ALLOWED


def test_an_address_that_is_not_on_the_list(practice: Practice) -> None:
    credentials = practice.credentials()
    practice.account.save_ip_list(credentials.api_key, ["203.0.113.7"])
    assert refused(practice.check(credentials)) is ProblemId.NOT_ALLOWED
    practice.account.save_ip_list(credentials.api_key, ["127.0.0.1"])
    finding = practice.check(credentials)
    assert isinstance(judge(finding), ReadOnly)
    assert reported_in(finding).flags["ipRestrict"] is True


@pytest.mark.parametrize("kind", KeyKind)
def test_the_day_every_key_was_deleted(kind: KeyKind, practice: Practice) -> None:
    credentials = practice.credentials(kind)
    assert isinstance(judge(practice.check(credentials)), ReadOnly)
    assert practice.account.delete_every_key() == 1
    assert refused(practice.check(credentials)) is ProblemId.KEY_UNKNOWN


def test_key_and_secret_swapped(practice: Practice) -> None:
    right = practice.credentials()
    assert isinstance(right, HmacCredentials)
    swapped = HmacCredentials(right.secret.reveal(), Secret(right.api_key))
    assert refused(practice.check(swapped)) is ProblemId.SWAPPED
    practice.account.save_ip_list(right.api_key, ["203.0.113.7"])
    assert refused(practice.check(swapped)) is ProblemId.SWAPPED


def test_a_character_lost(practice: Practice) -> None:
    right = practice.credentials()
    assert isinstance(right, HmacCredentials)
    short = HmacCredentials(right.api_key[:-1], right.secret)
    assert refused(practice.check(short)) is ProblemId.KEY_SHAPE_REFUSED
    replaced = HmacCredentials(right.api_key[:-1] + "!", right.secret)
    assert refused(practice.check(replaced)) is ProblemId.KEY_SHAPE_REFUSED


@pytest.mark.parametrize("minutes", [30, -30, 1, -1])
@pytest.mark.parametrize("kind", [KeyKind.HMAC, KeyKind.ED25519])
def test_a_clock_that_is_off(
    minutes: int, kind: KeyKind, practice: Practice, clock_off: list[int]
) -> None:
    clock_off[0] = minutes * 60_000
    credentials = practice.credentials(kind)
    finding = practice.check(credentials)
    assert isinstance(judge(finding), ReadOnly)
    assert evidence_in(finding).clock_off_ms == pytest.approx(minutes * 60_000, abs=500)
    clock_off[0] = 0  # the computer's clock was set right: measured anew, and right again
    again = practice.check(credentials)
    assert isinstance(judge(again), ReadOnly)
    assert evidence_in(again).clock_off_ms == pytest.approx(0, abs=500)


TROUBLES = {
    Trouble.RATE_LIMIT: ProblemId.TOO_MANY_REQUESTS,
    Trouble.BAN: ProblemId.BANNED,
    Trouble.OVERLOAD: ProblemId.SERVER_TROUBLE,
    Trouble.COUNTRY: ProblemId.LOCATION_REFUSED,
    Trouble.FIREWALL_PAGE: ProblemId.FIREWALL,
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_bad_day_of_the_exchange(trouble: Trouble, practice: Practice) -> None:
    credentials = practice.credentials()
    practice.account.behaviours = Behaviours(troubles=frozenset({trouble}))
    assert unanswered(practice.check(credentials)) is TROUBLES[trouble]
    practice.account.behaviours = Behaviours()
    assert isinstance(judge(practice.check(credentials)), ReadOnly)


def test_switched_on_later(practice: Practice) -> None:
    credentials = practice.credentials()
    assert isinstance(judge(practice.check(credentials)), ReadOnly)
    practice.account.save_permissions(credentials.api_key, {READING, "enableSpotAndMarginTrading"})
    assert isinstance(judge(practice.check(credentials)), CanDoMore)


@pytest.mark.parametrize(
    "bend",
    [
        lambda pem: pem.replace("\n", "\r\n"),
        lambda pem: "\n\n" + pem.replace("\n", "\n\n") + "\n\n",
        lambda pem: "  " + pem.replace("\n", " \n  "),
        lambda pem: pem.rstrip("\n"),
    ],
    ids=["CRLF", "blank lines", "spaces", "no last line end"],
)
@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.RSA])
def test_a_private_key_with_odd_line_ends(kind: KeyKind, bend: object, practice: Practice) -> None:
    credentials = practice.credentials(kind)
    assert isinstance(credentials, Ed25519Credentials | RsaCredentials)
    assert callable(bend)
    bent = type(credentials)(credentials.api_key, Secret(bend(credentials.private_key.reveal())))
    assert isinstance(judge(practice.check(bent)), ReadOnly)


def test_a_key_of_the_wrong_kind(practice: Practice, private_keys: PrivateKeys) -> None:
    """A public key, and one that agrees on secrets but cannot sign, are no private keys."""
    public = private_keys.public_pem(KeyKind.ED25519) or ""
    agreeing = (
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VuBCIEIHBgJSkY0JsHJhZRGNjgaL3a3oF4Xo7Wc7rPXWWMbUtP\n"
        "-----END PRIVATE KEY-----\n"
    )
    api_key = practice.credentials(KeyKind.ED25519).api_key
    for pem in (public, agreeing):
        for credentials in (
            Ed25519Credentials(api_key, Secret(pem)),
            RsaCredentials(api_key, Secret(pem)),
        ):
            assert refused(practice.check(credentials)) is ProblemId.PRIVATE_KEY_UNKNOWN


def signature(credentials: Credentials, payload: str) -> str:
    """What python-binance signs in our hands."""
    url = "http://127.0.0.1:1"
    with StrictConnection(Origin.of(url), None, Deadline(1)) as connection:
        client = _strict_client(credentials, StrictSession(connection, credentials.api_key), url)
        parameters = dict(pair.split("=") for pair in payload.split("&"))
        signed: str = client._generate_signature(  # type: ignore[attr-defined]
            parameters, uri_encode=False
        )
        return signed


def test_known_answers() -> None:
    hmac = HmacCredentials("k" * 64, Secret(VECTORS["hmac"]["secret"]))
    case = next(case for case in VECTORS["hmac"]["cases"] if case["payload"].startswith("time"))
    assert signature(hmac, case["payload"]) == case["signature"]
    pem = Ed25519Credentials("k" * 64, Secret(VECTORS["ed25519"]["private_key_pem"]))
    case = next(case for case in VECTORS["ed25519"]["cases"] if "recvWindow" in case["payload"])
    assert signature(pem, case["payload"]) == case["signature_base64"]


def test_the_first_half_is_told_early(practice: Practice) -> None:
    practice.check(practice.credentials())
    assert len(practice.asking.seen) == 1
    told = practice.asking.seen[0].permissions
    assert told is not None
    assert told.reading


def test_a_check_takes_no_longer_than_its_answers(practice: Practice) -> None:
    credentials = practice.credentials()
    practice.check(credentials)
    started = time.monotonic()
    for _ in range(20):
        practice.check(credentials)
    assert (time.monotonic() - started) / 20 < 0.1
