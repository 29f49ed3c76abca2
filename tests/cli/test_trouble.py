"""Trouble around the program: vault, passphrase, folder, address, network, port, display."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE, Answer, KeyWizard, for_practice, make_vault
from tests.cli.practice_process import ROOT, PracticeProcess
from tests.cli.unprivileged import run_unprivileged

_PAIR = json.dumps({"api_key": "A1b2" * 16, "secret": "Z9y8" * 16})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, practice: PracticeProcess) -> Path:
    """A vault with one saved key, under the passphrase of the tests."""
    folder = tmp_path_factory.mktemp("filled")
    make_vault(folder / "kept")
    key = practice.make_key("Tracker", trading=False)
    assert for_practice(folder, practice.url)("add", "Tracker", stdin=key.input).code == 0
    return folder / "kept"


@pytest.fixture
def vault(tmp_path: Path, filled: Path) -> Path:
    """The vault's file, in the folder that `key_wizard` uses."""
    shutil.copytree(filled, tmp_path / "kept")
    return tmp_path / "kept" / "vault.rokey"


def _refused_with(answer: Answer, problem: str, code: int) -> None:
    assert answer.code == code, answer
    assert answer.out == ""
    assert f"({problem}" in answer.err
    assert "What to do: " in answer.err


def test_the_vault_is_damaged(fresh: KeyWizard, vault: Path) -> None:
    whole = vault.read_bytes()
    vault.write_bytes(whole[:-9] + b"AAAAAAAA\n")

    for command in (("list",), ("verify", "--all"), ("add", "Another")):
        _refused_with(fresh(*command, stdin=_PAIR), "vault-damaged", 4)
    answer = fresh("verify", "--all", "--json")
    assert answer.code == 4
    assert answer.json["problem"]["id"] == "vault-damaged"
    assert vault.read_bytes() == whole[:-9] + b"AAAAAAAA\n", "it was left as it was"
    shutil.copy(vault.with_name("vault.rokey.bak"), vault)  # what the sentence says to do
    assert fresh("list").code == 0


def test_the_vault_is_something_else(fresh: KeyWizard, vault: Path) -> None:
    vault.unlink()
    vault.mkdir()

    _refused_with(fresh("list"), "vault-not-a-file", 4)


