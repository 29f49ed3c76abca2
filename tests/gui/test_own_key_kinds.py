"""A key one has already, of each kind: sealed, checked, saved; or led to the step that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from wizard.core.credentials import KeyKind
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP, RESTRICT_STEP, GuideState
from wizard.exchange.binance_exchange import BinanceExchange
from wizard.exchange.venues import loopback_venue
from wizard.gui.pages.guide import GuidePage
from wizard.gui.stage import Stage
from wizard.key_service import KeyService
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer
from wizard.vault.door import VaultDoor
from wizard.vault.memory_keychain import MemoryKeychain
from wizard.vault.side_files import SideFiles
from wizard.wiring import utc_now

NAME = "Old script"
KINDS = (KeyKind.HMAC, KeyKind.ED25519, KeyKind.RSA)

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture(scope="module")
def private_keys() -> dict[KeyKind, Ed25519PrivateKey | RSAPrivateKey]:
    return {
        KeyKind.ED25519: Ed25519PrivateKey.generate(),
        KeyKind.RSA: generate_private_key(65537, 2048),
    }


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> KeyKind:
    return KeyKind(request.param)


@pytest.fixture
def stage(tmp_path: Path, server: PracticeServer) -> Iterator[Stage]:
    url = server.addresses.api_url

    def make() -> KeyService:
        folder = tmp_path / "data"
        exchange = BinanceExchange(loopback_venue(url, url))
        door = VaultDoor(folder, MemoryKeychain())
        return KeyService([exchange], door, SideFiles.in_folder(folder), utc_now)

    stage = Stage(make)
    stage.open()
    yield stage
    stage.close()


def _at_exchange(
    server: PracticeServer,
    private_keys: dict[KeyKind, Ed25519PrivateKey | RSAPrivateKey],
    kind: KeyKind,
    permissions: frozenset[str] | None,
) -> tuple[PracticeKey, str]:
    """A key of this kind, and what its owner kept of it."""
    public, secret = None, ""
    if kind is not KeyKind.HMAC:
        key = private_keys[kind]
        public = (
            key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        )
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    rights = {} if permissions is None else {"permissions": permissions}
    made = server.account.make_key(NAME, public_key_pem=public, **rights)
    return made, secret or made.verifier


def _step(stage: Stage) -> int:
    return (stage.window.guide_state or GuideState()).step


def _seal(stage: Stage, api_key: str, secret: str) -> None:
    stage.press("have-one")
    stage.type_into("key-name", NAME)
    stage.press("continue")
    stage.wait(lambda: _step(stage) == PASTE_STEP, "step 9")
    assert not stage.says("Paste the API key here"), "who has a key is asked for both values"
    stage.paste_into("paste", api_key)
    stage.paste_into("paste", secret)
    stage.wait(lambda: stage.says(f"Sealed: API key …{api_key[-4:]}"), "the seal")


def _check(stage: Stage) -> None:
    while _step(stage) < CHECK_STEP:
        here = _step(stage)
        stage.press("continue")
        stage.wait(lambda here=here: _step(stage) != here, f"the step after {here}")  # type: ignore[misc]
    stage.press("continue")


def test_a_key_of_each_kind_is_proven_and_saved(
    stage: Stage,
    server: PracticeServer,
    private_keys: dict[KeyKind, Ed25519PrivateKey | RSAPrivateKey],
    kind: KeyKind,
) -> None:
    key, secret = _at_exchange(server, private_keys, kind, READ_ONLY)
    _seal(stage, key.api_key, secret)
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    (saved,) = stage.window.service.saved_keys()
    assert (saved.kind, saved.name) == (kind, NAME)


def test_a_key_of_each_kind_that_can_trade_is_led_to_the_box_and_back(
    stage: Stage,
    server: PracticeServer,
    private_keys: dict[KeyKind, Ed25519PrivateKey | RSAPrivateKey],
    kind: KeyKind,
) -> None:
    key, secret = _at_exchange(server, private_keys, kind, None)  # trading is on, as in 2018
    _seal(stage, key.api_key, secret)
    _check(stage)
    stage.wait(lambda: stage.says("This key can still trade"), "what it can do")
    stage.press("advice-edit-restrictions")
    stage.wait(lambda: _step(stage) == RESTRICT_STEP, "step 7")
    (page,) = stage.window.findChildren(GuidePage)
    assert stage.says("STEP 3 OF 4"), "the road is still that of a key that one has"
    assert page.rail.heading.text() == "A key you have already"
    assert stage.says("nothing needs to be pasted again")
    assert not stage.says("do not refresh"), "an old key's page shows no secret"
    page.rail.chosen.emit(NAME_STEP)
    stage.wait(lambda: _step(stage) == NAME_STEP, "the name, which is the first step here")
    assert stage.is_enabled("continue"), "nothing has to be made anew for a key that is sealed"
    assert not stage.is_enabled("copy-public-key"), "no pair is made for who came with a key"
    server.account.save_permissions(key.api_key, READ_ONLY)
    _check(stage)
    stage.wait(lambda: stage.says("is proven and saved"), "the saved key")
    assert stage.window.service.pending_keys() == ()
