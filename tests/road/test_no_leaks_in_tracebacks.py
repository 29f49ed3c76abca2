"""Whatever our code raises, a traceback that prints every local variable shows nothing marked."""

from __future__ import annotations

import io
import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

import pytest

from tests.cli.key_wizard import PASSPHRASE, make_vault
from tests.core.answers import READ_ONLY
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, Role, ScriptedServer, says
from tests.road.leak_search import LeakSearch
from tests.road.test_no_leaks import make_mark
from wizard.cli.credentials_input import take_credentials
from wizard.cli.parser import UsageError, parse
from wizard.cli.terminal import Terminal
from wizard.core.credentials import Ed25519Credentials, Fingerprint, HmacCredentials
from wizard.core.problems import ProblemError
from wizard.core.secret import Secret, SecretWipedError
from wizard.key_service import KeyService
from wizard.vault import pairs
from wizard.vault.key_pair import make_pair
from wizard.wiring import Choices, build_service

API_KEY, SECRET, OTHER_KEY = make_mark(80), make_mark(81), make_mark(82)
WRONG = "a wrong passphrase for the marked test"
SEARCH = LeakSearch(
    {
        "the API key": API_KEY,
        "the secret": SECRET,
        "another API key": OTHER_KEY,
        "the passphrase": PASSPHRASE,
        "a wrong passphrase": WRONG,
    }
)
HONEST: Mapping[str, Role] = {
    PERMISSIONS: says(200, json.dumps(READ_ONLY).encode()),
    TEST_ORDER: says(401, b'{"code":-2015,"msg":"no"}'),
}


def pair(api_key: str = API_KEY, secret: str = SECRET) -> HmacCredentials:
    return HmacCredentials(api_key, Secret(secret))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[KeyService]:
    make_vault(tmp_path / "data")
    with ScriptedServer(HONEST) as server:
        choices = Choices(tmp_path / "data", server.url, unattended=True)
        service = build_service(choices)
        service.storage.open(Secret(PASSPHRASE))
        yield service
        service.close()


def _ours(trace: TracebackType | None) -> TracebackType | None:
    """Without the frames of the test, which holds the marks."""
    while trace is not None and not trace.tb_frame.f_globals["__name__"].startswith("wizard"):
        trace = trace.tb_next
    return trace


def with_locals(error: BaseException) -> str:
    """As the most talkative printer of tracebacks would print it, causes and all."""
    told = traceback.TracebackException(
        type(error), error, _ours(error.__traceback__), capture_locals=True
    )
    return "".join(told.format()) + repr(error) + str(vars(error))


def hold(kind: type[BaseException], act: Callable[[], object]) -> str:
    """Do it, see it raise, and search what a traceback would print."""
    with pytest.raises(kind) as raised:
        act()
    text = with_locals(raised.value)
    assert "Traceback" in text
    assert SEARCH.found_in(text) == [], text
    return text


def _damage(service: KeyService, change: Callable[[bytes], bytes]) -> None:
    path = service.storage.folder / "vault.rokey"
    path.write_bytes(change(path.read_bytes()))


def _become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _save(service: KeyService) -> str:
    pending = service.seal("Tracker", pair())
    service.check_pending(pending.record_id)
    [key] = service.saved_keys()
    return key.record_id


def test_the_printer_would_show_a_mark_that_lies_in_a_local() -> None:
    def leak() -> None:
        mine = SECRET
        raise RuntimeError(len(mine))

    with pytest.raises(RuntimeError) as raised:
        leak()
    told = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    assert SEARCH.found_in("".join(told.format()))


@pytest.mark.parametrize("name", ["", " ", "x" * 200, "a\x00b", "tracker"])
def test_names_that_cannot_be(service: KeyService, name: str) -> None:
    _save(service)
    hold(ProblemError, lambda: service.seal(name, pair(OTHER_KEY)))


def test_the_same_key_twice(service: KeyService) -> None:
    record_id = _save(service)
    hold(ProblemError, lambda: service.seal("Another", pair()))
    hold(ProblemError, lambda: service.rename(record_id, ""))
    hold(ProblemError, lambda: service.verify("no such record"))
    hold(ProblemError, lambda: service.check_pending("no such record"))
    hold(ProblemError, lambda: service.hand_over("no such record"))
    hold(ProblemError, lambda: service.remove("no such record"))
    hold(ProblemError, lambda: service.swap("no such record"))


def test_a_private_key_cannot_be_swapped(service: KeyService) -> None:
    pem = f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n"
    pending = service.seal("Own", Ed25519Credentials(API_KEY, Secret(pem)))
    hold(ProblemError, lambda: service.swap(pending.record_id))


