"""Marked secrets on the command line's whole road, with honest and with hostile answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.cli.key_wizard import PASSPHRASE
from tests.cli.practice_process import PracticeProcess
from tests.core.answers import READ_ONLY
from tests.exchange.scripted_server import PERMISSIONS, TEST_ORDER, TIME, Role, ScriptedServer, says
from tests.road.leak_search import LeakSearch
from tests.road.test_no_leaks import make_mark
from tests.road.watched_commands import WatchedCommands, as_input, echoes

API_KEY, SECRET = make_mark(90), make_mark(91)
_WRONG_PASSPHRASE = "a wrong passphrase for the marked test"


def _error(api_key: str, signature: str) -> bytes:
    return json.dumps({"code": -9999, "msg": f"{api_key} signed {signature}"}).encode()


def _field(api_key: str, signature: str) -> bytes:
    return json.dumps({**READ_ONLY, api_key: True, signature: False}).encode()


HOSTILE: Mapping[str, Role] = {
    "repeats it in an error": echoes(400, _error),
    "repeats it in a refusal": echoes(
        401,
        lambda key, sign: json.dumps({"code": -2015, "msg": f"{key}, request ip: {sign}"}).encode(),
    ),
    "repeats it with 200": echoes(200, _error),
    "fields called like the key": echoes(200, _field),
    "a value that is the key": echoes(
        200, lambda key, _: json.dumps({**READ_ONLY, "createTime": key}).encode()
    ),
    "as no JSON": echoes(200, lambda key, sign: f"<b>{key}{sign}</b>".encode()),
    "in a header": echoes(429, _error, "Retry-After"),
    "in a redirection": echoes(302, _error, "Location"),
    "in the encoding": echoes(200, _error, "Content-Encoding"),
    "as a proxy": echoes(407, _error, "Proxy-Authenticate"),
    "as a firewall": echoes(403, lambda key, sign: f"<html>{key} {sign}</html>".encode(), "Via"),
    "in trouble": echoes(503, _error, "Server"),
}


@pytest.fixture
def run(tmp_path: Path) -> WatchedCommands:
    return WatchedCommands(tmp_path, PASSPHRASE)


def _search_everything(run: WatchedCommands, folder: Path, marks: Mapping[str, str]) -> None:
    search = LeakSearch(marks)
    assert search.found_in(run.said) == []
    (folder / "passphrase.txt").unlink()  # the person's own, made by the test
    assert search.found_under(folder) == []
    audit = (run.kept / "audit.txt").read_bytes()
    assert audit.count(b"sys.orig_argv") == 0
    assert b"socket.connect" in audit, "the watch was awake"
    assert audit.count(b"'-m', 'wizard'") >= len(run.answers), "and saw every command's arguments"


@pytest.fixture
def practice() -> Iterator[PracticeProcess]:
    with PracticeProcess() as process:
        yield process


@pytest.mark.timeout(300)
def test_the_honest_road(run: WatchedCommands, practice: PracticeProcess, tmp_path: Path) -> None:
    url, key = practice.url, practice.make_key("Marked", trading=True)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(_WRONG_PASSPHRASE)
    assert run(url, "check", "--json", stdin=key.input).code == 1
    assert run(url, "add", "Tax report", stdin=key.input).code == 1
    assert run(url, "doctor", "--report", str(run.kept / "pending.md")).code == 0
    practice.set_trading(key, on=False)
    assert run(url, "add", "Tax report").code == 0
    assert run(url, "verify", "--all", "--json").code == 0
    practice.set_trading(key, on=True)
    assert run(url, "verify", "Tax report").code == 1
    assert run(url, "list", "--json").code == 0
    assert run(url, "history", "Tax report").code == 0
    assert run(url, "rename", "Tax report", "Taxes").code == 0
    assert run(url, "list", passphrase_file=wrong).code == 4
    wrong.unlink()
    assert run(url, "add", "Again", stdin=as_input(key.secret, key.api_key)).code == 2
    assert run(url, "add", "Twice", stdin=as_input(key.api_key, key.api_key)).code == 2
    assert run(url, "add", "Taxes", stdin=key.input).code == 64
    practice.delete_every_key()
    assert run(url, "verify", "--all").code == 2
    assert run(url, "doctor").code == 0
    assert run(url, "doctor", "--json").code == 0
    assert run(url, "doctor", "--report", "-").code == 0
    assert run(url, "remove", "Taxes", "--yes").code == 0
    marks = {
        "the API key": key.api_key,
        "the secret": key.secret,
        "the passphrase": PASSPHRASE,
        "a wrong passphrase": _WRONG_PASSPHRASE,
    }
    _search_everything(run, tmp_path, marks)


@pytest.mark.timeout(300)
def test_private_keys(run: WatchedCommands, practice: PracticeProcess, tmp_path: Path) -> None:
    private = Ed25519PrivateKey.generate()
    pem, locked = (
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how).decode()
        for how in (NoEncryption(), BestAvailableEncryption(PASSPHRASE.encode()))
    )
    public = private.public_key()
    public_pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    url = practice.url
    key = practice.make_key("Own", trading=False, kind="self", public_key=public_pem)
    assert run(url, "add", "Own", stdin=as_input(key.api_key, pem)).code == 0
    assert run(url, "verify", "Own").code == 0
    assert run(url, "check", stdin=as_input(key.api_key, locked)).code == 2
    assert run(url, "check", stdin=as_input(key.api_key, public_pem)).code == 2
    broken = pem.replace("MC4", "MC5", 1)
    assert run(url, "check", stdin=as_input(key.api_key, broken)).code in {2, 3}
    assert run(url, "doctor", "--report", str(run.kept / "report.md")).code == 0
    marks = {
        "the API key": key.api_key,
        "the private key": pem.splitlines()[1],
        "its seed": private.private_bytes_raw().hex(),
        "the locked one": locked.splitlines()[2],
        "the broken one": broken.splitlines()[1],
    }
    _search_everything(run, tmp_path, marks)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers(name: str, run: WatchedCommands, tmp_path: Path) -> None:
    """The key is saved while the exchange is honest; then it repeats whatever it is sent."""
    given = as_input(API_KEY, SECRET)
    refused = says(401, b'{"code":-2015,"msg":"no"}')
    honest = {PERMISSIONS: says(200, json.dumps(READ_ONLY).encode()), TEST_ORDER: refused}
    with ScriptedServer(honest) as server:
        assert run(server.url, "add", "Tracker", stdin=given).code == 0
        signatures = [asked.parameters["signature"] for asked in server.asked]
    role = HOSTILE[name]
    with ScriptedServer({PERMISSIONS: role, TEST_ORDER: role, TIME: role}) as server:
        assert run(server.url, "check", stdin=given).code in {1, 2, 3}
        assert run(server.url, "verify", "Tracker", "--json").code in {1, 2, 3}
        run(server.url, "doctor", "--report", str(run.kept / "report.md"))
        assert PERMISSIONS in server.fired
        signatures += [
            asked.parameters["signature"]
            for asked in server.asked
            if "signature" in asked.parameters
        ]
    # Told to wait, the wizard asks no second time.
    assert len(signatures) >= (3 if name == "in a header" else 4)
    marks = {f"signature {number}": text for number, text in enumerate(signatures)}
    _search_everything(run, tmp_path, {"the API key": API_KEY, "the secret": SECRET, **marks})
    assert "looked private" not in (run.kept / "report.md").read_text()


@pytest.mark.timeout(300)
def test_unfit_input(run: WatchedCommands, tmp_path: Path) -> None:
    """What cannot be understood is not repeated."""
    with ScriptedServer({}) as server:
        for given in (
            SECRET,
            f"{API_KEY}\n{SECRET}\n",
            json.dumps([API_KEY, SECRET]),
            json.dumps({"api_key": API_KEY, SECRET: "?"}),
            json.dumps({"api_key": {"a": API_KEY}, "secret": [SECRET]}),
            json.dumps({"api_key": API_KEY, "secret": SECRET})[:-3],
            f'{{"api_key": "{API_KEY}", "secret": "{SECRET}", "secret": "{SECRET}"}}',
            json.dumps({"api_key": f"{API_KEY}é", "secret": f"x{SECRET}"}),
            b"\xff\xfe" + SECRET.encode("utf-16-le"),
            b"\x00" * 20_000 + SECRET.encode(),
        ):
            assert run(server.url, "add", "Tracker", "--json", stdin=given).code in {2, 3, 64}
        run(server.url, "doctor", "--report", str(run.kept / "report.md"))
    _search_everything(run, tmp_path, {"the API key": API_KEY, "the secret": SECRET})
