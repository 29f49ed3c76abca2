"""A lint for the drawings: shapes that QtSvg knows, colours that the theme can swap, no words."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from tests.guide.lint import pictures_of
from tests.guide.lint_pictures import colours_of, drawing_faults, picture_faults
from wizard.guide.steps import load_steps
from wizard.resource_files import resource

ILLUSTRATIONS = sorted(resource("illustrations").iterdir())
APP_ICON, SMALL_APP_ICON = (resource("icons", f"{name}.svg") for name in ("app", "app-small"))
APP_ICONS = [APP_ICON, SMALL_APP_ICON]
ICONS = sorted(path for path in resource("icons").iterdir() if path not in APP_ICONS)
EVERY = [*ILLUSTRATIONS, *ICONS, *APP_ICONS]

# The light theme's colours; the window swaps them by text for the dark theme's.
THEME = {
    "window": "#ffffff",
    "panel": "#f4f5f7",
    "border": "#dcdfe4",
    "line": "#dde0e8",
    "ink": "#5a6475",
    "accent": "#1f6fea",
    "on-accent": "#fefefe",
    "accent-soft": "#e2eeff",
    "good": "#1a7f43",
    "bad": "#c1211d",
    "bad-soft": "#ffe9e9",
    "warn": "#8a5a00",
    "muted": "#5a6270",
}
ICON_COLOUR = THEME["muted"]
NEEDED_ICONS = {
    "check",
    "cross",
    "warning",
    "question",
    "clock",
    "dot",
    "key",
    "eye",
    "eye-off",
    "shield",
    "lock",
    "unlock",
    "plus",
    "refresh",
    "trash",
    "pencil",
    "copy",
    "external-link",
    "arrow-left",
    "arrow-right",
    "chevron-down",
    "chevron-up",
    "settings",
    "info",
    "history",
    "hand-over",
    "paste",
    "globe",
    "flask",
    "loop",
}
_OPAQUE = 0xFF

each_svg = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
each_illustration = pytest.mark.parametrize("path", ILLUSTRATIONS, ids=lambda path: path.stem)


def _parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file


def _colours(path: Path) -> set[str]:
    return colours_of(_parsed(path))


def _drawn(path: Path, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    renderer = QSvgRenderer(QByteArray(path.read_bytes()))
    assert renderer.isValid()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def _seen(image: QImage) -> set[str]:
    """The colours of the picture's opaque points."""
    points = memoryview(image.constBits()).cast("I")
    return {f"#{point & 0xFFFFFF:06x}" for point in set(points) if point >> 24 == _OPAQUE}


@each_svg
def test_a_drawing_has_only_what_the_window_draws(path: Path) -> None:
    assert list(drawing_faults(_parsed(path), path.read_text(encoding="utf-8"))) == []


@each_illustration
def test_an_illustration_keeps_to_its_rules(path: Path) -> None:
    assert picture_faults(path) == []


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_are_one_family(path: Path) -> None:
    root = _parsed(path)
    assert root.attrib["viewBox"] == "0 0 20 20"
    assert _colours(path) == {ICON_COLOUR}
    (group,) = root
    assert group.attrib == {
        "fill": "none",
        "stroke": ICON_COLOUR,
        "stroke-width": "1.75",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }


def test_every_icon_that_the_window_needs_is_there() -> None:
    assert {path.stem for path in ICONS} >= NEEDED_ICONS


def test_the_app_icon_keeps_to_its_two_colours() -> None:
    for path in APP_ICONS:
        assert _colours(path) == {THEME["accent"], THEME["on-accent"]}
    assert _parsed(APP_ICON).attrib["viewBox"] == "0 0 256 256"


def test_every_step_has_two_pictures_of_its_own_and_none_is_left_over() -> None:
    named = [name for step in load_steps("en") for name in pictures_of(step) if name]
    assert len(set(named)) == len(named)
    assert {path.name for path in ILLUSTRATIONS} == {*named, "welcome.svg"}
    assert len({path.read_bytes() for path in ILLUSTRATIONS}) == len(ILLUSTRATIONS)


@each_svg
def test_qt_draws_every_colour(path: Path, qapp: QApplication) -> None:
    view = [int(part) for part in _parsed(path).attrib["viewBox"].split()]
    scale = 4 if view[2] < 100 else 1
    seen = _seen(_drawn(path, view[2] * scale, view[3] * scale))
    assert _colours(path) <= seen


@pytest.mark.parametrize("size", [16, 20, 32, 256])
def test_the_app_icon_is_there_at_every_size(size: int, qapp: QApplication) -> None:
    seen = _seen(_drawn(APP_ICON, size, size))
    assert THEME["accent"] in seen
    assert len(seen) > 2
