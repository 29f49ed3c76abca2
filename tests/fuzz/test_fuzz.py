"""Some examples of each target, always the same ones; `python -m tests.fuzz` runs longer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.core.answers import BOOLEANS, body, body_without
from tests.fuzz.groups import GROUPS
from tests.fuzz.oracle import reading_of
from tests.fuzz.target import Target

_TARGETS = {target.name: target for group in GROUPS.values() for target in group}


@pytest.mark.parametrize("name", _TARGETS)
def test_some_examples(name: str) -> None:
    target: Target[Any] = _TARGETS[name]

    @settings(
        max_examples=100,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.examples)
    def some(example: object) -> None:
        target.check(example)

    some()


def test_the_oracle_tells_the_honest_answer_from_a_bad_one() -> None:
    assert reading_of(body()).is_read_only
    assert not reading_of(body(enableReading=False)).is_read_only
    for name in {*BOOLEANS} - {"enableReading", "ipRestrict", "enableFixReadOnly"}:
        assert not reading_of(body(**{name: True})).is_read_only
        assert reading_of(body(**{name: True})).on == {name}
    assert not reading_of(body(enableAlpha=True)).is_read_only
    assert not reading_of(body(enableAlpha=0)).is_read_only
    assert not reading_of(body_without("createTime")).is_read_only
    assert not reading_of(body_without("enableMargin")).is_read_only
    assert reading_of(body_without("enableFixApiTrade")).is_read_only
    assert not reading_of(body()[:-1] + b',"enableMargin":false}').is_read_only
