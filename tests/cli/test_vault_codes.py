"""`vault recovery-code` and opening with one: shown once, asked back, and it opens anywhere."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.talk import CODE, Talk, talking
from tests.cli.vaults import cheap, filled, names_with, names_with_code, written
from tests.vault.samples import CHEAP, refused
from wizard.core.problems import ProblemId
from wizard.core.recovery_code import new_recovery_code
from wizard.core.secret import Secret
from wizard.vault.cipher import KEY_BYTES, random_bytes
from wizard.vault.file_format import PassphraseUse
from wizard.vault.passphrase_slot import make_passphrase_slot
from wizard.vault.sealed_vault import Contents, seal_vault

_BACK = "The code from your paper (Enter alone: give up): "


def _slipped(code: str) -> str:
    """With another character in group 3."""
    return code[:12] + ("0" if code[12] != "0" else "1") + code[13:]


def _asked_back(talk: Talk, *typed: str) -> None:
    for line in typed:
        talk.wait(_BACK)
        assert not talk.echoes, "what is typed would be shown"
        talk.type(line)


def test_a_code_counts_when_it_was_typed_from_paper(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")

    with talking(cheap(tmp_path), "vault", "recovery-code") as talk:
        code = talk.code_shown()
        talk.wait("\x1b[?1049l")  # off the screen before it is asked for
        with refused(ProblemId.RECOVERY_CODE_UNSET):
            names_with_code(tmp_path / "kept", code)
        _asked_back(talk, _slipped(code))
        talk.wait("There is a slip in group 3 of the recovery code.")
        _asked_back(talk, code[:-1])
        talk.wait("A code has 35 letters and digits; this has 34.")
        _asked_back(talk, "7KQ2F")
        talk.wait("this has 5.")
        _asked_back(talk, code.lower().replace("-", " "))
        answer = talk.end()

    assert answer.code == 0
    assert answer.out.count(code) == 1, "shown once"
    before = answer.out[: answer.out.index(code)]
    assert before.endswith("\x1b[?1049h\x1b[H\x1b[2JYour recovery code\n\n    ")
    assert "The recovery code counts from now on." in answer.out
    assert names_with_code(tmp_path / "kept", code) == ["Tracker"]
    assert names_with(tmp_path / "kept") == ["Tracker"]


def test_another_code_than_the_one_shown_does_not_count(tmp_path: Path) -> None:
    first = filled(tmp_path / "kept", "Tracker", code=True)

    with talking(cheap(tmp_path), "vault", "recovery-code", term="dumb") as talk:
        code = talk.code_shown()
        talk.wait("The code stays on this screen: clear it afterwards.")
        assert "\x1b" not in talk.shown
        _asked_back(talk, first)
        talk.wait("This is another recovery code than the one shown.")
        _asked_back(talk, "")
        answer = talk.end()

    assert answer.code == 0
    assert "Nothing was changed; the code that was shown does not count." in answer.out
    assert names_with_code(tmp_path / "kept", first) == ["Tracker"]
    with refused(ProblemId.RECOVERY_CODE_WRONG):
        names_with_code(tmp_path / "kept", code)


def test_five_slips_are_enough(tmp_path: Path) -> None:
    first = filled(tmp_path / "kept", code=True)
    with talking(cheap(tmp_path), "vault", "recovery-code") as talk:
        code = talk.code_shown()
        _asked_back(talk, *[_slipped(code)] * 5)
        assert talk.end().code == 4
    names_with_code(tmp_path / "kept", first)
    with talking(cheap(tmp_path), "vault", "recovery-code") as talk:
        talk.code_shown()
        _asked_back(talk, *[first] * 5)
        assert talk.end().code == 4
    names_with_code(tmp_path / "kept", first)


def test_ctrl_c_while_the_code_is_shown_takes_it_off_the_screen(tmp_path: Path) -> None:
    filled(tmp_path / "kept")
    with talking(cheap(tmp_path), "vault", "recovery-code") as talk:
        talk.wait("Press Enter when it is on paper")
        talk.process.send_signal(2)
        answer = talk.end()
    assert answer.code == 130
    assert answer.out.index("\x1b[?1049l") > answer.out.index("Your recovery code")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=str)
def test_a_signal_while_the_code_is_shown_takes_it_off_the_screen(
    tmp_path: Path, how: signal.Signals
) -> None:
    filled(tmp_path / "kept")
    with talking(cheap(tmp_path), "vault", "recovery-code") as talk:
        talk.wait("Press Enter when it is on paper")
        talk.process.send_signal(how)
        answer = talk.end()
    assert answer.code == -how, "and whoever waits for it sees which"
    assert answer.out.endswith("\x1b[H\x1b[2J\x1b[?1049l")


def test_no_code_goes_into_a_pipe(tmp_path: Path) -> None:
    filled(tmp_path / "kept")
    before = (tmp_path / "kept/vault.rokey").read_bytes()

    told = cheap(tmp_path)("vault", "recovery-code", stdin="\n\n")

    assert (told.code, told.out) == (64, "")
    assert "shown to a person at a terminal and to nobody else" in told.err
    assert (tmp_path / "kept/vault.rokey").read_bytes() == before


def test_a_code_is_taken_away(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    run = cheap(tmp_path).hiding(code)

    assert run("vault", "recovery-code", "--remove").code == 0
    with refused(ProblemId.RECOVERY_CODE_UNSET):
        names_with_code(tmp_path / "kept", code)
    before = (tmp_path / "kept/vault.rokey").read_bytes()
    again = run("vault", "recovery-code", "--remove")
    assert again.code == 0
    assert "has no recovery code" in again.out
    assert (tmp_path / "kept/vault.rokey").read_bytes() == before


def test_a_file_with_the_code_opens_the_vault(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    stranger = filled(tmp_path / "other", code=True)
    run = cheap(tmp_path, by_file=False).hiding(code, stranger)
    file = tmp_path / "code.txt"

    def listed_with(text: str) -> tuple[int, str]:
        told = run("list", "--recovery-code-file", str(written(file, text)))
        return told.code, told.out if told.code == 0 else told.err

    assert "Tracker" in listed_with(code)[1]
    for text, words in (
        (_slipped(code), "There is a slip in group 3"),
        (stranger, "(recovery-code-wrong)"),
        ("", "(recovery-code-unreadable; no usable first line)"),
    ):
        status, err = listed_with(text)
        assert status == 4
        assert words in err
    missing = run("list", "--recovery-code-file", str(tmp_path / "none"))
    assert missing.code == 4
    assert "(recovery-code-unreadable; FileNotFoundError)" in missing.err
    file.chmod(0o644)
    assert "Everybody who uses this computer can read the recovery code file." in (
        run("list", "--recovery-code-file", str(file)).err
    )


def test_a_vault_without_a_code_does_not_open_with_one(tmp_path: Path) -> None:
    filled(tmp_path / "kept")
    code = filled(tmp_path / "other", code=True)
    run = cheap(tmp_path, by_file=False).hiding(code)
    file = str(written(tmp_path / "code.txt", code))

    told = run("list", "--recovery-code-file", file)
    assert told.code == 4
    assert "(recovery-code-unset)" in told.err
    # Beside a passphrase it does no harm.
    assert cheap(tmp_path)("list", "--recovery-code-file", file).code == 0


def test_a_code_typed_where_the_passphrase_is_asked_for(tmp_path: Path) -> None:
    code = filled(tmp_path / "kept", "Tracker", code=True)
    run = cheap(tmp_path, by_file=False).hiding(code)
    prompt = "Passphrase of the vault, or its recovery code: "

    for typed, status, words in (
        (code, 0, "Tracker"),
        (_slipped(code), 4, "There is a slip in group 3"),
        ("not the right words at all", 4, "(passphrase-wrong)"),
    ):
        with talking(run, "list") as talk:
            talk.wait(prompt)
            assert not talk.echoes
            talk.type(typed)
            answer = talk.end()
        assert answer.code == status
        assert words in answer.out
        assert CODE.search(answer.out) is None


def test_a_vault_that_only_a_code_opens(tmp_path: Path) -> None:
    """None is made so; one that came to be so is not left without words."""
    code = _with_a_code_alone(tmp_path / "kept")
    run = cheap(tmp_path).hiding(code)

    told = run("list")
    assert told.code == 4
    assert "(recovery-code-needed)" in told.err
    assert "--recovery-code-file" in told.err
    file = str(written(tmp_path / "code.txt", code))
    assert run("list", "--recovery-code-file", file).code == 0
    assert run("vault", "status", "--json").json["vault"] == "needs-recovery-code"
    with talking(run, "list") as talk:
        talk.answer("Recovery code of the vault: ", code)
        assert talk.end().code == 0
    with talking(run, "list") as talk:
        talk.answer("Recovery code of the vault: ", "")
        assert talk.end().code == 4


def _with_a_code_alone(folder: Path) -> str:
    code, key, vault_id = new_recovery_code(), random_bytes(KEY_BYTES), "ab" * 16
    use = PassphraseUse.RECOVERY_CODE
    slot = make_passphrase_slot(vault_id, key, Secret(code.reveal()), CHEAP, use)
    folder.mkdir(mode=0o700)
    (folder / "vault.rokey").write_bytes(seal_vault(Contents(vault_id, 1, (slot,), ()), key))
    return code.reveal()
