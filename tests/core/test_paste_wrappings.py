"""A valid pair survives every wrapping that hypothesis can put together."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.pasted_texts import API_KEY, NAME_PAIRS, SECRET, Pasted, keys, language_names, pairs
from wizard.core.credentials import HmacCredentials, KeyKind, credentials_of
from wizard.core.paste_intake import PasteIntake
from wizard.core.secret import Secret

_MANY = settings(max_examples=400)


@_MANY
@given(pairs())
def test_a_pair_survives_every_wrapping(pasted: Pasted) -> None:
    intake = PasteIntake().taken(pasted.text)

    assert intake.problem is None
    assert intake.credentials == HmacCredentials(pasted.api_key, Secret(pasted.secret))
    assert intake.guessed is not pasted.is_named


@_MANY
@given(pairs())
def test_the_same_in_a_field_of_one_line(pasted: Pasted) -> None:
    """Such a field makes a space of every line end."""
    intake = PasteIntake().taken(" ".join(pasted.text.splitlines()))

    if intake.credentials is not None and pasted.is_named:
        assert intake.credentials == HmacCredentials(pasted.api_key, Secret(pasted.secret))


@given(keys, keys.filter(lambda key: key != API_KEY), language_names(), st.booleans())
def test_the_two_may_come_apart_in_any_order(
    key: str, secret: str, names: tuple[str, str], secret_first: bool
) -> None:
    if key == secret:
        return
    texts = [f"{names[0]}: {key}", f"{names[1]}: {secret}"]
    intake = PasteIntake()
    for text in reversed(texts) if secret_first else texts:
        assert intake.credentials is None
        intake = intake.taken(text)

    assert intake.credentials == HmacCredentials(key, Secret(secret))
    assert not intake.guessed


_ED25519 = Ed25519PrivateKey.generate()
_RSA = rsa.generate_private_key(65537, 2048)
_PRIVATE: dict[KeyKind | str, tuple[Ed25519PrivateKey | rsa.RSAPrivateKey, PrivateFormat]] = {
    KeyKind.ED25519: (_ED25519, PrivateFormat.PKCS8),
    KeyKind.RSA: (_RSA, PrivateFormat.PKCS8),
    "RSA, older form": (_RSA, PrivateFormat.TraditionalOpenSSL),
}


def _pem(which: KeyKind | str) -> str:
    key, form = _PRIVATE[which]
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def _public(which: KeyKind | str) -> str:
    public = _PRIVATE[which][0].public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


_PEM_WORN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "Windows line ends": lambda pem: pem.replace("\n", "\r\n"),
    "line ends spelled out": lambda pem: pem.replace("\n", "\\n"),
    "Windows line ends spelled out": lambda pem: pem.replace("\n", "\\r\\n"),
    "in one line": lambda pem: pem.replace("\n", " "),
    "indented": lambda pem: pem.replace("\n", "\n    "),
    "blank lines": lambda pem: pem.replace("\n", "\n\n"),
    "unseen characters": lambda pem: "\ufeff" + "\u200b".join(pem),
    "dashes of a word processor": lambda pem: pem.replace("-----", "—–-"),
    "narrow lines": lambda pem: pem[:50] + "\n" + pem[50:],
}
_BESIDE: dict[str, Callable[[str, str, str], str]] = {
    "key above": lambda key, pem, _: f"API Key\n{key}\n{pem}",
    "key above without its name": lambda key, pem, _: f"{key}\n{pem}",
    "key below": lambda key, pem, _: f"{pem}\n{key}",
    "key below, its name wrong": lambda key, pem, _: f"{pem}\nSecret: {key}",
    "public half before": lambda key, pem, public: f"{public}\n{pem}\nApi-Key: {key}",
    "public half behind": lambda key, pem, public: f"{key} {pem} {public}",
    "JSON": lambda key, pem, _: json.dumps({"apiKey": key, "privateKey": pem}),
    "JSON with both halves": lambda key, pem, public: json.dumps(
        {"publicKey": public, "private_key_pem": pem, "api_key": key}
    ),
    "an .env file": lambda key, pem, _: f'API_KEY={key}\nPRIVATE_KEY="{pem}"\n',
    "YAML": lambda key, pem, _: f"binance:\n  key: '{key}'\n  pem: |\n    {pem}\n",
}


@pytest.mark.parametrize("which", list(_PRIVATE))
@given(keys, st.sampled_from(list(_PEM_WORN)), st.sampled_from(list(_BESIDE)))
def test_a_private_key_and_its_api_key_survive_every_wrapping(
    which: KeyKind | str, key: str, worn: str, beside: str
) -> None:
    pem = _pem(which)
    kind = KeyKind.ED25519 if which is KeyKind.ED25519 else KeyKind.RSA

    intake = PasteIntake().taken(_BESIDE[beside](key, _PEM_WORN[worn](pem), _public(which)))

    assert intake.problem is None
    assert intake.credentials == credentials_of(kind, key, Secret(pem))
    assert not intake.guessed


@pytest.mark.parametrize("which", list(_PRIVATE))
@pytest.mark.parametrize("pem_first", [True, False])
def test_a_private_key_and_its_api_key_may_come_apart(
    which: KeyKind | str, pem_first: bool
) -> None:
    texts = [API_KEY, _pem(which)]
    intake = PasteIntake()
    for text in reversed(texts) if pem_first else texts:
        intake = intake.taken(text)

    assert intake.credentials is not None
    assert intake.exchanged().credentials == intake.credentials
    assert intake.taken(SECRET).api_key == SECRET


@pytest.mark.parametrize("names", NAME_PAIRS)
def test_a_line_that_is_commented_out_is_not_meant(names: tuple[str, str]) -> None:
    key, secret = names
    old = f"# {key}={SECRET[::-1]}\n// {secret}={API_KEY[::-1]}\n"

    intake = PasteIntake().taken(f"{old}{key}={API_KEY}\n{secret}={SECRET}\n")

    assert intake.credentials == HmacCredentials(API_KEY, Secret(SECRET))
