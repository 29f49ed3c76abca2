"""The small texts that somebody types or that lie on the disk: understood, or told why not."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import strategies as st

from tests.fuzz.target import Target
from wizard.core.guide import GuideState, Road, read_state
from wizard.core.pause import Pause, read_pauses, to_text
from wizard.core.private_key import read_private_key
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, proxy_in_environment, read_proxy
from wizard.core.saved_key import NAME_LIMIT, VerdictWord, read_name
from wizard.core.settings import Settings, read_settings
from wizard.core.venue import VenueId

_any_text = st.text(st.characters(), max_size=60)
_odd: st.SearchStrategy[object] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    _any_text,
    st.sampled_from((10**39, 10**400, [], {}, [{}], "\ud800", "NaN")),
)


def _mostly(good: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Sound nine times in ten: a text is refused for its first odd value, whatever follows."""
    return st.integers(0, 9).flatmap(lambda chance: _odd if chance == 4 else good)


def _nibbled(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text with one place cut or filled with something else."""

    def nibble(whole: str, start: int, size: int, middle: str) -> str:
        place = start % (len(whole) + 1)
        return whole[:place] + middle + whole[place + size :]

    middles = st.one_of(st.just(""), st.text(st.characters(), max_size=3), st.sampled_from('{["'))
    return st.builds(nibble, text, st.integers(0, 300), st.integers(0, 9), middles)


def _as_text(value: object) -> str:
    return json.dumps(value)


# Proxies

_hosts = st.sampled_from(
    (
        *("proxy.example", "PROXY.example.", "localhost", "127.0.0.1", "127.1", "0x7f.1", "[::1]"),
        *("[::]", "0.0.0.0", "224.0.0.1", "bücher.example", "ｐｒｏｘｙ", "a" * 64, "a." * 130),  # noqa: S104 (none is bound)
        *("[fe80::1%eth0]", "..", "-a", "xn--", "xn--zzzzzz", "a_b", "", "1.2.3.4.5", "\u3002"),
    )
)
_schemes = st.sampled_from(("https://", "socks4://", "://", "ftp://"))
_sound_schemes = st.sampled_from(("", "http://", "socks5://", "SOCKS5H://", "socks://"))
_ports = st.sampled_from((":65536", ":0", ":", "", ":١", ":99999999"))
_sound_ports = st.sampled_from((":8080", ":1", ":65535", ":３１２８"))
_proxies = st.builds(
    "".join,
    st.tuples(
        st.one_of(_sound_schemes, _sound_schemes, _schemes),
        st.sampled_from((*[""] * 9, "user:pass@", "@")),
        _hosts,
        st.one_of(_sound_ports, _sound_ports, _ports),
        st.sampled_from((*[""] * 9, "/", "//", "/x", "?q", "#f", " ", "\u200b")),
    ),
)


def _check_proxy(text: str) -> None:
    read = read_proxy(text)
    if isinstance(read, Proxy):
        assert read_proxy(read.url) == read
        assert 1 <= read.port <= 65535
        assert read.url.isascii()
        assert "@" not in text
    else:
        assert read.id is ProblemId.PROXY_ADDRESS
        assert read.what.isprintable()
    named = proxy_in_environment({"https_proxy": text})
    assert named is None or "@" not in named.url


# Settings

_settings = st.dictionaries(
    st.sampled_from(("proxy", "language", "x")), _mostly(_proxies), max_size=3
)


def _check_settings(text: str) -> None:
    read = read_settings(text)
    if isinstance(read, Settings):
        again = read_settings(read.to_text())
        assert again == read
        assert "proxy" not in read.unknown
    else:
        assert isinstance(read, Problem)
        assert read.id is ProblemId.SETTINGS_UNREADABLE
        assert text.strip() != "{}"


# Pauses

_moments = st.sampled_from(
    (
        *("2026-11-22T14:00:00+00:00", "2026-11-22T14:00:00", "2026-11-22", "20261122T140000Z"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "soon", "", "2026-W47-7"),
        *("2026-11-22T14:00:00+23:59", "2026-11-22T24:00:00+00:00", "2026-11-22T14:00:00+24:00"),
    )
)
_kinds = st.sampled_from((ProblemId.TOO_MANY_REQUESTS, ProblemId.BANNED))
_pauses = st.dictionaries(
    st.one_of(st.sampled_from(VenueId), st.sampled_from(VenueId), st.sampled_from(("", "mars"))),
    _mostly(
        st.fixed_dictionaries(
            {
                "because": _mostly(st.one_of(_kinds, _kinds, st.sampled_from(list(ProblemId)))),
                "until": _mostly(st.one_of(_moments, st.just("2026-11-22T14:00:00+00:00"))),
            }
        )
    ),
    min_size=1,
    max_size=2,
)


def _check_pauses(text: str) -> None:
    read = read_pauses(text)
    assert read_pauses(to_text(read)) == read
    for venue, pause in read.items():
        assert isinstance(venue, VenueId)
        assert isinstance(pause, Pause)
        assert pause.problem_id in {ProblemId.TOO_MANY_REQUESTS, ProblemId.BANNED}
        assert pause.until.utcoffset() == timedelta(0)


# The guide

_steps = st.integers(1, 10)
_states = st.fixed_dictionaries(
    {
        "road": _mostly(st.sampled_from(list(Road))),
        "step": _mostly(_steps),
        "furthest": _mostly(st.one_of(st.just(10), _steps)),
        "name": _mostly(st.one_of(_any_text, st.just("\ud800"))),
        "pending_id": _mostly(st.just("id")),
        "replaces": _mostly(st.sampled_from((None, "id"))),
        "found": _mostly(st.sampled_from((None, None, *VerdictWord))),
    },
    optional={"venue": _mostly(st.sampled_from(list(VenueId))), "x": _odd},
)


def _check_state(text: str) -> None:
    read = read_state(text)
    if read is None:
        return
    assert isinstance(read, GuideState)
    assert read_state(read.to_text()) == read
    assert 1 <= read.step <= read.furthest <= 10
    assert read.road in Road


# Names and private keys

_pem_parts = st.lists(
    st.sampled_from(
        (
            *("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "\n", "\r\n", " "),
            *("-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "\\n"),
            *("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----", "=", "A", "é", "\ud800"),
            "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u",
            *("MC4CAQAwBQYDK2VwBCIEI", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "////", "MAA=", "MIAA"),
        )
    ),
    max_size=12,
).map("".join)


def _check_name(text: str) -> None:
    read = read_name(text)
    if isinstance(read, str):
        assert read_name(read) == read
        assert 0 < len(read) <= NAME_LIMIT
        read.encode()
        assert read.isprintable() or not read.isascii()
    else:
        assert read.what.isprintable()


def _check_private_key(text: str) -> None:
    read = read_private_key(text)
    if not isinstance(read, Problem):
        assert read_private_key(read[1]) == read
        assert read[1].isascii()


def _target(name: str, texts: st.SearchStrategy[str], check: object) -> Target[str]:
    assert callable(check)
    return Target(name, st.one_of(texts, texts, _nibbled(texts), _any_text), check)


SMALL_TEXTS = (
    _target("proxies", _proxies, _check_proxy),
    _target("settings", _settings.map(_as_text), _check_settings),
    _target("pauses", _pauses.map(_as_text), _check_pauses),
    _target("states of the guide", _states.map(_as_text), _check_state),
    _target("names", _any_text, _check_name),
    _target("private keys", _pem_parts, _check_private_key),
)
