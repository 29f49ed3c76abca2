"""Answers about a key that are almost honest: every trick that JSON and Unicode allow."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from tests.core.answers import BOOLEANS, CREATED_MS, READ_ONLY

# Letters that look like those in the names, and names that look like other names.
_LOOK_ALIKES = {"a": "а", "e": "е", "i": "і", "o": "ο", "p": "р", "r": "г", "E": "Е", "R": "Ꭱ"}
_BLANKS = ("", "", "", " ", "\n", "\t\r\n", "\u00a0", "\u200b", "\ufeff", "//x\n", "\x00")
_VALUES = (
    *("true", "false", "false", "true", "null", "0", "1", "-0", "-1", "0.0", "1.0", "1e400"),
    *(
        "-1e400",
        "1E2",
        "1e-400",
        '"true"',
        '"false"',
        '""',
        "[]",
        "[true]",
        "{}",
        "NaN",
        "Infinity",
    ),
    *("-Infinity", "True", "FALSE", "tru", "truefalse", "01", "+1", "1_0", "0x1", "'true'"),
    *(str(CREATED_MS), "9" * 40, "9" * 41, "9" * 5000, "1." + "0" * 60, "[" * 20 + "]" * 20),
    *("[" * 3000, '{"enableWithdrawals":true}', '{"a":1,"a":2}', '"\\ud800"', '"\ufeff"', "١"),
)
_NAMES = (*BOOLEANS, "createTime", "tradingAuthorityExpirationTime", "enableAlpha", "code", "msg")
_ENDS = (*[""] * 20, " ", "\n", "{}", ",", "\x00", "null", "\ufeff")


@st.composite
def _written_name(draw: st.DrawFn, name: str) -> str:
    """One name as JSON text: as it is, with escapes, in another case, or almost the same."""
    way = draw(st.integers(0, 13))
    if name and way == 0:
        place = draw(st.integers(0, len(name) - 1))
        letter = _LOOK_ALIKES.get(name[place], name[place].swapcase())
        name = name[:place] + letter + name[place + 1 :]
    elif way == 1:
        name = draw(st.sampled_from((name.lower(), name.upper(), name.title(), f"{name} ")))
    elif way == 2:
        strange = draw(st.sampled_from(("\u200b", "\u202e", "\x00", "\ud800", "\U0001f600", "é")))
        place = draw(st.integers(0, len(name)))
        name = name[:place] + strange + name[place:]
    if way in {3, 4}:
        escaped = draw(st.sets(st.integers(0, len(name)), max_size=6))
        form = draw(st.sampled_from(("\\u{:04x}", "\\u{:04X}", "\\U{:04x}", "\\x{:02x}")))
        signs = (
            form.format(ord(sign)) if place in escaped and ord(sign) < 0xD800 else sign
            for place, sign in enumerate(name)
        )
        return f'"{"".join(signs)}"'
    if way == 5:
        return draw(st.sampled_from((name, f"'{name}'", f'"{name}', f'"{name}""')))
    return json.dumps(name, ensure_ascii=draw(st.booleans()))


@st.composite
def _pairs(draw: st.DrawFn) -> list[tuple[str, str]]:
    """The honest answer's pairs as text, some bent, some missing, some twice, in any order."""
    honest = {name: json.dumps(value) for name, value in READ_ONLY.items()}
    for name in draw(st.lists(st.sampled_from((*BOOLEANS, "enableAlpha")), max_size=2)):
        honest[name] = draw(st.sampled_from(("true", "true", "false")))
    pairs = [(json.dumps(name), value) for name, value in honest.items()]
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 1, 2, 4)))):
        match draw(st.integers(0, 5)):
            case 0:
                pairs.pop(draw(st.integers(0, len(pairs) - 1)))
            case 1:
                place = draw(st.integers(0, len(pairs) - 1))
                pairs[place] = (pairs[place][0], draw(st.sampled_from(_VALUES)))
            case 2:
                name = draw(_written_name(draw(st.sampled_from(_NAMES))))
                pairs.append((name, draw(st.sampled_from(_VALUES))))
            case 3:
                place = draw(st.integers(0, len(pairs) - 1))
                name = json.loads(pairs[place][0]) if _is_json(pairs[place][0]) else "x"
                pairs[place] = (draw(_written_name(name)), pairs[place][1])
            case 4:
                pairs = draw(st.permutations(pairs))
            case _:
                name = draw(st.text(max_size=70))
                pairs.insert(0, (json.dumps(name), draw(st.sampled_from(("true", "false", "1")))))
    return pairs


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), str)
    except ValueError:
        return False


@st.composite
def _bodies(draw: st.DrawFn) -> bytes:
    blank = st.sampled_from(_BLANKS) if draw(st.integers(0, 3)) == 0 else st.just("")
    members = [
        f"{draw(blank)}{name}{draw(blank)}:{draw(blank)}{value}" for name, value in draw(_pairs())
    ]
    text = draw(blank) + "{" + ",".join(members) + "}" + draw(st.sampled_from(_ENDS))
    encoding = "utf-16" if draw(st.integers(0, 30)) == 0 else "utf-8"
    return text.encode(encoding, "surrogatepass")


@st.composite
def _nibbled(draw: st.DrawFn) -> bytes:
    """A few bytes of such an answer changed, cut out, or put twice."""
    body = draw(_bodies())
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(st.binary(max_size=4), st.just(body[start:end] * 2)))
        body = body[:start] + middle + body[end:]
    return body


def bent_answers() -> st.SearchStrategy[bytes]:
    """Mostly answers that are nearly right; now and then plain noise."""
    return st.one_of(_bodies(), _bodies(), _bodies(), _nibbled(), st.binary(max_size=200))
