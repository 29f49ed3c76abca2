"""The rules for a drawing: shapes that QtSvg knows, the theme's colours, no words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from wizard.gui.tokens import DRAWN

_SVG = "{http://www.w3.org/2000/svg}"
SIZE = ("0 0 680 230", "680", "230")
THE_ONE_THING = "<!-- the one thing -->"
# Pictures that explain and have nothing to click.
NOTHING_TO_CLICK = {"welcome", "08-read-only", "08-read-only-today"}
_COLOURS = set(DRAWN)
_ATTRIBUTES = {
    "svg": {"width", "height", "viewBox", "version", "baseProfile"},
    "g": {"transform"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
    "path": {"d"},
}
_PAINT = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
_NUMBERS_OF = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_FROM_OUTSIDE = re.compile(r"href|url\(|http|<!DOCTYPE|<!ENTITY|<\?|data:|@import")


def picture_faults(path: Path) -> list[str]:
    """What is wrong with an illustration, in sentences."""
    text = path.read_text(encoding="utf-8")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - our own file
    except ElementTree.ParseError as error:
        return [f"it is not well-formed: {error}."]
    found = [*drawing_faults(root, text)]
    size = tuple(root.attrib.get(name, "") for name in ("viewBox", "width", "height"))
    if size != SIZE:
        found.append("it has another size than 680 × 230, or another viewBox.")
    found += (
        f"{colour} is none of the colours in wizard/gui/tokens.py: it stays as it is in the dark."
        for colour in sorted(colours_of(root) - _COLOURS)
    )
    wanted = 0 if path.stem in NOTHING_TO_CLICK else 1
    marks = text.count(THE_ONE_THING)
    if marks != wanted:
        found.append(f"it points at {marks} things; it should point at {wanted} ({THE_ONE_THING}).")
    return found


def drawing_faults(root: ElementTree.Element, text: str) -> Iterator[str]:
    """What no drawing of ours may have, icons included."""
    for element in root.iter():
        shape = element.tag.removeprefix(_SVG)
        if element.tag != _SVG + shape or shape not in _ATTRIBUTES:
            yield f"a drawing has no <{shape}>, only {', '.join(_ATTRIBUTES)}."
            continue
        for name in sorted(element.attrib.keys() - _ATTRIBUTES[shape] - _PAINT):
            yield f"<{shape}> has {name}, which the window may not draw as you see it."
        if (element.text or "").strip() or (element.tail or "").strip():
            yield "there are words in it: words belong into the step, where they are translated."
        if shape == "path" and not _is_path(element.attrib.get("d", "")):
            yield f"QtSvg cannot read this path: {element.attrib.get('d', '')[:40]}"
    outside = _FROM_OUTSIDE.search(text.replace('"http://www.w3.org/2000/svg"', ""))
    if outside is not None:
        yield f"it takes something from outside ({outside[0]}): a drawing holds all that it shows."


def colours_of(root: ElementTree.Element) -> set[str]:
    """The colours that it paints with."""
    paints = {
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in {"fill", "stroke"}
    }
    return paints - {"none"}


def _is_path(data: str) -> bool:
    """Whether QtSvg reads all of it: it passes over what it cannot read, and says nothing."""
    if not re.match(r"[Mm]", data) or re.sub(rf"[MmLlHhVvCcSsAaZz]|{_NUMBER}|[ ,]", "", data):
        return False
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        given, wanted = len(re.findall(_NUMBER, numbers)), _NUMBERS_OF[command.lower()]
        if given % wanted if wanted and given else given != wanted:
            return False
    return True
