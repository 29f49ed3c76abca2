"""While somebody types: quiet as long as it may become a key, a reason as soon as it cannot."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.core.pasted_texts import API_KEY, SECRET, Pasted, pairs
from wizard.core.paste_intake import PasteIntake, certainly_no_key
from wizard.core.problems import ProblemId

PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0l\n"
RSA_BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKjMzEfYyjiWA4R4"


@pytest.mark.parametrize(
    "whole",
    [
        API_KEY,
        f"“{API_KEY}”",
        f"API Key: {API_KEY}\nSecret Key: {SECRET}",
        f"Clé API : {API_KEY}",
        f"Секретный ключ {SECRET}",
        f"API 密钥：{API_KEY}",
        json.dumps({"apiKey": API_KEY, "secret": SECRET}, indent=2),
        f"export BINANCE_API_KEY='{API_KEY}'",
        f"BINANCE|{API_KEY}|{SECRET}||||",
        PEM,
        " ".join(API_KEY),
    ],
)
def test_what_becomes_a_key_is_let_be_at_every_letter(whole: str) -> None:
    for typed in range(len(whole) + 1):
        assert certainly_no_key(whole[:typed]) is None


@given(pairs())
def test_what_holds_a_pair_is_never_refused(pasted: Pasted) -> None:
    assert certainly_no_key(pasted.text) is None


@pytest.mark.parametrize(
    ("text", "problem", "said"),
    [
        (API_KEY + "x", ProblemId.API_KEY_SHAPE, "has 65: one is too many"),
        (API_KEY + SECRET[:30], ProblemId.API_KEY_SHAPE, "has 94"),
        (API_KEY + SECRET + "x", ProblemId.API_KEY_SHAPE, "has 129"),
        (RSA_BODY, ProblemId.PRIVATE_KEY_UNKNOWN, ""),
        ("vmPU!", ProblemId.API_KEY_SHAPE, "such as !"),
        ("me@", ProblemId.API_KEY_SHAPE, "such as @"),
        (API_KEY[:20] + "а", ProblemId.API_KEY_SHAPE, "such as а; a translated page"),
        (API_KEY[:20] + "\u0301", ProblemId.API_KEY_SHAPE, "such as"),
        (API_KEY[:20] + "\ud800", ProblemId.API_KEY_SHAPE, "such as invisible ones"),
        ("****", ProblemId.PASTE_MASKED, ""),
        ("me@example.com", ProblemId.PASTE_EMAIL, ""),
        ("Erika.Muster+api@post.example.org", ProblemId.PASTE_EMAIL, ""),
        ("https://", ProblemId.PASTE_ADDRESS, ""),
        ("http://example.com/?q=1", ProblemId.PASTE_ADDRESS, ""),
        ("www.example.com", ProblemId.PASTE_ADDRESS, ""),
        ("https://www.binance.com/en/my/settings/api-management", ProblemId.PASTE_ADDRESS, ""),
        ("binance.us", ProblemId.PASTE_ADDRESS, ""),
        ("testnet.binance.vision", ProblemId.PASTE_ADDRESS, ""),
        ("123456", ProblemId.PASTE_CODE, ""),
        ("１２３ ４５６", ProblemId.PASTE_CODE, ""),
        ("Abandon " + "ability " * 10 + "able", ProblemId.PASTE_RECOVERY_WORDS, ""),
        (" ".join(f"{n}. zebra" for n in range(1, 25)), ProblemId.PASTE_RECOVERY_WORDS, ""),
    ],
)
def test_what_never_becomes_a_key_is_refused_at_once(
    text: str, problem: ProblemId, said: str
) -> None:
    refused = certainly_no_key(text)

    assert refused is not None
    assert refused.id is problem
    assert said in refused.means
    taken = PasteIntake().taken(text)
    assert taken.problem is not None
    assert taken.credentials is None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.blnance.com/en/my/settings",
        "https://binance.com.login.example.org/",
        "https://www.binance-support.com",
        "http://binanсe.com",  # a Cyrillic letter
        "bіnance.com",
        "b1nance.com",
        "b1nanсe.com",  # two at once
        "binnance.com",
        "bnance.us",
        "bianance.com",
        "ibnance.com",
        "binance.com.ru",
        "xn--bnance-l9a.com",
        "ｂｉｎａｎｃｅ．ｌｉｖｅ",
    ],
)
def test_an_address_that_looks_like_the_exchanges_is_named(address: str) -> None:
    refused = certainly_no_key(address)

    assert refused is not None
    assert refused.id is ProblemId.PASTE_FALSE_ADDRESS
    assert refused.values["host"] in refused.means
