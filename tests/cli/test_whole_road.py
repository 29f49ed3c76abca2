"""The whole road on the command line: a key made on the pages, proven, saved, watched."""

from __future__ import annotations

from tests.cli.key_wizard import KeyWizard
from tests.cli.practice_process import TRADING, PracticeProcess, SiteKey

_OFF = (
    TRADING,
    "enableWithdrawals",
    "enableInternalTransfer",
    "permitsUniversalTransfer",
    "enableMargin",
    "enableFutures",
    "enableVanillaOptions",
)


def test_the_whole_road(key_wizard: KeyWizard, practice: PracticeProcess) -> None:
    key = practice.make_key("Tax tool", trading=True)
    road = key_wizard.hiding(key.secret, key.api_key)
    _trading_is_on_by_default(road, key)
    practice.set_trading(key, on=False)
    _unticked_it_is_saved(road)
    practice.set_trading(key, on=True)
    _verify_catches_it(road)
    practice.delete_every_key()
    _as_on_3_july_2018(road)
    _the_history_shows_all(road)


def _trading_is_on_by_default(road: KeyWizard, key: SiteKey) -> None:
    """Nothing is saved, the permission is named, the secret is kept."""
    answer = road("add", "Tax tool", "--json", stdin=key.input)
    assert answer.code == 1
    assert answer.err == ""
    document = answer.json
    assert list(document) == [
        "name",
        "venue",
        "grade",
        "api_key_last4",
        "verdict",
        "switched_on",
        "evidence",
        "problem",
    ]
    assert document["name"] == "Tax tool"
    assert document["venue"] == "practice"
    assert document["api_key_last4"] == key.api_key[-4:]
    assert document["verdict"] == "can-do-more"
    assert document["switched_on"] == [TRADING]
    assert document["evidence"]["permissions"][TRADING] is True
    assert document["evidence"]["test_order"] == "off"  # not needed: the permissions say enough
    assert document["problem"] is None
    again = road("add", "Tax tool", stdin=key.input)
    assert again.code == 1
    assert "Spot & margin trading" in again.out
    assert "“Enable Spot & Margin Trading”" in again.out
    assert "stays sealed as unfinished; run “key-wizard add 'Tax tool'” again" in again.out
    listed = road("list")
    assert "There is no saved key yet" in listed.out
    assert "Unfinished" in listed.out
    assert "Tax tool" in listed.out
    assert road("list", "--json").json == []


def _unticked_it_is_saved(road: KeyWizard) -> None:
    """Even without the values, which are sealed already."""
    answer = road("add", "tax tool", "--json")
    assert answer.code == 0
    assert answer.json["verdict"] == "read-only"
    assert answer.json["name"] == "Tax tool"
    assert answer.json["evidence"]["test_order"] == "refused"
    assert {name: answer.json["evidence"]["permissions"][name] for name in _OFF} == dict.fromkeys(
        _OFF, False
    )

    listed = road("list")
    assert listed.code == 0
    assert "Read-only when last checked" in listed.out
    assert "Unfinished" not in listed.out
    (saved,) = road("list", "--json").json
    assert saved["verdict"] == "read-only"

    verified = road("verify", "--all", "--json")
    assert verified.code == 0
    assert [one["verdict"] for one in verified.json] == ["read-only"]
    assert road("verify", "TAX TOOL", "--json").json["verdict"] == "read-only"


def _verify_catches_it(road: KeyWizard) -> None:
    caught = road("verify", "--all")
    assert caught.code == 1
    assert "CAN DO MORE" in caught.out
    assert "Since last time: Spot & margin trading switched on." in caught.out
    assert "Can trade" in road("list").out


def _as_on_3_july_2018(road: KeyWizard) -> None:
    gone = road("verify", "--all")
    assert gone.code == 2
    assert "Not accepted" in gone.out
    assert "Tax tool: The practice exchange does not know this key any more." in gone.err
    assert "3 July 2018" in gone.err
    (document,) = road("verify", "--all", "--json").json
    assert document["verdict"] == "not-accepted"
    assert document["problem"]["id"] == "key-deleted"
    assert set(document["problem"]) == {"id", "what", "means", "do", "technical"}


def _the_history_shows_all(road: KeyWizard) -> None:
    past = road("history", "Tax tool", "--json").json
    words = [check["verdict"] for check in past]
    assert words == ["not-accepted"] * 2 + ["can-do-more"] + ["read-only"] * 3
    assert past[0]["problem"]["id"] == "key-deleted"
    told = road("history", "Tax tool")
    assert told.code == 0
    assert told.out.count("Read-only") == 3
    assert "Spot & margin trading switched on" in told.out
    assert "The exchange does not know this key any more." in told.out
    assert "! Spot & margin trading            on, but must be off" in told.out
    assert "Deleted at the exchange" in road("list").out


def test_several_keys_end_with_the_worst_of_them(
    key_wizard: KeyWizard, practice: PracticeProcess
) -> None:
    keys = {name: practice.make_key(name, trading=False) for name in ("Tracker", "Script", "Gone")}
    for name, key in keys.items():
        assert key_wizard("add", name, stdin=key.input).code == 0
    assert key_wizard("verify", "Tracker", "Script", "tracker", "--json").code == 0

    practice.set_trading(keys["Script"], on=True)
    practice.site.open(f"{keys['Gone'].path}/edit")
    practice.site.submit("delete-key")

    both = key_wizard("verify", "Tracker", "Gone", "--json")
    assert both.code == 2
    assert [one["verdict"] for one in both.json] == ["read-only", "not-accepted"]
    every = key_wizard("verify", "--all")
    assert every.code == 1
    assert "3 keys verified: 1 read-only, 1 can do more than read, 1 not accepted." in every.out
    assert "Gone: The practice exchange does not know this key any more." in every.err
