"""The account: keys that are made, changed and deleted, from any thread."""

import sys
from concurrent.futures import ThreadPoolExecutor
from subprocess import run

import pytest

from tests.practice.api_client import PrivateKey, public_pem
from tests.practice.conftest import NOW, Clock
from wizard.practice.account import (
    IpListRefusedError,
    LabelRefusedError,
    PracticeAccount,
    UnknownKeyError,
)
from wizard.practice.permission_boxes import READ_ONLY, TICKED_IN_2018
from wizard.practice.practice_key import KeyKind, PracticeKey, has_key_shape
from wizard.practice.two_factor import accepts, code_at


def test_the_exchange_makes_both_halves(account: PracticeAccount) -> None:
    key = account.make_key("  My   tracker ")
    assert (key.label, key.kind, key.create_time) == ("My tracker", KeyKind.HMAC, NOW)
    assert has_key_shape(key.api_key)
    assert has_key_shape(key.verifier)
    assert key.verifier != key.api_key
    assert key.permissions == TICKED_IN_2018
    assert account.key(key.api_key) == key


def test_or_takes_a_public_key(account: PracticeAccount, ed25519_key: PrivateKey) -> None:
    key = account.make_key("own", public_key_pem=public_pem(ed25519_key))
    assert key.kind is KeyKind.ED25519
    assert has_key_shape(key.api_key)


def test_a_secret_is_not_in_the_key_s_picture(trading_key: PracticeKey) -> None:
    assert trading_key.verifier not in repr(trading_key)
    assert trading_key.api_key not in repr(trading_key)


def test_no_two_keys_have_the_same_time(account: PracticeAccount, clock: Clock) -> None:
    times = [account.make_key(f"key {n}").create_time for n in range(5)]
    clock.now -= 1000
    times.append(account.make_key("later, by a clock set back").create_time)
    assert times == sorted(set(times))


@pytest.mark.parametrize("label", ["", "   ", "x" * 51, "a\u200bb", "a\x00b"])
def test_names_that_are_refused(account: PracticeAccount, label: str) -> None:
    with pytest.raises(LabelRefusedError):
        account.make_key(label)
    assert account.all_keys() == ()


@pytest.mark.parametrize("label", ["x" * 50, "Steuer 2026 – Übersicht", "<b>", "日本語"])
def test_names_that_are_taken(account: PracticeAccount, label: str) -> None:
    assert account.make_key(label).label == label


def test_permissions_nobody_knows_are_refused(
    account: PracticeAccount, reading_key: PracticeKey
) -> None:
    with pytest.raises(ValueError, match="enableMagic"):
        account.save_permissions(reading_key.api_key, {"enableReading", "enableMagic"})
    assert account.key(reading_key.api_key).permissions == READ_ONLY


def test_addresses_are_tidied(account: PracticeAccount, reading_key: PracticeKey) -> None:
    key = account.save_ip_list(reading_key.api_key, [" 127.0.0.1", "127.0.0.1", "2001:DB8::0:1"])
    assert key.ip_list == ("127.0.0.1", "2001:db8::1")
    assert account.save_ip_list(reading_key.api_key, []).ip_list == ()


@pytest.mark.parametrize(
    ("addresses", "says"),
    [
        (["home"], "“home” is not an IP address"),
        (["127.0.0.1/8"], "is not an IP address"),
        ([""], "is not an IP address"),
        ([f"10.0.0.{n}" for n in range(31)], "30 is the limit"),
    ],
)
def test_addresses_that_are_refused(
    account: PracticeAccount, reading_key: PracticeKey, addresses: list[str], says: str
) -> None:
    with pytest.raises(IpListRefusedError, match=says):
        account.save_ip_list(reading_key.api_key, addresses)
    assert account.key(reading_key.api_key).ip_list == ()


def test_deleted_keys_are_gone(account: PracticeAccount, reading_key: PracticeKey) -> None:
    other = account.make_key("other")
    account.delete_key(other.api_key)
    assert account.all_keys() == (reading_key,)
    for action in (account.delete_key, account.key):
        with pytest.raises(UnknownKeyError):
            action(other.api_key)
    with pytest.raises(UnknownKeyError):
        account.save_permissions(other.api_key, READ_ONLY)
    with pytest.raises(UnknownKeyError):
        account.save_ip_list(other.api_key, [])
    assert account.delete_every_key() == 1
    assert account.delete_every_key() == 0
    assert account.keys_made == 2


def test_many_threads_at_once(account: PracticeAccount) -> None:
    def live(number: int) -> int:
        key = account.make_key(f"key {number}")
        account.save_permissions(key.api_key, READ_ONLY)
        if number % 2:
            account.delete_key(key.api_key)
        return key.create_time

    with ThreadPoolExecutor(8) as pool:
        times = list(pool.map(live, range(200)))
    assert len(set(times)) == 200
    assert len(account.all_keys()) == 100


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238, appendix B: the last six digits of its SHA-1 values."""
    seed = b"12345678901234567890"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert code_at(seed, seconds * 1000) == code


def test_a_code_lasts_five_minutes() -> None:
    seed, shown = b"seed", code_at(b"seed", NOW)
    assert accepts(seed, shown, NOW)
    assert accepts(seed, f" {shown[:3]} {shown[3:]} ", NOW + 5 * 60_000 - 30_000)
    assert not accepts(seed, shown, NOW + 6 * 60_000)
    assert not accepts(seed, shown, NOW - 60_000)
    for wrong in ("", "abc", "１２３４５６", shown + "0"):
        assert not accepts(seed, wrong, NOW)


def test_the_account_needs_no_heavy_library() -> None:
    script = (
        "import sys; from wizard.practice.account import PracticeAccount\n"
        "PracticeAccount().make_key('light')\n"
        "print({'aiohttp', 'jinja2', 'cryptography', 'asyncio'} & set(sys.modules))"
    )
    result = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
