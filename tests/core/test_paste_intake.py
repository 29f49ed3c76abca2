"""What one paste field takes in, keeps, says about it, and refuses with a reason."""

from __future__ import annotations

import pytest

from tests.core.pasted_texts import API_KEY, OTHER, SECRET
from wizard.core.credentials import Ed25519Credentials, HmacCredentials
from wizard.core.paste_intake import Note, PasteIntake
from wizard.core.paste_words import words_for
from wizard.core.problems import ProblemId
from wizard.core.secret import Secret

PEM = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u
-----END PRIVATE KEY-----
"""
PUBLIC = PEM.replace("PRIVATE", "PUBLIC")
BARE_PUBLIC = "MCowBQYDK2VwAyEA" + SECRET[:43] + "="
CYRILLIC = API_KEY.replace("a", "а").replace("o", "ο")
PAIR = HmacCredentials(API_KEY, Secret(SECRET))


def after(*texts: str) -> PasteIntake:
    intake = PasteIntake()
    for text in texts:
        intake = intake.taken(text)
    return intake


@pytest.mark.parametrize(
    ("texts", "guessed"),
    [
        ([API_KEY, SECRET], True),
        ([f"{API_KEY} {SECRET}"], True),
        ([API_KEY + SECRET], True),
        ([f"API Key: {API_KEY}", SECRET], False),
        ([SECRET, f"API Key: {API_KEY}"], False),
        ([f"Secret: {SECRET}", API_KEY], False),
        ([API_KEY, f"Secret Key: {SECRET}"], False),
        ([API_KEY, API_KEY[:-1], SECRET], True),
        ([OTHER, f"API Key {API_KEY} Secret {SECRET}"], False),
        ([f"{OTHER} {SECRET}", f"{API_KEY} {SECRET}"], True),
        ([f"{API_KEY} {OTHER}", SECRET], True),
        ([f"API Key: {API_KEY}\nSecret: {SECRET}\nNote: {OTHER}"], False),
        ([f"API Key: {API_KEY}\n{SECRET}"], False),
        ([f"{API_KEY}\nSecret: {SECRET}"], False),
        ([f"API Key: {API_KEY} {API_KEY} Secret: {SECRET}"], False),
        ([f"{PUBLIC} API Key: {API_KEY} Secret: {SECRET}"], False),
        ([f"Secret Key: {SECRET}", f"API Key {API_KEY} Secret Key ********"], False),
        ([f"BINANCE|{API_KEY}|{SECRET}||||"], False),
        ([f"API Key {' '.join(API_KEY)} Copy Secret {' '.join(SECRET)} Copy"], False),
        (["\n".join((API_KEY + SECRET)[n : n + 16] for n in range(0, 128, 16))], True),
        ([f"secret,key\n{SECRET},{API_KEY}"], False),
        ([f"{SECRET} (secret)\n{API_KEY} (API key)"], False),
        ([f"mine\n{API_KEY[:32]}\n{API_KEY[32:]}\nand {SECRET[:40]} {SECRET[40:]}"], True),
        ([f"mine\n{API_KEY[:32]} {API_KEY[32:]}\n" + " ".join(SECRET)], True),
        ([f"API Key\n{' '.join(API_KEY)}\nCopy\nSecret\n{' '.join(SECRET)}\nCopy"], False),
    ],
)
def test_both_values_find_their_places(texts: list[str], guessed: bool) -> None:
    intake = after(*texts)

    assert intake.credentials == PAIR
    assert intake.guessed is guessed
    assert intake.problem is None


def test_with_a_private_key_a_value_is_the_api_key() -> None:
    intake = after(API_KEY, SECRET, PEM)
    assert intake.credentials == Ed25519Credentials(API_KEY, Secret(PEM))
    assert intake.taken(OTHER).credentials == Ed25519Credentials(OTHER, Secret(PEM))
    assert after(PEM.splitlines()[1]).secret == Secret(PEM)


def test_an_exchange_puts_each_in_the_others_place() -> None:
    assert after(SECRET, API_KEY).exchanged().credentials == PAIR
    assert after(SECRET).exchanged() == PasteIntake(secret=Secret(SECRET))
    assert after(SECRET).exchanged().taken(API_KEY).credentials == PAIR
    assert after(PEM, API_KEY).exchanged().credentials == after(PEM, API_KEY).credentials
    assert PasteIntake().exchanged() == PasteIntake()


@pytest.mark.parametrize(
    ("text", "problem", "said"),
    [
        ("", ProblemId.PASTE_NO_KEY, "is empty"),
        (" \u200b\n", ProblemId.PASTE_NO_KEY, "is empty"),
        ("hello there", ProblemId.PASTE_NO_KEY, "has none"),
        (API_KEY[:-1], ProblemId.PASTE_NO_KEY, "only 63: one character seems to be missing"),
        (API_KEY + "x", ProblemId.PASTE_NO_KEY, "has 65: one is too many"),
        (API_KEY[:30], ProblemId.PASTE_NO_KEY, "has only 30"),
        ("x" * 10_000_000, ProblemId.PASTE_NO_KEY, "has 20000"),
        (f"API Key: {API_KEY[:-2]}", ProblemId.API_KEY_SHAPE, "has only 62"),
        (f"Secret: {SECRET[:-2]}", ProblemId.SECRET_SHAPE, "has only 62"),
        (CYRILLIC, ProblemId.API_KEY_SHAPE, "such as ο а; a translated page may have changed"),
        (f"Секретный ключ: {CYRILLIC}", ProblemId.SECRET_SHAPE, "such as ο а"),
        (API_KEY.replace("v", "ν"), ProblemId.API_KEY_SHAPE, "such as ν"),
        (API_KEY[:-1] + "é", ProblemId.API_KEY_SHAPE, "such as é"),
        (API_KEY[:20] + "…" + API_KEY[30:], ProblemId.API_KEY_SHAPE, "such as ."),
        (API_KEY[:20] + "#!§%&" + API_KEY[25:], ProblemId.API_KEY_SHAPE, "such as ! % &."),
        (f"{API_KEY[:32]}, {API_KEY[32:]}", ProblemId.PASTE_NO_KEY, "has only 32"),
        (API_KEY[:60] + " Copy", ProblemId.PASTE_NO_KEY, "has only 60"),
        (f"is a {API_KEY[:-1]}", ProblemId.PASTE_NO_KEY, "has only 63"),
        (f"{API_KEY} {API_KEY}", ProblemId.SAME_TWICE, ""),
        (f"API Key: {API_KEY} Secret: {API_KEY}", ProblemId.SAME_TWICE, ""),
        (f"{API_KEY} {SECRET} {OTHER}", ProblemId.PASTE_TOO_MANY, "3 different"),
        (f"API Key: {API_KEY}\nAPI Key: {SECRET}", ProblemId.PASTE_TOO_MANY, "2 different"),
        (f"{API_KEY} {SECRET} {PEM}", ProblemId.PASTE_TOO_MANY, "3 different"),
        (f"{PEM}{PEM.replace('IIJE', 'IIJF')}", ProblemId.PASTE_TOO_MANY, "2 different"),
        ("*" * 64, ProblemId.PASTE_MASKED, ""),
        ("Secret Key ••••••••", ProblemId.PASTE_MASKED, ""),
        (f"API Key: {API_KEY} Secret Key: ********", ProblemId.PASTE_MASKED, ""),
        (f"Clé API\n{API_KEY}\nClé secrète\n● ● ● ● ● ●", ProblemId.PASTE_MASKED, ""),
        (PUBLIC, ProblemId.PRIVATE_KEY_PUBLIC, ""),
        (BARE_PUBLIC, ProblemId.PRIVATE_KEY_PUBLIC, ""),
        (PEM.replace("PRIVATE", "ENCRYPTED PRIVATE"), ProblemId.PRIVATE_KEY_LOCKED, ""),
        (PEM[:60], ProblemId.PRIVATE_KEY_UNKNOWN, ""),
        (PEM.replace("PRIVATE", "EC PRIVATE"), ProblemId.PRIVATE_KEY_UNKNOWN, ""),
        ("me@example.com", ProblemId.PASTE_EMAIL, ""),
        ("https://www.binance.com/en/my", ProblemId.PASTE_ADDRESS, ""),
        ("123 456", ProblemId.PASTE_CODE, ""),
        ("abandon " * 11 + "about", ProblemId.PASTE_RECOVERY_WORDS, "ake everything"),
        ("organizations/1-2-3-4-5/apiKeys/6", ProblemId.PASTE_OTHER_EXCHANGE, ""),
        ("0a1b2c3d-1234-1234-1234-0a1b2c3d4e5f", ProblemId.PASTE_OTHER_EXCHANGE, ""),
        ("K" * 86 + "==", ProblemId.PASTE_OTHER_EXCHANGE, ""),
        ("Bybit key 0QwErTyUiOp", ProblemId.PASTE_OTHER_EXCHANGE, ""),
    ],
)
@pytest.mark.parametrize("start", [PasteIntake(), after(f"API Key: {OTHER[::-1]}")], ids=["0", "1"])
def test_what_will_not_do_is_refused_and_changes_nothing(
    start: PasteIntake, text: str, problem: ProblemId, said: str
) -> None:
    intake = start.taken(text)

    assert intake.problem is not None
    assert intake.problem.id is problem
    assert said in intake.problem.means
    assert (intake.api_key, intake.secret) == (start.api_key, start.secret)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"API Key: {API_KEY} Secret: {SECRET[:-1]}", ProblemId.SECRET_SHAPE),
        (f"API Key: {API_KEY} Secret: {CYRILLIC}", ProblemId.SECRET_SHAPE),
        (f"API Key: {API_KEY} {PUBLIC}", ProblemId.PRIVATE_KEY_PUBLIC),
        (f"API Key: {API_KEY} {PEM[:70]}", ProblemId.PRIVATE_KEY_UNKNOWN),
        (f"{API_KEY}\n{SECRET[:-1]}", ProblemId.SECRET_SHAPE),
    ],
)
def test_the_good_one_of_two_is_taken(text: str, problem: ProblemId) -> None:
    intake = after(text)

    assert intake.problem is not None
    assert intake.problem.id is problem
    assert intake.api_key == API_KEY
    assert intake.secret is None
    assert intake.taken(f"Secret: {SECRET}").credentials == PAIR


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (API_KEY, API_KEY),
        (API_KEY, f"Secret Key: {API_KEY}"),
        (f"Secret Key: {API_KEY}", f"API Key: {API_KEY}"),
        (f"Secret Key: {API_KEY}", API_KEY),
        (f"{API_KEY} {SECRET}", API_KEY),
    ],
)
def test_one_value_in_both_places_is_refused(first: str, second: str) -> None:
    before = after(first)
    intake = before.taken(second)

    assert intake.problem is not None
    assert intake.problem.id is ProblemId.SAME_TWICE
    assert (intake.api_key, intake.secret) == (before.api_key, before.secret)


@pytest.mark.parametrize("place", ["API Key: ", "Secret Key: "])
def test_the_same_value_again_in_its_own_place_is_no_problem(place: str) -> None:
    intake = after(place + API_KEY, place + API_KEY)
    assert intake.problem is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (API_KEY, []),
        (API_KEY + "\r\n", []),
        (f" {API_KEY}", [Note.SPACES]),
        (f"{API_KEY[:32]} {API_KEY[32:]}", [Note.SPACES]),
        (f"“{API_KEY}”", [Note.QUOTES]),
        (f"{API_KEY[:40]}\n{API_KEY[40:]}", [Note.LINE_ENDS]),
        (f"{API_KEY[:40]}\r{API_KEY[40:]}", [Note.LINE_ENDS]),
        (f"{API_KEY}\u200b", [Note.INVISIBLE]),
        ("".join(chr(ord(c) + 0xFEE0) for c in API_KEY), [Note.FULL_WIDTH]),
        (f"API Key: {API_KEY}", [Note.AROUND]),
        (f"Chave de API: {API_KEY}", [Note.AROUND, Note.OTHER_LANGUAGE]),
        (f"API-Taste: {API_KEY}", [Note.AROUND, Note.TRANSLATED]),
        (f'<font style="vertical-align: inherit;">{API_KEY}', [Note.AROUND, Note.TRANSLATED]),
        (CYRILLIC, [Note.TRANSLATED]),
        (f"https://testnet.binance.vision/ {API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_TESTNET]),
        (f"demo.binance.com {API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_TESTNET]),
        (f"BINANCE_US_KEY={API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_BINANCE_US]),
        (f"www.binance.us {API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_BINANCE_US]),
        (f"www.binance.com {API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_BINANCE_COM]),
        (f"Kraken: {API_KEY}", [Note.AROUND, Note.LOOKS_LIKE_OTHER_EXCHANGE]),
        (f"Kraken, Binance: {API_KEY}", [Note.AROUND]),
    ],
)
def test_it_says_what_it_changed(text: str, notes: list[Note]) -> None:
    assert list(after(text).notes) == notes
    assert after(text, API_KEY[::-1]).notes == ()


@pytest.mark.parametrize("note", Note)
def test_every_note_has_its_sentence(note: Note) -> None:
    words = words_for(note)
    assert words[0].isupper()
    assert words.endswith(".")
    assert len({words_for(each) for each in Note}) == len(Note)
