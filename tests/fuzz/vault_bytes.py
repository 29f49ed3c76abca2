"""Bytes that are nearly a vault: real files of every kind mutated, headers and base64 made up."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.vault.all_kinds import KINDS, made
from wizard.core.strict_json import JsonValue

_TOKENS = (
    *(
        b"\n",
        b"\r\n",
        b"\x00",
        b" ",
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b",",
        b":",
        b"=",
        b"==",
        b"AAAA",
    ),
    *(b"null", b"true", b"-0", b"1e3", b"NaN", b"\\u0041", b"\\ud800", b"\xff", b"\xef\xbb\xbf"),
    *(
        b"ROKEYVAULT/1\n",
        b"ROKEYVAULT/2\n",
        b"ROKEYVAULT/1",
        b'"x":1,',
        b'"type":"tpm2"',
        b"9" * 20,
    ),
)
_places = st.integers(0, 10_000)
_sizes = st.one_of(st.integers(1, 4), st.integers(1, 200))


@dataclass(frozen=True, slots=True)
class Nearly:
    """A file of one kind, and what was made of it."""

    kind: str
    data: bytes


@st.composite
def mutated(draw: st.DrawFn) -> Nearly:
    """A real file with one to six pieces altered, or with pieces of another one."""
    kind = draw(st.sampled_from(KINDS))
    data = made(kind).data
    for _ in range(draw(st.integers(1, 6))):
        data = _mutation(draw, data)
    return Nearly(kind, data)


def _mutation(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(_places) % (len(data) + 1)
    end = min(len(data), start + draw(_sizes))
    before, piece, after = data[:start], data[start:end], data[end:]
    match draw(st.integers(0, 9)):
        case 0:
            altered = before + bytes(byte ^ 1 << draw(st.integers(0, 7)) for byte in piece) + after
        case 1:
            altered = before + after
        case 2:
            altered = before + piece * draw(st.integers(2, 4)) + after
        case 3:
            altered = before + after[: len(piece)] + piece + after[len(piece) :]
        case 4:
            altered = before + draw(st.sampled_from(_TOKENS)) + after
        case 5:
            altered = before + draw(st.sampled_from(_TOKENS)) + piece + after
        case 6:
            other = made(draw(st.sampled_from(KINDS))).data
            altered = before + other[start:end] + after
        case 7:
            lines = made(draw(st.sampled_from(KINDS))).data.split(b"\n")
            ours = data.split(b"\n")
            place = draw(st.integers(0, 2))
            altered = b"\n".join([*ours[:place], lines[place], *ours[place + 1 :]])
        case 8:
            altered = before + piece.swapcase() + after
        case _:
            altered = draw(st.sampled_from((before, after, before + bytes(len(piece)) + after)))
    return altered


_odd: st.SearchStrategy[JsonValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.sampled_from((0, 19455, 19456, 2**20, 2**20 + 1, 2**53, 2**53 + 1, 10**17, 10**18, -1)),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.sampled_from(("AAAA", "A" * 16, "A" * 64, "0" * 16, "0" * 32, "argon2id", "AES-256-GCM")),
)


def _mostly(good: st.SearchStrategy[JsonValue]) -> st.SearchStrategy[JsonValue]:
    return st.integers(0, 29).flatmap(lambda chance: _odd if chance == 17 else good)


def _data(length: int) -> st.SearchStrategy[JsonValue]:
    return st.binary(min_size=length, max_size=length).map(lambda b: base64.b64encode(b).decode())


def _hex(length: int) -> st.SearchStrategy[JsonValue]:
    return st.text("0123456789abcdef", min_size=length, max_size=length)


def _object(fields: dict[str, st.SearchStrategy[JsonValue]]) -> st.SearchStrategy[JsonValue]:
    whole = st.fixed_dictionaries({name: _mostly(value) for name, value in fields.items()})
    more = st.dictionaries(st.sampled_from(("x", "more", "id ", "kdf")), _odd, max_size=1)

    def put(
        of: dict[str, JsonValue], extra: dict[str, JsonValue], lost: int, chance: int
    ) -> JsonValue:
        if chance == 0:
            return {**of, **extra}
        if chance == 1:
            return {name: of[name] for name in of if name != list(of)[lost % len(of)]}
        return of

    return st.builds(put, whole, more, st.integers(0, 9), st.integers(0, 29))


_slots = st.one_of(
    _object(
        {
            "account": _hex(32).map(lambda text: f"vault-key-{text}"),
            "id": _hex(16),
            "nonce": _data(12),
            "type": st.just("keychain"),
            "wrapped": _data(48),
        }
    ),
    _object(
        {
            "id": _hex(16),
            "kdf": _object(
                {
                    "alg": st.just("argon2id"),
                    "m": st.sampled_from((19 * 1024, 2**18, 2**20)),
                    "p": st.integers(1, 16),
                    "salt": _data(16),
                    "t": st.integers(1, 16),
                }
            ),
            "nonce": _data(12),
            "type": st.just("passphrase"),
            "use": st.sampled_from(("passphrase", "recovery-code")),
            "wrapped": _data(48),
        }
    ),
    _object({"id": _hex(16), "type": st.sampled_from(("tpm2", "fido2", "x" * 32)), "more": _odd}),
)
_headers = _object(
    {
        "generation": st.one_of(st.just(7), st.integers(1, 2**53)),
        "payload": _object(
            {
                "alg": st.just("AES-256-GCM"),
                "kdf": st.just("HKDF-SHA256"),
                "nonce": _data(12),
                "salt": _data(32),
            }
        ),
        "slots": st.lists(_slots, min_size=1, max_size=3).map(list),
        "vault_id": _hex(32),
    }
)


@st.composite
def made_up(draw: st.DrawFn) -> Nearly:
    """A header from the grammar before a real payload, in its one spelling or in another."""
    kind = draw(st.sampled_from(KINDS))
    first, _, body, _ = made(kind).data.split(b"\n")
    spaced = draw(st.integers(0, 19)) == 0
    line = json.dumps(
        draw(_headers),
        sort_keys=draw(st.integers(0, 19)) != 0,
        separators=(", ", ": ") if spaced else (",", ":"),
        ensure_ascii=draw(st.integers(0, 19)) != 0,
    ).encode("utf-8", "surrogatepass")
    return Nearly(kind, b"\n".join((first, line, body, b"")))


@st.composite
def respelled(draw: st.DrawFn) -> Nearly:
    """A real file with one of its base64 texts, or a piece of it, spelled in another way."""
    kind = draw(st.sampled_from(KINDS))
    parts = made(kind).data.split(b'"')
    long = [place for place, part in enumerate(parts) if len(part) >= 16]
    place = draw(st.sampled_from(long))
    text = parts[place].rstrip(b"\n")
    cut = draw(_places) % (len(text) + 1)
    last = draw(
        st.sampled_from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    )
    core = text.rstrip(b"=")
    ways = (
        core,
        core[:-1] + bytes([last]) + text[len(core) :],
        text + b"=",
        text + b"====",
        text[:cut] + b"=" + text[cut:],
        text[:cut] + b"==" + text[cut:],
        text[:cut]
        + draw(st.sampled_from((b" ", b"\n", b"\r", b"\t", b"\\n", b"\x00")))
        + text[cut:],
        text.replace(b"+", b"-").replace(b"/", b"_"),
        text.replace(b"/", b"\\/"),
        text[:cut] + b"\\u%04x" % (text[cut] if cut < len(text) else 65) + text[cut + 1 :],
        text + text,
        text[: cut // 4 * 4],
        b"",
    )
    tail = parts[place][len(text) :]
    respelling = draw(st.sampled_from(ways))
    return Nearly(kind, b'"'.join([*parts[:place], respelling + tail, *parts[place + 1 :]]))
