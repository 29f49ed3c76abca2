"""What people paste, and everything else: nothing raised, invented, leaked or forgotten."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

from tests.core.pasted_texts import API_KEY, OTHER, QUOTES, SECRET, UNSEEN, pairs
from tests.fuzz.target import Target
from wizard.core.credentials import secret_of
from wizard.core.paste_intake import PasteIntake
from wizard.core.private_key import looks_like_pem

_ED25519 = (
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n"
    "-----END PRIVATE KEY-----\n"
)
_SCRAPS = (
    *(API_KEY, SECRET, OTHER, _ED25519, API_KEY[:40], SECRET[24:]),
    *("API Key", "Secret Key: ", "secret=", '{"apiKey":"', '","secret":"', '"}', "BINANCE|", "|"),
    *("\\n", "\\u0041", "\\ud83d", "****", "•••", "https://binance.com/", "a@b.cd", "# ", "-----"),
    *(" ", "\n", "\r\n", "\t", "\u2028", "\u00a0", "а", "é", "\ud800", "\ufdfa", "Ａ", "①", "١"),
    *UNSEEN,
    *(sign for pair in QUOTES for sign in pair),
)
_any_text = st.text(st.characters(), max_size=90)


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A real paste with a few places cut, doubled, folded, or filled with something else."""
    text = draw(pairs()).text
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 70)))
        ways = (
            text[start:end].swapcase(),
            text[start:end] * 2,
            "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text[start:end]),
            "\n".join(text[start:end]),
            text[start:end].replace("O", "0").replace("l", "1"),
        )
        middle = draw(
            st.one_of(st.sampled_from(_SCRAPS), st.sampled_from(ways), st.text(max_size=3))
        )
        text = text[:start] + middle + text[end:]
    return text


_texts = st.one_of(
    _mutated(),
    _mutated(),
    st.lists(st.one_of(st.sampled_from(_SCRAPS), _any_text), max_size=9).map("".join),
    _any_text,
)


def _normal(text: str) -> str:
    """Every letter, digit and sign of base64 that the text could mean; by a way of its own."""
    for _ in range(2):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
        text = re.sub(r"\\[nrt]", "", text)
    kept = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in kept if re.fullmatch(r"[A-Za-z0-9+/=]", sign))


def _body(secret: str) -> str:
    return "".join(secret.splitlines()[1:-1]) if looks_like_pem(secret) else secret


def _values(intake: PasteIntake) -> tuple[str | None, str | None]:
    return intake.api_key, None if intake.secret is None else intake.secret.reveal()


def _said(intake: PasteIntake) -> str:
    problem = intake.problem
    words = [repr(intake), str(intake), repr(intake.notes), repr(intake.credentials)]
    if problem is not None:
        values = dict(problem.values)
        words += [repr(problem), problem.what, problem.means, problem.do, repr(values)]
    return "\n".join(words)


def _check(texts: list[str]) -> None:
    intake = PasteIntake()
    seen = ""
    for text in texts:
        before, intake = intake, intake.taken(text)
        seen += f"{_normal(text)} "
        api_key, secret = _values(intake)
        for value in (api_key, None if secret is None else _body(secret)):
            assert value is None or value in seen
        said = _said(intake)
        for value in (*_values(before), api_key, None if secret is None else _body(secret)):
            assert value is None or value not in said
            assert value is None or not any(value[n : n + 12] in said for n in range(53))
        again = intake.taken(text)
        assert _values(again) == _values(intake)
        _check_credentials(intake)


def _check_credentials(intake: PasteIntake) -> None:
    found = intake.credentials
    api_key, secret = _values(intake)
    if found is None:
        assert api_key is None or secret is None
        return
    assert (found.api_key, secret_of(found).reveal()) == (api_key, secret)
    assert re.fullmatch(r"[A-Za-z0-9]{64}", found.api_key)
    assert found.api_key != secret
    assert intake.exchanged().exchanged().credentials == found


PASTES = Target("pastes", st.lists(_texts, min_size=1, max_size=2), _check)