def test_a_wrong_passphrase(fresh: KeyWizard, vault: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("some other words here\n", encoding="utf-8")

    answer = fresh.hiding("some other words here")(
        "verify", "Tracker", "--passphrase-file", str(wrong)
    )
    _refused_with(answer, "passphrase-wrong", 4)


def test_no_passphrase(fresh: KeyWizard, vault: Path, tmp_path: Path) -> None:
    without = KeyWizard(fresh.options[:2] + fresh.options[4:])
    answer = without("list")
    _refused_with(answer, "passphrase-needed", 4)
    assert "--passphrase-file FILE" in answer.err

    # Without a vault and without a keychain nothing is made, rather than something weak.
    elsewhere = without.but("--data-dir", str(tmp_path / "fresh"))
    answer = elsewhere("add", "Tracker", stdin=_PAIR)
    _refused_with(answer, "keychain-missing", 4)
    assert "--passphrase-file FILE" in answer.err
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "passphrase-unreadable"),
        (b"", "passphrase-unreadable"),
        (b"\nsecond line\n", "passphrase-unreadable"),
        (b"\xff\xfe\x00", "passphrase-unreadable"),
        (b"x" * 5000, "passphrase-unreadable"),
        (b"short\n", "passphrase-too-short"),
    ],
)
def test_passphrase_files_that_will_not_do(
    fresh: KeyWizard, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    file = tmp_path / "words.txt"
    if content is not None:
        file.write_bytes(content)

    answer = fresh("add", "Tracker", "--passphrase-file", str(file), stdin=_PAIR)

    _refused_with(answer, problem, 4)
    assert not list(tmp_path.glob("kept/vault.rokey"))


def test_a_key_of_another_site_is_told_how_to_reach_it(fresh: KeyWizard, vault: Path) -> None:
    at_binance = KeyWizard(fresh.options[:4])
    answer = at_binance("verify", "Tracker")
    assert answer.code == 3
    assert "(other-venue)" in answer.err
    assert "--exchange-url names the practice exchange" in answer.err


def test_without_a_vault_there_is_no_key_to_verify(fresh: KeyWizard) -> None:
    closed = KeyWizard(fresh.options[:2] + fresh.options[4:])
    for key_wizard in (fresh, closed):
        answer = key_wizard("verify", "--all")
        assert answer.code == 3
        assert "There is no saved key to verify." in answer.out
        assert answer.err == ""
        as_json = key_wizard("verify", "--all", "--json")
        assert (as_json.code, as_json.json) == (3, [])


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_passphrase_file_that_everybody_can_read(
    fresh: KeyWizard, vault: Path, tmp_path: Path, mode: int, is_open: bool
) -> None:
    file = tmp_path / "passphrase.txt"
    file.chmod(mode)

    answer = fresh("list", "--json")

    assert answer.code == 0
    assert len(answer.json) == 1
    assert ("Everybody who uses this computer can read" in answer.err) is is_open
    assert (f"chmod 600 {file}" in answer.err) is is_open


def test_a_passphrase_from_a_pipe(fresh: KeyWizard, vault: Path) -> None:
    script = f'exec "$@" --passphrase-file <(echo "{PASSPHRASE}")'
    line = ["bash", "-c", script, "bash", *fresh.command("list")]

    done = subprocess.run(line, check=False, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "Tracker" in done.stdout


def test_a_pipe_that_nobody_writes_to(fresh: KeyWizard, vault: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    answer = fresh("list", "--passphrase-file", str(tmp_path / "pipe"))

    _refused_with(answer, "passphrase-unreadable", 4)


def test_a_folder_that_cannot_be_written(fresh: KeyWizard, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    kept = ("--data-dir", str(closed / "kept"))

    answer = run_unprivileged(fresh.command("add", "Tracker", *kept), _PAIR)
    _refused_with(answer, "folder-not-writable", 4)
    assert "--data-dir" in answer.err
    answer = run_unprivileged(fresh.command("doctor", *kept))
    assert answer.code == 4
    assert "(folder-not-writable" in answer.err


def test_a_port_that_the_system_keeps_to_itself(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace is not None, "strace is not installed; this test needs it"
    log = tmp_path / "calls"
    inject = [strace, "-f", "-o", str(log), "-e", "trace=bind", "-e", "inject=bind:error=EACCES"]

    answer = run_unprivileged([*inject, *KeyWizard().command("practice", "--port", "1")])

    assert "(INJECTED)" in log.read_text(encoding="utf-8")
    _refused_with(answer, "port-refused", 69)


def test_a_file_where_the_folder_should_be(fresh: KeyWizard, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    answer = fresh("add", "Tracker", "--data-dir", str(tmp_path / "file"), stdin=_PAIR)

    assert answer.code == 4
    assert answer.out == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:1",
        "http://127.0.0.1",
        "http://localhost:1",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://127.0.0.1:1@evil.example:80",
        "http://127.0.0.1:1/evil",
        "https://api.binance.com",
        "http://192.0.2.1:80",
        "",
    ],
)
def test_an_exchange_that_is_not_on_this_computer(key_wizard: KeyWizard, url: str) -> None:
    answer = key_wizard("check", "--exchange-url", url, stdin=_PAIR)

    assert answer.code == 64
    assert answer.out == ""
    assert "http://127.0.0.1:PORT" in answer.err
    window = KeyWizard()("--exchange-url", url)
    assert (window.code, window.out, window.err) == (64, "", answer.err)


def test_practice_may_not_share_the_real_folder(tmp_path: Path, practice: PracticeProcess) -> None:
    real = tmp_path / "data" / "readonly-key-wizard"
    shared = KeyWizard(environment={"XDG_DATA_HOME": str(tmp_path / "data")})

    answer = shared("list", "--data-dir", str(real), "--exchange-url", practice.url)

    assert answer.code == 64
    assert "real vault" in answer.err


def test_no_network(fresh: KeyWizard, vault: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    alone = fresh.but("--exchange-url", url)

    answer = alone("check", stdin=_PAIR)
    assert answer.code == 3
    assert "The exchange could not be reached." in answer.err
    answer = alone("verify", "--all", "--json")
    assert answer.code == 3
    assert [one["problem"]["id"] for one in answer.json] == ["exchange-unreachable"]
    assert alone("doctor").code == 3
    listed = fresh("list")
    assert "No answer, was read-only" in listed.out, "a lost network turns no key bad"


def test_an_occupied_port(practice: PracticeProcess) -> None:
    port = practice.url.rpartition(":")[2]

    answer = KeyWizard()("practice", "--port", port)

    _refused_with(answer, "port-taken", 69)
    assert port in answer.err


@pytest.mark.parametrize("arguments", [(), ("--practice",)], ids=["real", "practice"])
@pytest.mark.parametrize("dead", [{}, {"DISPLAY": ":65000"}], ids=["none", "gone"])
def test_no_display_for_the_window(arguments: tuple[str, ...], dead: dict[str, str]) -> None:
    named = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in named}
    done = subprocess.run(
        [sys.executable, "-m", "wizard", *arguments],
        check=False,
        cwd=ROOT,
        env={**environment, **dead},
        capture_output=True,
        text=True,
    )
    _refused_with(Answer(done.returncode, done.stdout, done.stderr), "no-display", 69)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_practice_exchange_ends_quietly(how: signal.Signals) -> None:
    process = PracticeProcess("--port", "0")
    assert json.loads(process.first_line) == {"pages_url": process.url, "api_url": process.url}
    assert list(json.loads(process.first_line)) == ["pages_url", "api_url"]

    code, err = process.end(how)

    assert code == 0
    assert "The practice exchange is closed." in err
    assert "Traceback" not in err
