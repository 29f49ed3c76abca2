"""What the command line understands, and what it says to the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard import __version__
from wizard.cli.parser import UsageError, parse
from wizard.cli.request import (
    AddKey,
    CheckKey,
    Command,
    Examine,
    ListKeys,
    ListTroubles,
    OpenWindow,
    Options,
    PlayTour,
    RemoveKey,
    RenameKey,
    ServePractice,
    ShowHistory,
    VerifyAll,
    VerifyKeys,
)
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble

_COMMANDS = ("check", "add", "verify", "list", "history", "rename", "remove", "vault", "doctor")
_OTHERS = ("practice", "tour")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("", OpenWindow(practice=False)),
        ("--practice", OpenWindow(practice=True)),
        ("tour --out pictures", PlayTour(Path("pictures"))),
        ("practice", ServePractice(0)),
        ("practice --port 8765", ServePractice(8765)),
        ("practice --site binance.us", ServePractice(0, site=PracticeSite.BINANCE_US)),
        (
            "practice --trouble ban --trouble Trading-On",
            ServePractice(0, frozenset({Trouble.BAN, Trouble.TRADING_ON})),
        ),
        ("practice --list-troubles", ListTroubles()),
        ("practice --list-troubles --site binance.us", ListTroubles(PracticeSite.BINANCE_US)),
        ("check", CheckKey(as_json=False)),
        ("check --json", CheckKey(as_json=True)),
        ("add Tracker", AddKey("Tracker", as_json=False)),
        ("add --json Tracker", AddKey("Tracker", as_json=True)),
        ("verify a", VerifyKeys(("a",), as_json=False)),
        ("verify a b --json", VerifyKeys(("a", "b"), as_json=True)),
        ("verify --all", VerifyAll(as_json=False)),
        ("list", ListKeys(as_json=False)),
        ("history a --json", ShowHistory("a", as_json=True)),
        ("rename a b", RenameKey("a", "b")),
        ("remove a", RemoveKey("a", sure=False)),
        ("remove a --yes", RemoveKey("a", sure=True)),
        ("doctor --json", Examine(as_json=True)),
    ],
)
def test_every_command(line: str, command: Command) -> None:
    request = parse(line.split())

    assert request.command == command
    assert request.options == Options()


def test_options_before_and_after_the_command() -> None:
    options = [
        "--data-dir",
        "/d",
        "--passphrase-file",
        "/p",
        "--exchange-url",
        "http://127.0.0.1:1",
    ]
    expected = Options(Path("/d"), Path("/p"), "http://127.0.0.1:1")

    assert parse([*options, "list"]).options == expected
    assert parse(["list", *options]).options == expected
    assert parse([*options[:2], "list", *options[2:]]).options == expected
    assert parse(["--data-dir", "/other", "list", *options]).options == expected


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "lis",
        "add",
        "add a b",
        "verify",
        "verify a --all",
        "history",
        "rename a",
        "remove",
        "tour",
        "practice --port x",
        "practice --port -1",
        "practice --port 65536",
        "practice --port ٣",
        "practice --site binance",
        "practice --trouble",
        "practice --trouble nonsense",
        "practice --trouble ban --trouble silent",
        "practice --site binance.us --trouble wrong-type",
        "--practice list",
        "--practice --data-dir x",
        "--passphrase-file x",
        "list --js",
        "replace a",
        "export a --format env",
        "exec a -- true",
        "--verbose",
    ],
)
def test_what_is_not_understood(line: str) -> None:
    with pytest.raises(UsageError):
        parse(line.split())


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_folder_is_not_the_present_one(empty: str) -> None:
    for line in (["--data-dir", empty, "list"], ["list", f"--data-dir={empty}"]):
        with pytest.raises(UsageError, match="--data-dir: the name of the folder is empty"):
            parse(line)
    with pytest.raises(UsageError, match="--out: the name of the folder is empty"):
        parse(["tour", "--out", empty])


@pytest.mark.parametrize("line", ["add Tax report", "history Tax report --json"])
def test_a_name_of_several_words_is_to_be_quoted(line: str) -> None:
    with pytest.raises(UsageError, match='add "Tax report"'):
        parse(line.split())


def test_quotation_marks_are_not_advised_where_they_would_not_help() -> None:
    for line in ("add Tracker --verbose", "add"):
        with pytest.raises(UsageError) as refused:
            parse(line.split())
        assert "quotation marks" not in str(refused.value)


@pytest.mark.parametrize("line", ["verify", "verify a --all"])
def test_names_or_all_is_said_so_that_it_is_true_of_both_slips(line: str) -> None:
    with pytest.raises(UsageError, match="names of the keys to verify, or --all for every"):
        parse(line.split())


@pytest.mark.parametrize(
    "line", ["add Tracker {}", "check {}", "list --secret={}", "practice --trouble {}", "{}"]
)
def test_a_secret_typed_as_an_argument_is_not_repeated(line: str) -> None:
    secret = "S3cr3t" * 10 + "abcd"

    with pytest.raises(UsageError) as refused:
        parse(line.format(secret).split())

    assert secret not in str(refused.value)
    assert "never goes on the command line" in str(refused.value)


def test_help_tells_of_every_command_there_is_and_of_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["--help"])

    assert end.value.code == 0
    text = capsys.readouterr().out
    for word in (*_COMMANDS, *_OTHERS):
        assert f"\n    {word} " in text
        with pytest.raises(SystemExit):
            parse([word, "--help"])
    for word in ("replace", "export", "exec"):
        assert f"\n    {word} " not in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["--version"])

    assert end.value.code == 0
    assert capsys.readouterr().out == f"key-wizard {__version__}\n"
