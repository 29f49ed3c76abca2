"""Why an answer cannot be understood, in words for support; and how far a time may reach."""

from __future__ import annotations

import re

import pytest

from tests.core.answers import BOOLEANS, CREATED_MS, body, body_without
from wizard.core.permissions import Permissions, Unreadable, label, read_permissions


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (body_without("enableMargin"), "the field enableMargin is missing"),
        (body_without("enableReading"), "the field enableReading is missing"),
        (body(enableMargin=0), "the field enableMargin is neither true nor false"),
        (body(enableFixReadOnly=1), "the field enableFixReadOnly is neither true nor false"),
        (body_without("createTime"), "the field createTime is not a time"),
        (body(createTime="1"), "the field createTime is not a time"),
        (
            body(tradingAuthorityExpirationTime="1"),
            "the field tradingAuthorityExpirationTime is not a time",
        ),
        (body(enableAlpha=1), "there is a field of an unknown kind"),
        (body(**{"": True}), "a field has a name that cannot be shown"),
        (b"[]", "not an object"),
        (b"<html>", "not JSON"),
    ],
    ids=lambda part: part if isinstance(part, str) else "answer",
)
def test_the_reason_names_our_own_word_for_the_field(answer: bytes, reason: str) -> None:
    assert read_permissions(answer) == Unreadable(reason)


@pytest.mark.parametrize("created_ms", [0, 1, CREATED_MS, 2**53])
def test_a_time_that_the_vault_can_keep(created_ms: int) -> None:
    seen = read_permissions(body(createTime=created_ms))
    assert isinstance(seen, Permissions)
    assert seen.created_ms == created_ms


@pytest.mark.parametrize("created_ms", [-1, -CREATED_MS, 2**53 + 1, 10**39])
def test_a_time_that_no_calendar_has(created_ms: int) -> None:
    assert isinstance(read_permissions(body(createTime=created_ms)), Unreadable)


def test_labels_are_plain_words_and_no_two_alike() -> None:
    labels = [label(name) for name in BOOLEANS]
    assert len(set(labels)) == len(labels)
    for words in labels:
        assert re.fullmatch(r"[A-Z][A-Za-z]+( [A-Za-z]+| &)*", words)
