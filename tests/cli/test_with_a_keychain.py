"""With a real keychain: no passphrase is needed, and a locked one is said to be locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import PracticeProcess
from tests.keychain_session import KeychainSession, keychain_session

pytestmark = pytest.mark.keychain


@pytest.fixture
def keychain(tmp_path: Path) -> Iterator[KeychainSession]:
    with keychain_session(tmp_path / "session") as session:
        yield session


def test_the_keychain_opens_the_vault(
    keychain: KeychainSession, practice: PracticeProcess, tmp_path: Path
) -> None:
    key = practice.make_key("Tracker", trading=False)
    options = ("--data-dir", str(tmp_path / "kept"), "--exchange-url", practice.url)
    run = KeyWizard(options, environment=keychain.environment).hiding(key.secret)

    found = run("doctor", "--json")
    assert found.code == 0
    assert found.json["storage"]["new_secrets"] == "keychain"
    assert found.json["storage"]["keychain_remark"] is None
    assert run("add", "Tracker", stdin=key.input).code == 0
    (value,) = keychain.entries().values()
    assert value.decode() not in run("doctor").out
    assert run("verify", "--all").code == 0
    found = run("doctor", "--json")
    assert found.json["storage"]["vault"] == "opens-with-keychain"
    # A passphrase file that is not needed does no harm.
    words = tmp_path / "words.txt"
    words.write_text("these words open nothing", encoding="utf-8")
    assert run("list", "--passphrase-file", str(words)).code == 0

    keychain.lock()
    locked = run("verify", "--all")
    assert locked.code == 4
    assert "(keychain-locked" in locked.err
    assert run("doctor").code == 4
