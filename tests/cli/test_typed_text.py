"""What is typed is taken letter for letter, or refused: no other letters open the vault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.key_wizard import PASSPHRASE
from tests.cli.talk import talking
from tests.cli.vaults import cheap, door, filled, names_with
from tests.vault.samples import refused
from wizard.cli.terminal import Terminal
from wizard.cli.typed_text import decoded, whole
from wizard.core.problems import ProblemId
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret

_WORDS = "Schlüsselbäume öde und leer"
_OTHER_ACCENTS = "Schlàsselbîume éde und leer"
_AT_ITS_OWN = (  # a terminal of its own, which /dev/tty then is
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_NEW, _AGAIN = "New passphrase of the vault: ", "The same passphrase again: "
_ASKED = "Passphrase of the vault: "
_LATIN = {"PYTHONIOENCODING": "latin-1"}  # as a locale with that encoding does


@pytest.mark.parametrize(
    ("typed", "encoding", "environment"),
    [(_WORDS, "latin-1", {}), (_WORDS, "utf-8", _LATIN), (_WORDS + "\0", "utf-8", {})],
    ids=["Latin-1 in a UTF-8 locale", "UTF-8 in a Latin-1 locale", "NUL"],
)
def test_a_passphrase_that_could_only_be_guessed_is_not_set(
    tmp_path: Path, typed: str, encoding: str, environment: dict[str, str]
) -> None:
    filled(tmp_path / "kept", "Tracker")
    before = (tmp_path / "kept/vault.rokey").read_bytes()
    run = cheap(tmp_path, environment=environment)

    with talking(run, "vault", "passphrase") as talk:
        talk.wait(_NEW)
        talk.type(typed, encoding)
        answer = talk.end()

    assert answer.code == 64
    assert "What to do: " in answer.out
    assert "(typed-unreadable; " in answer.out
    assert (tmp_path / "kept/vault.rokey").read_bytes() == before


def test_a_terminal_in_latin_1_means_the_same_letters(tmp_path: Path) -> None:
    """The same passphrase as in the window, and no other one."""
    filled(tmp_path / "kept", "Tracker")
    with talking(cheap(tmp_path, environment=_LATIN), "vault", "passphrase") as talk:
        for prompt in (_NEW, _AGAIN):
            talk.wait(prompt)
            talk.type(_WORDS, "latin-1")
        assert talk.end().code == 0
    assert names_with(tmp_path / "kept", _WORDS) == ["Tracker"]

    run = cheap(tmp_path, by_file=False, environment=_LATIN)
    for typed, status in ((_OTHER_ACCENTS, 4), (_WORDS, 0)):
        with talking(run, "list") as talk:
            talk.wait(_ASKED)
            talk.type(typed, "latin-1")
            assert talk.end().code == status


def test_other_letters_open_nothing(tmp_path: Path) -> None:
    """Not even where a passphrase was set by guessing: its letters cannot be typed so."""
    filled(tmp_path / "kept", "Tracker")
    vault = door(tmp_path / "kept").open(Secret(PASSPHRASE))
    vault.ways_in.set_passphrase(Secret(_WORDS.encode("latin-1").decode(errors="replace")))
    vault.close()
    with talking(cheap(tmp_path, by_file=False), "list") as talk:
        talk.wait(_ASKED)
        talk.type(_OTHER_ACCENTS, "latin-1")
        answer = talk.end()
    assert answer.code == 64
    assert "Tracker" not in answer.out


def test_an_api_key_and_a_yes_are_read_as_strictly(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    run = cheap(tmp_path)
    for arguments, prompt in ((("check",), "API key: "), (("remove", "Tracker"), "[y/N] ")):
        with talking(run, *arguments) as talk:
            talk.wait(prompt)
            talk.type("yé", "latin-1")
            answer = talk.end()
        assert answer.code == 64
        assert "(typed-unreadable; not utf-8)" in answer.out
    assert names_with(tmp_path / "kept") == ["Tracker"]


def test_halves_of_characters() -> None:
    """A console of Windows gives two halves for what lies beyond 16 bits."""
    assert whole("\ud83d\udd11 ü") == "🔑 ü"
    for text in ("\ud83d", "a\udd11", "\0"):
        with refused(ProblemId.TYPED_UNREADABLE):
            whole(text)
    with refused(ProblemId.TYPED_UNREADABLE):
        decoded("\ud83d".encode(errors="surrogatepass"), "utf-8")
    assert decoded("ü".encode("cp1252"), "cp1252") == "ü"


def test_values_piped_in_are_read_as_strictly(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    run = cheap(tmp_path)
    begun = b'{"api_key": "' + b"A" * 64 + b'", "secret": "'
    for secret in ("é".encode("latin-1"), b"\xed\xa0\xbd", rb"\ud83d", rb"\u0000", b"\0"):
        answer = run("add", "Other", stdin=begun + secret + b'x"}')
        assert answer.code in {2, 64}, answer
        assert "What to do: " in answer.err + answer.out
    assert names_with(tmp_path / "kept") == ["Tracker"]


@pytest.mark.parametrize("path", ["/dev/tty", "/dev/stdin"])
def test_a_terminal_is_no_passphrase_file(tmp_path: Path, path: str) -> None:
    filled(tmp_path / "kept", "Tracker")
    run = cheap(tmp_path, by_file=False).but("--passphrase-file", path)
    with talking(run, "list", prefix=(sys.executable, "-c", _AT_ITS_OWN)) as talk:
        answer = talk.end()
    assert answer.code == 4
    assert "(passphrase-unreadable; a terminal, not a file)" in answer.out


def test_a_passphrase_file_in_another_encoding(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    words = tmp_path / "words.txt"
    run = cheap(tmp_path, by_file=False).but("--passphrase-file", str(words))
    in_others = [_WORDS.encode(encoding) for encoding in ("latin-1", "utf-16-le", "utf-16")]
    for body in (*in_others, PASSPHRASE.encode("utf-16-le")):  # the last one is UTF-8 with NULs
        words.write_bytes(body)
        words.chmod(0o600)
        answer = run("list")
        assert answer.code == 4
        assert "(passphrase-unreadable; " in answer.err


def test_an_earlier_code_can_be_the_passphrase(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    other = new_recovery_code()
    vault = door(tmp_path / "kept").open(Secret(PASSPHRASE))
    vault.ways_in.set_passphrase(other)
    vault.close()
    run = cheap(tmp_path, by_file=False).hiding(code, other.reveal())
    vault_file = tmp_path / "kept/vault.rokey"
    asked = "Passphrase of the {}, or its recovery code: "
    wrong = new_recovery_code().reveal()
    for typed, status in ((other.reveal(), 0), (code.lower(), 0), (wrong, 4)):
        with talking(run, "list") as talk:
            talk.answer(asked.format("vault"), typed)
            answer = talk.end()
        assert answer.code == status
        assert ("Tracker" in answer.out) == (status == 0)

    (tmp_path / "kept/vault.rokey.bak").write_bytes(vault_file.read_bytes())
    for typed in (other.reveal(), code):
        vault_file.write_bytes(b"damaged")
        with talking(run, "vault", "restore-copy") as talk:
            talk.answer(asked.format("copy"), typed)
            talk.answer("[y/N] ", "y")
            assert talk.end().code == 0


def test_closed_streams_have_an_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert Terminal.of_process().ask("") == ""
