"""What `key-wizard vault` understands on the command line, and its help."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.cli.parser import UsageError, parse
from wizard.cli.request import Command, Options
from wizard.cli.vault_request import (
    AcceptOlder,
    ExportKeys,
    ImportKeys,
    KeepInKeychain,
    LeaveKeychain,
    MakeRecoveryCode,
    RemovePassphrase,
    RemoveRecoveryCode,
    RenewKeys,
    RestoreCopy,
    SetPassphrase,
    VaultStatus,
)

_FAMILY = (
    *("status", "recovery-code", "passphrase", "keychain", "renew-keys"),
    *("export", "import", "restore-copy", "accept-older"),
)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("status", VaultStatus(as_json=False)),
        ("status --json", VaultStatus(as_json=True)),
        ("recovery-code", MakeRecoveryCode()),
        ("recovery-code --remove", RemoveRecoveryCode()),
        ("passphrase", SetPassphrase(None)),
        ("passphrase --new-passphrase-file f", SetPassphrase(Path("f"))),
        ("passphrase --remove", RemovePassphrase()),
        ("keychain", KeepInKeychain()),
        ("keychain --remove", LeaveKeychain()),
        ("renew-keys", RenewKeys()),
        ("export f", ExportKeys(Path("f"), None, replace=False)),
        (
            "export f --replace --export-passphrase-file p",
            ExportKeys(Path("f"), Path("p"), replace=True),
        ),
        ("import f --json", ImportKeys(Path("f"), None, as_json=True)),
        ("import f --export-passphrase-file p", ImportKeys(Path("f"), Path("p"), as_json=False)),
        ("restore-copy", RestoreCopy(sure=False)),
        ("restore-copy --yes", RestoreCopy(sure=True)),
        ("accept-older", AcceptOlder()),
    ],
)
def test_every_command(line: str, command: Command) -> None:
    request = parse(["vault", *line.split()])

    assert request.command == command
    assert request.options == Options()


def test_options_at_every_place() -> None:
    options = ["--data-dir", "/d", "--recovery-code-file", "/c"]
    expected = Options(Path("/d"), recovery_code_file=Path("/c"))
    for line in (
        [*options, "vault", "status"],
        ["vault", *options, "status"],
        ["vault", "status", *options],
        [*options[:2], "vault", *options[2:], "status"],
    ):
        assert parse(line).options == expected


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("vault", "key-wizard vault --help"),
        ("vault nonsense", "invalid choice"),
        ("vault export", "FILE"),
        ("vault import", "FILE"),
        ("vault import ''", "the name of the file is empty"),
        ("vault passphrase --remove --new-passphrase-file x", "Give one of them."),
        ("vault passphrase correct", "unrecognized arguments"),
        ("vault recovery-code 7KQ2F", "unrecognized arguments"),
        ("--recovery-code-file x", "the window asks by itself"),
        ("--practice --recovery-code-file x", "do not go with it"),
        ("--practice vault status", "--practice opens the window"),
    ],
)
def test_what_is_not_understood(line: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse([word.strip("'") for word in line.split()])


def test_a_code_typed_as_an_argument_is_not_repeated() -> None:
    code = "7KQ2F-7KQ2F-7KQ2F-7KQ2F-7KQ2F-7KQ2F-7KQ2F"
    for line in (["vault", code], ["vault", "recovery-code", code], ["list", f"--code={code}"]):
        with pytest.raises(UsageError) as refused:
            parse(line)
        assert "7KQ2F" not in str(refused.value)


def test_renewing_the_keys_is_not_about_api_keys(capsys: pytest.CaptureFixture[str]) -> None:
    for line, words in (
        ("vault --help", "renew the vault's own keys; your API keys stay"),
        ("vault renew-keys --help", "Your API\nkeys and their secrets stay as they are, here and"),
    ):
        with pytest.raises(SystemExit):
            parse(line.split())
        assert words in capsys.readouterr().out


def test_help_tells_of_every_command_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["vault", "--help"])
    text = capsys.readouterr().out
    for word in _FAMILY:
        assert f"\n    {word} " in text
        with pytest.raises(SystemExit) as end:
            parse(["vault", word, "--help"])
        assert end.value.code == 0
        page = capsys.readouterr().out
        assert page.startswith(f"usage: key-wizard vault {word} ")
        assert max(map(len, page.splitlines())) <= 96
