"""Every secret that is opened is wiped again, whatever comes: verdict, refusal, our own fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE, make_vault
from tests.core.answers import READ_ONLY
from tests.exchange.scripted_server import (
    PERMISSIONS,
    TEST_ORDER,
    Role,
    ScriptedServer,
    closes,
    error,
    says,
)
from wizard.core.credentials import HmacCredentials, secret_of
from wizard.core.evidence import PermissionsSeen
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret, SecretWipedError
from wizard.core.venue import VenueId
from wizard.key_service import KeyService
from wizard.vault import incoming, merging, pairs, sealed_vault
from wizard.vault.key_pair import make_pair
from wizard.wiring import Choices, build_service

API_KEY, SECRET = "A1b2" * 16, "Z9y8" * 16
HONEST: Mapping[str, Role] = {
    PERMISSIONS: says(200, json.dumps(READ_ONLY).encode()),
    TEST_ORDER: says(401, b'{"code":-2015,"msg":"no"}'),
}
TRADING = {PERMISSIONS: says(200, json.dumps({**READ_ONLY, "enableFutures": True}).encode())}
UNKNOWN = {PERMISSIONS: error(400, -2008)}
BROKEN = {PERMISSIONS: closes()}


class Opened:
    """Every secret that the vault opened since; the opening itself is the real one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.secrets: list[Secret] = []
        really = sealed_vault.open_part

        def noted(*arguments: object) -> Secret:
            secret = really(*arguments)  # type: ignore[arg-type]  # as they came
            self.secrets.append(secret)
            return secret

        for module in (incoming, merging, pairs, sealed_vault):
            monkeypatch.setattr(module, "open_part", noted)

    def all_wiped(self) -> bool:
        """That some were opened is part of the answer."""
        return bool(self.secrets) and all(_is_wiped(secret) for secret in self.secrets)


def _is_wiped(secret: Secret) -> bool:
    try:
        secret.reveal_bytes()
    except SecretWipedError:
        return True
    return False


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(monkeypatch)


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[[Mapping[str, Role]], KeyService]]:
    """A service on one vault, asking an exchange that plays these roles."""
    make_vault(tmp_path / "data")
    running: list[tuple[ScriptedServer, KeyService]] = []

    def build(roles: Mapping[str, Role]) -> KeyService:
        server = ScriptedServer(roles)
        server.__enter__()
        service = build_service(Choices(tmp_path / "data", server.url, unattended=True))
        service.storage.open(Secret(PASSPHRASE))
        running.append((server, service))
        return service

    yield build
    for server, service in running:
        service.close()
        server.__exit__(None, None, None)


Ask = Callable[[Mapping[str, Role]], KeyService]


def _seal(service: KeyService) -> str:
    return service.seal("Tracker", HmacCredentials(API_KEY, Secret(SECRET))).record_id


@pytest.mark.parametrize("roles", [HONEST, TRADING, UNKNOWN, BROKEN], ids=range(4))
def test_checking_and_saving(opened: Opened, ask: Ask, roles: Mapping[str, Role]) -> None:
    service = ask(roles)
    service.check_pending(_seal(service))
    assert opened.all_wiped()


def test_a_check_that_nobody_wants_any_more(opened: Opened, ask: Ask) -> None:
    service = ask(HONEST)
    record_id, wanted = _seal(service), iter([True, False])
    service.check_pending(record_id, still_wanted=lambda: next(wanted))
    assert opened.all_wiped()


def test_our_own_fault_in_the_middle(opened: Opened, ask: Ask) -> None:
    def fail(_seen: PermissionsSeen) -> None:
        raise ZeroDivisionError

    service = ask(HONEST)
    record_id = _seal(service)
    with pytest.raises(ZeroDivisionError):
        service.check_pending(record_id, fail)
    assert opened.all_wiped()
    service.check_pending(record_id)
    with pytest.raises(ZeroDivisionError):
        service.verify(record_id, fail)
    assert opened.all_wiped()


def test_verifying_and_what_is_refused_to_be_handed_over(opened: Opened, ask: Ask) -> None:
    honest = ask(HONEST)
    record_id = _seal(honest)
    honest.check_pending(record_id)
    honest.verify(record_id)
    for roles in (TRADING, UNKNOWN, BROKEN):
        _, given = ask(roles).hand_over(record_id)
        assert given is None
    assert opened.all_wiped()
    _, given = honest.hand_over(record_id)
    assert given is not None
    assert not opened.all_wiped(), "whoever was given it wipes it"
    secret_of(given).wipe()
    assert opened.all_wiped()


def test_changing_places_and_sites(opened: Opened, ask: Ask) -> None:
    service = ask(HONEST)
    record_id = _seal(service)
    service.swap(record_id)
    service.move(record_id, VenueId.PRACTICE)
    assert opened.all_wiped()
    private = service.seal("Own", HmacCredentials("B" * 64, Secret("C" * 64)))
    with pytest.raises(ProblemError):
        service.swap("no such record")
    service.discard(private.record_id)
    assert opened.all_wiped()


def test_exporting_and_importing(opened: Opened, ask: Ask, tmp_path: Path) -> None:
    service = ask(HONEST)
    service.check_pending(_seal(service))
    keeper, words = service.storage.vault, "words for the exported file"
    keeper.transfer.export(tmp_path / "keys.rokey", Secret(words))
    for _ in range(2):  # the second time everything is here already
        keeper.transfer.import_file(tmp_path / "keys.rokey", Secret(words))
    service.remove(service.saved_keys()[0].record_id)
    keeper.transfer.import_file(tmp_path / "keys.rokey", Secret(words))
    assert len(service.saved_keys()) + len(service.pending_keys()) == 1
    assert opened.all_wiped()


def test_making_a_pair_and_giving_it_its_api_key(
    opened: Opened, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Secret] = []

    def noted() -> tuple[Secret, str]:
        private_key, public_key = make_pair()
        made.append(private_key)
        return private_key, public_key

    monkeypatch.setattr(pairs, "make_pair", noted)
    service = ask(HONEST)
    pair = service.pairs.make("Tracker")
    with pytest.raises(ProblemError):
        service.pairs.make("tracker")
    service.storage.vault.transfer.export(tmp_path / "keys.rokey", Secret("words for the file"))
    service.pairs.complete(pair.record_id, API_KEY)
    service.pairs.complete(pair.record_id, API_KEY[::-1])
    assert service.pairs.public_key(pair.record_id) == pair.public_key
    service.check_pending(pair.record_id)
    service.storage.vault.transfer.import_file(
        tmp_path / "keys.rokey", Secret("words for the file")
    )
    assert len(made) == 2  # the second one found its name taken
    assert opened.all_wiped()
    assert all(map(_is_wiped, made))