@pytest.mark.parametrize(
    "text",
    [
        f"API Key: {API_KEY} Secret: {SECRET}",
        f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n",
        f"x {OTHER_KEY}x",
    ],
    ids=range(3),
)
def test_what_is_given_to_a_pair_in_the_place_of_its_api_key(
    service: KeyService, text: str
) -> None:
    _save(service)
    record_id = service.pairs.make("Own").record_id
    for wrong in (text, API_KEY):  # this one is here already
        hold(ProblemError, lambda wrong=wrong: service.pairs.complete(record_id, wrong))  # type: ignore[misc]
    hold(ProblemError, lambda: service.pairs.complete("no such record", OTHER_KEY))


def test_no_part_of_a_pair_is_in_what_its_failed_making_prints(
    service: KeyService, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted() -> tuple[Secret, str]:
        private_key, public_key = make_pair()
        made.append(private_key.reveal().splitlines()[1])
        return private_key, public_key

    monkeypatch.setattr(pairs, "make_pair", noted)
    _save(service)
    for name in ("tracker", "Own"):
        (service.storage.folder / "vault.rokey").chmod(0o600)
        if name == "Own":
            _damage(service, lambda data: data[:-9] + b"AAAAAAAA\n")
        text = hold(ProblemError, lambda name=name: service.pairs.make(name))  # type: ignore[misc]
        assert made[-1] not in text
        assert made[-1][22:] not in text
    assert len(made) == 2


DAMAGES: Mapping[str, Callable[[KeyService], object]] = {
    "cut off": lambda service: _damage(service, lambda data: data[: len(data) // 2]),
    "altered": lambda service: _damage(service, lambda data: data[:-9] + b"AAAAAAAA\n"),
    "newer": lambda service: _damage(service, lambda data: data.replace(b"/1", b"/9", 1)),
    "gone": lambda service: (service.storage.folder / "vault.rokey").unlink(),
    "a folder": lambda service: _become_folder(service.storage.folder / "vault.rokey"),
    "no folder": lambda service: (
        service.storage.folder.rename(service.storage.folder.with_name("moved"))
        .with_name("data")
        .write_text("")
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_vault_that_broke_meanwhile(service: KeyService, damage: str) -> None:
    record_id = _save(service)
    DAMAGES[damage](service)
    hold(ProblemError, lambda: service.seal("Another", pair(OTHER_KEY)))
    hold(ProblemError, lambda: service.rename(record_id, "Renamed"))
    assert SEARCH.found_in(repr(service.verify(record_id))) == [], "its answer says it"
    service.storage.close()
    hold(ProblemError, lambda: service.storage.open(Secret(PASSPHRASE)))


def test_passphrases(service: KeyService, tmp_path: Path) -> None:
    _save(service)
    service.storage.close()
    hold(ProblemError, lambda: service.storage.open(Secret(WRONG)))
    hold(ProblemError, service.storage.open)
    hold(ProblemError, service.saved_keys)
    hold(ProblemError, lambda: service.storage.create(Secret(PASSPHRASE)))
    hold(ProblemError, lambda: service.seal("Another", pair()))


def test_a_wiped_secret(service: KeyService) -> None:
    wiped = pair()
    wiped.secret.wipe()
    hold(SecretWipedError, lambda: service.check_only(wiped))
    hold(SecretWipedError, lambda: service.seal("Wiped", wiped))
    hold(SecretWipedError, lambda: Fingerprint.of(wiped))


@pytest.mark.parametrize(
    "body",
    [
        SECRET.encode(),
        json.dumps({"api_key": API_KEY, "secret": [SECRET]}).encode(),
        json.dumps({"api_key": API_KEY, SECRET: SECRET}).encode(),
        json.dumps({"api_key": API_KEY, "secret": SECRET}).encode()[:-2],
        b"\xff" + SECRET.encode(),
        SECRET.encode() * 1000,
    ],
    ids=range(6),
)
def test_input_that_cannot_be_read(body: bytes) -> None:
    terminal = Terminal(io.BytesIO(body), io.StringIO(), io.StringIO(), interactive=False)
    told = ""
    try:
        told = repr(take_credentials(terminal))
    except ProblemError as error:
        told = with_locals(error)
    assert SEARCH.found_in(told) == []
    assert "roblem" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "Name", SECRET],
        ["check", f"--secret={SECRET}"],
        [SECRET],
        ["doctor", "--report", "-", "--json", SECRET],
        ["verify", "--all", SECRET],
        ["practice", "--port", SECRET],
    ],
    ids=range(6),
)
def test_a_secret_on_the_command_line(arguments: list[str]) -> None:
    """Its text and repr alone: what the person typed is in argparse's locals for a moment."""
    with pytest.raises(UsageError) as raised:
        parse(arguments)
    assert SEARCH.found_in("".join(traceback.format_exception(raised.value))) == []
