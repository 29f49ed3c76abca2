"""`doctor`: what it finds, and that nothing secret is in it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess
from tests.exchange.scripted_server import TIME, ScriptedServer, Stage, says
from wizard import __version__


def test_all_is_well(key_wizard: KeyWizard, practice: PracticeProcess, tmp_path: Path) -> None:
    key = practice.make_key("Tracker", trading=False)
    assert key_wizard("add", "Tracker", stdin=key.input).code == 0

    answer = key_wizard.hiding(key.secret, key.api_key[-4:])("doctor", "--json")

    assert answer.code == 0
    found = answer.json
    assert list(found) == ["ok", "storage", "network", "versions", "system"]
    assert found["ok"] is True
    assert found["storage"] == {
        "folder": str(tmp_path / "kept"),
        "vault": "needs-passphrase",
        "ways": {"keychain": False, "passphrase": True, "recovery_code": False, "newer": False},
        "new_secrets": "passphrase",
        "keychain": None,
        "keychain_remark": found["storage"]["keychain_remark"],
        "problem": None,
    }
    assert found["storage"]["keychain_remark"]["id"] == "keychain-missing"
    assert found["network"]["venue"] == "practice"
    assert found["network"]["address"] == practice.url
    assert abs(found["network"]["clock_off_ms"]) < 1000
    assert found["network"]["answered_ms"] >= 0
    assert set(found["versions"]) == {
        "wizard",
        "python",
        "PySide6",
        "python-binance",
        "cryptography",
        "keyring",
        "OpenSSL",
    }
    assert found["versions"]["wizard"] == __version__
    assert found["versions"]["python-binance"] == "1.0.37"

    told = key_wizard("doctor")
    assert told.code == 0
    assert "All is well." in told.out
    assert "ways in      passphrase\n" in told.out
    assert "No recovery code yet" in told.out, "a hint, not a fault"
    assert "agrees with it" in told.out
    assert told.err == ""


def test_before_the_first_key(fresh: KeyWizard, tmp_path: Path) -> None:
    told = fresh("doctor")

    assert told.code == 0
    assert "none yet" in told.out
    assert not (tmp_path / "kept").exists(), "looking makes nothing"


def test_trouble_with_storage_comes_first(fresh: KeyWizard, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/vault.rokey").write_text("ROKEYVAULT/9\n", encoding="utf-8")

    answer = fresh("doctor", "--json", "--exchange-url", "http://127.0.0.1:1")

    assert answer.code == 4
    assert answer.json["ok"] is False
    assert answer.json["storage"]["vault"] is None
    assert answer.json["storage"]["problem"]["id"] == "vault-newer"
    assert answer.json["network"]["problem"]["id"] == "exchange-unreachable"
    told = fresh("doctor", "--exchange-url", "http://127.0.0.1:1")
    assert "(vault-newer" in told.err
    assert "(exchange-unreachable" in told.err
    assert "All is well" not in told.out


@pytest.mark.parametrize(
    ("behind_ms", "code", "words"),
    [(0, 0, ""), (900_000, 3, "seconds behind"), (-60_000, 3, "seconds ahead of")],
)
def test_a_clock_that_is_wrong(
    key_wizard: KeyWizard, behind_ms: int, code: int, words: str
) -> None:
    def tell_time(wire: Stage) -> None:
        # Looked up when it is asked: the command may take its time to start.
        now_ms = round(time.time() * 1000)
        says(200, json.dumps({"serverTime": now_ms + behind_ms}).encode())(wire)

    with ScriptedServer({TIME: tell_time}) as server:
        answer = key_wizard("doctor", "--json", "--exchange-url", server.url)
        asked = list(server.asked)

    assert answer.code == code
    assert abs(answer.json["network"]["clock_off_ms"] - behind_ms) < 20_000
    problem = answer.json["network"]["problem"]
    assert problem is None or problem["id"] == "clock-off"
    assert words in ("" if problem is None else problem["means"])
    assert [one.path for one in asked] == [TIME], "one question, and it is not signed"
    assert "x-mbx-apikey" not in {name.lower() for name in asked[0].headers}
