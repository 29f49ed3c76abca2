"""What was chosen comes back, and what cannot be read is never taken for "nothing chosen"."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.appearance import (
    TEXT_CHOICES_PERCENT,
    Appearance,
    Motion,
    Theme,
    read_appearance,
)
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.settings import LOCK_CHOICES_MIN, Settings, read_settings

TOR = Proxy(ProxyKind.SOCKS5, "127.0.0.1", 9050)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(TOR),
        Settings(lock_after_min=None),
        Settings(TOR, 1),
        Settings(None, 30),
        Settings(TOR, None, Appearance("es", Theme.HIGH_CONTRAST, 200, Motion.OFF), False),
        Settings(appearance=Appearance("pt_BR", text_percent=TEXT_CHOICES_PERCENT[1])),
    ],
)
def test_there_and_back(settings: Settings) -> None:
    assert read_settings(settings.to_text()) == settings


def test_the_text_is_stable() -> None:
    assert Settings().to_text() == '{"proxy": null}'
    assert Settings(TOR).to_text() == '{"proxy": "socks5://127.0.0.1:9050"}'
    assert read_settings("{}") == Settings()
    assert Settings(lock_after_min=None).to_text() == '{"lock_after_min": null, "proxy": null}'


def test_a_vault_is_locked_after_ten_minutes_unless_somebody_chose_otherwise() -> None:
    assert Settings().lock_after_min == 10
    assert Settings().lock_after_min in LOCK_CHOICES_MIN
    for minutes in LOCK_CHOICES_MIN:
        read = read_settings(Settings(lock_after_min=minutes).to_text())
        assert read == Settings(lock_after_min=minutes)


def test_what_a_newer_version_added_is_handed_on() -> None:
    settings = read_settings('{"theme": {"dark": [true]}, "proxy": null}')
    assert isinstance(settings, Settings)
    changed = replace(settings, proxy=TOR)
    assert json.loads(changed.to_text()) == {"theme": {"dark": [True]}, "proxy": TOR.url}
    assert hash(settings) != hash(changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "null",
        "[]",
        '"socks5://127.0.0.1:9050"',
        '{"proxy": "socks5://127.0.0.1:9050"',
        '{"proxy": "socks5://127.0.0.1:9050", "proxy": null}',
        '{"proxy": ""}',
        '{"proxy": "https://127.0.0.1:9050"}',
        '{"proxy": "http://marked:hidden@127.0.0.1:9050"}',
        '{"proxy": false}',
        '{"proxy": 0}',
        '{"proxy": []}',
        '{"proxy": {"url": "socks5://127.0.0.1:9050"}}',
        '{"proxy": NaN}',
        '{"lock_after_min": 0}',
        '{"lock_after_min": -5}',
        '{"lock_after_min": 1441}',
        '{"lock_after_min": true}',
        '{"lock_after_min": 10.0}',
        '{"lock_after_min": "10"}',
        '{"lock_after_min": [10]}',
        '{"try_test_order": "no"}',
        '{"try_test_order": 0}',
        '{"try_test_order": null}',
        '{"x": ' * 2000,
        "\ud800",
    ],
)
def test_what_cannot_be_read_is_a_problem(text: str) -> None:
    found = read_settings(text)
    assert isinstance(found, Problem), found
    assert found.id is ProblemId.SETTINGS_UNREADABLE
    assert found.technical
    assert "marked" not in found.technical


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("theme", ["dark"]),
        ("language", "../es"),
        ("language", "e" * 400),
        ("language", 7),
        ("text_percent", 99),
        ("text_percent", 201),
        ("text_percent", True),
        ("text_percent", "150"),
        ("motion", "much"),
        ("motion", False),
    ],
    ids=str,
)
def test_a_look_that_is_not_understood_keeps_nobody_from_the_proxy(
    name: str, value: object
) -> None:
    read = read_settings(json.dumps({name: value, "proxy": TOR.url}))
    assert isinstance(read, Settings)
    assert replace(read, unknown=Settings().unknown) == Settings(TOR), "as the system has it"
    assert json.loads(read.to_text())[name] == value, "a newer version may understand it"


def test_a_choice_replaces_one_that_was_not_understood() -> None:
    read = read_settings('{"theme": "sepia"}')
    assert isinstance(read, Settings)
    assert (
        json.loads(replace(read, appearance=Appearance(theme=Theme.DARK)).to_text())["theme"]
        == "dark"
    )


@given(
    st.builds(
        Appearance,
        st.sampled_from(["", "es", "pt_BR"]),
        st.sampled_from(Theme),
        st.sampled_from(TEXT_CHOICES_PERCENT),
        st.sampled_from(Motion),
    )
)
def test_the_first_picture_looks_as_the_settings_say(appearance: Appearance) -> None:
    settings = Settings(TOR, appearance=appearance)
    assert read_appearance(settings.to_text()) == appearance
    assert read_settings(settings.to_text()) == settings


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000, '{"theme": 1e999}'])
def test_a_text_that_cannot_be_read_looks_as_the_system_has_it(text: str) -> None:
    assert read_appearance(text) == Appearance()
