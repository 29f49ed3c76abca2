"""Private keys as PEM: told apart without opening them, laid out anew, refused with a reason."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.credentials import KeyKind
from wizard.core.private_key import looks_like_pem, read_private_key
from wizard.core.problems import Problem, ProblemId

_Key = Ed25519PrivateKey | X25519PrivateKey | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

_SAMPLES = json.loads((Path(__file__).parents[1] / "samples/signatures.json").read_text("utf-8"))
ED25519_PEM: str = _SAMPLES["ed25519"]["private_key_pem"]
_ED25519 = Ed25519PrivateKey.generate()
_RSA = rsa.generate_private_key(65537, 2048)
# python-binance 1.0.37 takes anything longer for RSA.
_LONGEST_ED25519 = 120


def _pem(
    key: _Key,
    form: PrivateFormat = PrivateFormat.PKCS8,
    encryption: KeySerializationEncryption | None = None,
) -> str:
    return key.private_bytes(Encoding.PEM, form, encryption or NoEncryption()).decode()


def _public_pem(key: Ed25519PrivateKey | rsa.RSAPrivateKey) -> str:
    public = key.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


_WRAPPINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda pem: pem,
    "Windows line ends": lambda pem: pem.replace("\n", "\r\n"),
    "old Mac line ends": lambda pem: pem.replace("\n", "\r"),
    "line ends spelled out": lambda pem: pem.replace("\n", "\\n"),
    "in one line": lambda pem: pem.replace("\n", " "),
    "blank lines": lambda pem: pem.replace("\n", "\n\n"),
    "indented": lambda pem: pem.replace("\n", "\n    "),
    "quoted": lambda pem: f'"{pem}"',
    "an .env line": lambda pem: f"BINANCE_KEY='{pem}'",
    "words around it": lambda pem: f"My private key:\n{pem}\nKeep it safe",
    "nothing after it": lambda pem: pem.strip(),
    "invisible characters": lambda pem: "\ufeff" + pem.replace("M", "M\u200b", 3),
    "fixed-width spaces": lambda pem: pem.replace("\n", "\u00a0\n"),
    "narrow lines": lambda pem: pem[:40] + "\n" + pem[40:],
    "dashes of a word processor": lambda pem: pem.replace("-----", "—–-"),
    "full width": lambda pem: pem.replace("M", "Ｍ"),
    "a half of another key before it": lambda pem: "-----BEGIN PUBLIC KEY-----\n" + pem,
}


@pytest.mark.parametrize("wrapping", _WRAPPINGS)
@pytest.mark.parametrize(
    ("pem", "kind"),
    [
        (ED25519_PEM, KeyKind.ED25519),
        (_pem(_ED25519), KeyKind.ED25519),
        (_pem(_RSA), KeyKind.RSA),
        (_pem(_RSA, PrivateFormat.TraditionalOpenSSL), KeyKind.RSA),
    ],
    ids=["documented sample", "Ed25519", "RSA", "RSA, older form"],
)
def test_a_usable_key_survives_every_wrapping(pem: str, kind: KeyKind, wrapping: str) -> None:
    found = read_private_key(_WRAPPINGS[wrapping](pem))

    assert not isinstance(found, Problem)
    assert found == (kind, pem)
    load_pem_private_key(found[1].encode(), None)
    assert kind is KeyKind.RSA or len(found[1]) <= _LONGEST_ED25519


def test_both_halves_pasted_the_private_one_counts() -> None:
    both = _public_pem(_ED25519) + _pem(_ED25519)

    assert read_private_key(both) == (KeyKind.ED25519, _pem(_ED25519))


def test_its_one_line_alone_is_known_for_what_it_is() -> None:
    """Nothing but a private key of this kind begins so, and it is all there."""
    assert read_private_key(_pem(_ED25519).splitlines()[1]) == (KeyKind.ED25519, _pem(_ED25519))
    public = read_private_key(_public_pem(_ED25519).splitlines()[1])
    assert isinstance(public, Problem)
    assert public.id is ProblemId.PRIVATE_KEY_PUBLIC


def _without_line(pem: str, lost: int) -> str:
    return "".join(line for n, line in enumerate(pem.splitlines(keepends=True)) if n != lost)


_LOCKED = BestAvailableEncryption(b"password")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_pem(_ED25519, encryption=_LOCKED), ProblemId.PRIVATE_KEY_LOCKED),
        (_pem(_RSA, PrivateFormat.TraditionalOpenSSL, _LOCKED), ProblemId.PRIVATE_KEY_LOCKED),
        (_public_pem(_ED25519), ProblemId.PRIVATE_KEY_PUBLIC),
        (_public_pem(_RSA), ProblemId.PRIVATE_KEY_PUBLIC),
        (_pem(ec.generate_private_key(ec.SECP256R1())), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(X25519PrivateKey.generate()), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519, PrivateFormat.OpenSSH), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519)[:-20], ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519).replace("M", "é"), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519).replace("M", "\ud800"), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519).replace("M", "!"), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_pem(_ED25519).replace("MC4C", ""), ProblemId.PRIVATE_KEY_UNKNOWN),
        (_without_line(_pem(_RSA), 5), ProblemId.PRIVATE_KEY_UNKNOWN),
        (
            _without_line(_pem(_RSA, PrivateFormat.TraditionalOpenSSL), 1),
            ProblemId.PRIVATE_KEY_UNKNOWN,
        ),
        (
            "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----",
            ProblemId.PRIVATE_KEY_UNKNOWN,
        ),
        ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", ProblemId.PRIVATE_KEY_UNKNOWN),
        (
            "-----BEGIN CERTIFICATE-----\nMC4C\n-----END CERTIFICATE-----",
            ProblemId.PRIVATE_KEY_UNKNOWN,
        ),
        ("-----BEGIN PRIVATE KEY-----", ProblemId.PRIVATE_KEY_UNKNOWN),
        ("", ProblemId.PRIVATE_KEY_UNKNOWN),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(text: str, problem: ProblemId) -> None:
    found = read_private_key(text)

    assert isinstance(found, Problem)
    assert found.id is problem
    assert found.what
    assert found.means
    assert found.do


@given(st.text(), st.binary(max_size=80), st.sampled_from(["PRIVATE KEY", "RSA PRIVATE KEY", "A"]))
def test_whatever_is_pasted_there_is_an_answer(text: str, der: bytes, label: str) -> None:
    body = base64.b64encode(der).decode()
    block = f"-----BEGIN {label}-----\n{body}{text}\n-----END {label}-----"

    assert looks_like_pem(block)
    for pasted in (text, block, block + text):
        found = read_private_key(pasted)
        assert isinstance(found, Problem) or found[1].endswith("-----\n")


def test_a_huge_paste_is_answered_at_once() -> None:
    started = time.monotonic()

    found = read_private_key("-----BEGIN PRIVATE KEY-----" * 100_000)

    assert isinstance(found, Problem)
    assert time.monotonic() - started < 5
