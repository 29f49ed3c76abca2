"""Signatures: the known answers, each kind of key, and everything that must not fit."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.api_client import ApiClient, PrivateKey, private_pem, public_pem, sign
from tests.practice.conftest import NOW
from wizard.practice.account import PracticeAccount
from wizard.practice.practice_key import KeyKind
from wizard.practice.sent_parameters import read_parameters
from wizard.practice.signatures import (
    PublicKeyRefusedError,
    kind_of_public_key,
    signature_fits,
)

SAMPLES: Any = json.loads(
    (Path(__file__).parent.parent / "samples" / "signatures.json").read_text(encoding="utf-8")
)
HMAC_SECRET: str = SAMPLES["hmac"]["secret"]
ED25519_PEM = (
    "-----BEGIN PUBLIC KEY-----\n"
    + SAMPLES["ed25519"]["public_key_der_base64"]
    + "\n-----END PUBLIC KEY-----\n"
)


@pytest.mark.parametrize("case", SAMPLES["hmac"]["cases"])
def test_known_hmac_signatures_fit(case: dict[str, str]) -> None:
    query = case.get("payload", case.get("query", "")).encode()
    signature = case["signature"]
    signed = query + b"&signature=" + signature.encode()
    sent = read_parameters(signed, case.get("body", "").encode(), body_has_parameters=True)
    assert sent.values["signature"] == signature
    assert signature_fits(KeyKind.HMAC, HMAC_SECRET, sent.payload, signature)
    assert signature_fits(KeyKind.HMAC, HMAC_SECRET, sent.payload, signature.upper())
    assert not signature_fits(KeyKind.HMAC, HMAC_SECRET, sent.payload + b"0", signature)
    assert not signature_fits(KeyKind.HMAC, HMAC_SECRET[::-1], sent.payload, signature)


@pytest.mark.parametrize("case", SAMPLES["ed25519"]["cases"])
def test_known_ed25519_signatures_fit(case: dict[str, str]) -> None:
    payload, signature = case["payload"].encode(), case["signature_base64"]
    assert kind_of_public_key(ED25519_PEM) is KeyKind.ED25519
    assert signature_fits(KeyKind.ED25519, ED25519_PEM, payload, signature)
    assert not signature_fits(KeyKind.ED25519, ED25519_PEM, payload + b"0", signature)
    assert not signature_fits(KeyKind.ED25519, ED25519_PEM, payload, signature.swapcase())
    assert not signature_fits(
        KeyKind.ED25519, ED25519_PEM, payload, signature[:9] + "!\n" + signature[9:]
    )


def test_a_known_ed25519_signature_opens_the_door(api: ApiClient, account: PracticeAccount) -> None:
    case = SAMPLES["ed25519"]["cases"][1]
    key = account.make_key("known", public_key_pem=ED25519_PEM)
    escaped = case["signature_base64"].replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    target = f"/sapi/v1/account/apiRestrictions?{case['payload']}&signature="
    headers = {"X-MBX-APIKEY": key.api_key}
    assert api.send("GET", target + escaped, headers=headers).status == 200
    # Unescaped, a plus is a space.
    assert "+" in case["signature_base64"]
    unescaped = api.send("GET", target + case["signature_base64"], headers=headers)
    assert (unescaped.status, unescaped.code) == (400, -1022)


@pytest.mark.parametrize("kind", ["ed25519_key", "rsa_key"])
def test_keys_of_ones_own_sign(
    kind: str, request: pytest.FixtureRequest, api: ApiClient, account: PracticeAccount
) -> None:
    private_key: PrivateKey = request.getfixturevalue(kind)
    key = account.make_key("own", public_key_pem=public_pem(private_key).replace("\n", "\r\n"))
    good = api.signed(key, "/sapi/v1/account/apiRestrictions", private_key=private_key)
    assert good.status == 200
    query = f"timestamp={NOW}"
    stolen = sign(key, b"timestamp=1", private_key)
    bad = api.get(f"/api/v3/account?{query}&signature={stolen}", **{"X-MBX-APIKEY": key.api_key})
    assert (bad.status, bad.code) == (400, -1022)


def test_each_kind_is_recognised(ed25519_key: PrivateKey, rsa_key: PrivateKey) -> None:
    assert kind_of_public_key(public_pem(ed25519_key)) is KeyKind.ED25519
    assert kind_of_public_key("\n  " + public_pem(rsa_key) + "\n\n") is KeyKind.RSA


def _other_curve() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return public_pem(key)  # type: ignore[arg-type]


def _small_rsa() -> str:
    return public_pem(rsa.generate_private_key(65537, 1024))  # noqa: S505 - to be refused


@pytest.mark.parametrize(
    ("pem", "says"),
    [
        ("", "not a public key"),
        ("hello", "not a public key"),
        ("-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----", "cannot be read"),
        ("-----BEGIN PUBLIC KEY-----\nÄÖÜ\n-----END PUBLIC KEY-----", "cannot be read"),
        ("-----BEGIN PUBLIC KEY-----" + "A" * 5000, "not a public key"),
        (ED25519_PEM.replace("MCow", "MCox"), "cannot be read"),
        (_other_curve(), "not taken here"),
        (_small_rsa(), "not taken here"),
    ],
    ids=["nothing", "words", "nonsense", "umlauts", "long", "broken", "other-curve", "small-rsa"],
)
def test_other_texts_are_refused_with_a_sentence(pem: str, says: str) -> None:
    with pytest.raises(PublicKeyRefusedError, match=says):
        kind_of_public_key(pem)


def test_a_private_key_is_refused_and_not_repeated(ed25519_key: PrivateKey) -> None:
    pem = private_pem(ed25519_key)
    with pytest.raises(PublicKeyRefusedError, match="private key") as caught:
        kind_of_public_key(pem)
    assert pem.splitlines()[1] not in str(caught.value)


@given(signature=st.text(max_size=100))
def test_no_text_is_a_signature_by_chance(signature: str) -> None:
    assert not signature_fits(KeyKind.HMAC, HMAC_SECRET, b"timestamp=1", signature)
    assert not signature_fits(KeyKind.ED25519, ED25519_PEM, b"timestamp=1", signature)


def test_bytes_outside_ascii_are_refused_even_when_signed() -> None:
    payload = "symbol=１２３".encode()
    assert not signature_fits(KeyKind.HMAC, HMAC_SECRET, payload, _hmac(payload))
    assert signature_fits(KeyKind.HMAC, HMAC_SECRET, b"symbol=1", _hmac(b"symbol=1"))


def _hmac(payload: bytes) -> str:
    return hmac.new(HMAC_SECRET.encode(), payload, hashlib.sha256).hexdigest()
