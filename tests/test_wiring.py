"""Composition: practice and the real world cannot meet."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

from wizard.core.credentials import HmacCredentials
from wizard.core.evidence import Unanswered
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.practice.server import PracticePortTakenError, PracticeServer
from wizard.vault.door import KeptInKeychain, Presence
from wizard.wiring import (
    ChoiceRefusedError,
    Choices,
    build_practice_service,
    build_service,
    real_data_dir,
)

_CLOSED = "http://127.0.0.1:1"


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps data; the real vault's folder is inside it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_real_service(data_home: Path) -> None:
    service = build_service(Choices(unattended=True))

    assert service.venue.id is VenueId.BINANCE_COM
    assert service.venue.api_url == "https://api.binance.com"
    assert all(page.startswith("https://www.binance.com/") for page in service.venue.pages.values())
    assert service.storage.folder == real_data_dir() == data_home / "readonly-key-wizard"
    assert service.storage.presence() is Presence.ABSENT
    service.close()
    assert not data_home.exists(), "looking makes nothing"


def test_another_folder(tmp_path: Path) -> None:
    assert build_service(Choices(data_dir=tmp_path / "mine")).storage.folder == tmp_path / "mine"


def test_a_practice_exchange_gets_a_folder_of_its_own(data_home: Path) -> None:
    service = build_service(Choices(exchange_url=_CLOSED))

    assert service.venue.is_practice
    assert service.venue.api_url == _CLOSED
    assert service.storage.folder == real_data_dir() / "practice"


@pytest.mark.parametrize("way", ["itself", "dots", "link", "relative"])
def test_a_practice_exchange_never_gets_the_real_folder(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    real = real_data_dir()
    real.mkdir(parents=True)
    (tmp_path / "link").symlink_to(real)
    monkeypatch.chdir(real.parent)
    folder = {
        "itself": real,
        "dots": real / "practice" / "..",
        "link": tmp_path / "link",
        "relative": Path(real.name),
    }[way]

    with pytest.raises(ChoiceRefusedError, match="real vault"):
        build_service(Choices(data_dir=folder, exchange_url=_CLOSED))


@pytest.mark.parametrize(
    "url",
    [
        "https://api.binance.com",
        "http://localhost:80",
        "http://127.0.0.2:80",
        "http://127.0.0.1:80@example.com:80",
        "http://127.0.0.1:80/path",
        "http://127.0.0.1:99999",
        "http://[::1]:80",
        "",
    ],
)
def test_a_practice_exchange_is_on_this_computer(url: str) -> None:
    with pytest.raises(ChoiceRefusedError, match="this computer"):
        build_service(Choices(exchange_url=url))


def test_a_rehearsal_leaves_nothing_behind(data_home: Path) -> None:
    service = build_practice_service()
    url, folder = service.venue.api_url, service.storage.folder
    assert isinstance(service.storage.plan(), KeptInKeychain)
    service.storage.create()
    service.seal("Rehearsed", HmacCredentials("A" * 64, Secret("B" * 64)))
    assert (folder / "vault.rokey").exists()
    with urlopen(f"{url}/api/v3/ping") as answer:
        assert answer.status == 200

    service.close()

    assert not folder.exists()
    assert isinstance(service.greet(), Unanswered)
    assert not data_home.exists(), "the real folder was not even made"


def test_two_rehearsals_share_nothing() -> None:
    one, other = build_practice_service(), build_practice_service()
    try:
        assert one.storage.folder != other.storage.folder
        assert one.venue.api_url != other.venue.api_url
        one.storage.create()
        # The other's keychain does not know this vault's key.
        other.storage.folder.joinpath("vault.rokey").write_bytes(
            one.storage.folder.joinpath("vault.rokey").read_bytes()
        )
        with pytest.raises(ProblemError) as error:
            other.storage.open()
        assert error.value.problem.id is ProblemId.KEYCHAIN_ENTRY_GONE
    finally:
        one.close()
        other.close()


def test_a_rehearsal_that_cannot_begin_leaves_no_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = set(threading.enumerate())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "is not there"))

    with pytest.raises(FileNotFoundError):
        build_practice_service()

    assert set(threading.enumerate()) <= before


def test_an_occupied_port_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with PracticeServer() as server, pytest.raises(PracticePortTakenError):
        build_practice_service(int(server.addresses.api_url.rpartition(":")[2]))
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PracticePortTakenError):
        build_practice_service(taken.getsockname()[1])
    assert list(tmp_path.iterdir()) == []
