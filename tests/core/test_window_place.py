"""A window opens where it was, and never where nobody finds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.window_place import Box, WindowPlace, place_for, read_place

_FRAME = 30
_USUAL = (1020, 700)
_LAPTOP = Box(0, 0, 1366, 728)
_LEFT_OF_IT = Box(-1920, 0, 1920, 1040)

_far = st.integers(-5000, 5000)
_size = st.integers(1, 6000)
_boxes = st.builds(Box, _far, _far, _size, _size)
_screens = st.lists(
    st.builds(Box, _far, _far, st.integers(320, 4000), st.integers(240, 3000)), min_size=1
)


@given(_boxes, st.booleans())
def test_there_and_back(box: Box, maximised: bool) -> None:
    assert read_place(WindowPlace(box, maximised).to_text()) == WindowPlace(box, maximised)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"left": 1, "top": 1, "width": 1, "height": 1}',
        '{"left": 1, "top": 1, "width": 1, "height": 1, "maximised": 1}',
        '{"left": 1.5, "top": 1, "width": 1, "height": 1, "maximised": false}',
        '{"left": true, "top": 1, "width": 1, "height": 1, "maximised": false}',
        '{"left": 99999999, "top": 1, "width": 1, "height": 1, "maximised": false}',
        "\ud800",
    ],
)
def test_what_is_not_understood_is_forgotten(text: str) -> None:
    assert read_place(text) is None


@given(st.none() | st.builds(WindowPlace, _boxes, st.booleans()), _screens)
def test_it_is_wholly_on_one_screen_with_its_title_bar(
    before: WindowPlace | None, screens: list[Box]
) -> None:
    box = place_for(before, screens, _USUAL, _FRAME).box
    whole = Box(box.left, box.top - _FRAME, box.width, box.height + _FRAME)
    assert any(whole.overlap(screen) == whole.width * whole.height for screen in screens)


def test_the_first_window_is_in_the_middle_of_the_screen_with_the_pointer() -> None:
    first = place_for(None, [_LAPTOP, _LEFT_OF_IT], _USUAL, _FRAME)
    assert first == WindowPlace(Box((1366 - 1020) // 2, _FRAME, 1020, 728 - _FRAME))
    small = place_for(None, [Box(0, 0, 900, 600)], _USUAL, _FRAME)
    assert small == WindowPlace(Box(0, _FRAME, 900, 570))


def test_it_opens_where_it_was() -> None:
    before = WindowPlace(Box(-1800, 100, 900, 600), is_maximised=True)
    assert place_for(before, [_LAPTOP, _LEFT_OF_IT], _USUAL, _FRAME) == before


def test_a_screen_that_is_gone_brings_it_to_the_one_with_the_pointer() -> None:
    before = WindowPlace(Box(-1800, 100, 900, 600), is_maximised=True)
    there = place_for(before, [_LAPTOP], _USUAL, _FRAME)
    assert (there.box.width, there.box.height, there.is_maximised) == (900, 600, True)
    assert there.box.left == (1366 - 900) // 2


def test_what_hangs_over_the_edge_is_pulled_in() -> None:
    there = place_for(WindowPlace(Box(1200, 600, 900, 600)), [_LAPTOP], _USUAL, _FRAME)
    assert there.box == Box(1366 - 900, 728 - 600, 900, 600)
