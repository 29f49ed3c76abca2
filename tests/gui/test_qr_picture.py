"""Codes are found in pictures as people have them; what is no picture is refused in time."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from tests.gui.qr_codes import BLACK, PAIR, WHITE, beside, code, huge_png, on, turned
from wizard.core.problems import ProblemError, ProblemId
from wizard.gui import qr_picture
from wizard.gui.qr_picture import texts_in_file, texts_in_image

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Qt tells the terminal what is wrong with a damaged picture, too.
    pytest.mark.qt_log_ignore("libpng", "JPEG", "allocation limit", "QImage", extend=True),
]
GREY, PALER = QColor(120, 120, 120), QColor(140, 140, 140)
NIGHT, DUSK = QColor(12, 12, 16), QColor(40, 40, 48)
CLEAR = QColor(0, 0, 0, 0)


def _refused(path: Path) -> tuple[ProblemId, str]:
    with pytest.raises(ProblemError) as caught:
        texts_in_file(path)
    return caught.value.problem.id, caught.value.problem.technical


AS_PEOPLE_HAVE_THEM: dict[str, Callable[[], QImage]] = {
    "plain": lambda: code(PAIR),
    "one dot for a dot": lambda: code(PAIR, scale=1),
    "upside down": lambda: turned(code(PAIR), 180),
    "on its side": lambda: turned(code(PAIR), 90),
    "askew": lambda: turned(code(PAIR, scale=6), 17),
    "light on dark": lambda: code(PAIR, dark=WHITE, light=BLACK),
    "without ground": lambda: code(PAIR, light=CLEAR),
    "light without ground": lambda: code(PAIR, dark=WHITE, light=CLEAR),
    "pale": lambda: code(PAIR, dark=GREY, light=PALER),
    "by night": lambda: code(PAIR, dark=NIGHT, light=DUSK),
    "cut to the edge": lambda: code(PAIR).copy(16, 16, code(PAIR).width() - 32, 10_000),
    "mirrored": lambda: code(PAIR).flipped(Qt.Orientation.Horizontal),
    "in a corner of a large screenshot": lambda: on(code(PAIR, scale=2), 7680, 4320, 7200, 4000),
    "a photo's size": lambda: on(code(PAIR, scale=20), 8000, 6000, 3000, 2000),
}


@pytest.mark.parametrize("kind", AS_PEOPLE_HAVE_THEM)
def test_a_code_is_found(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    assert AS_PEOPLE_HAVE_THEM[kind]().save(str(path))
    assert texts_in_file(path) == (PAIR,)


_IN_A_PROCESS_OF_ITS_OWN = """
from PySide6.QtGui import QColor
from tests.gui.qr_codes import code
from wizard.gui.qr_picture import texts_in_image
print(texts_in_image(code("pale", dark=QColor(120, 120, 120), light=QColor(140, 140, 140))))
"""


def test_a_pale_picture_is_looked_at_while_it_is_there() -> None:
    # Where nothing large was freed before, what is read too late ends the process.
    command = [sys.executable, "-c", _IN_A_PROCESS_OF_ITS_OWN]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "('pale',)\n"), done.stderr


@pytest.mark.parametrize(
    ("name", "quality"), [("a.jpg", 90), ("a.jpg", 20), ("a.bmp", -1), ("a.webp", 50)]
)
def test_every_kind_of_picture_is_known_by_its_content(
    name: str, quality: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    assert on(code(PAIR)).save(str(path), quality=quality)
    path = path.rename(tmp_path / "named.wrongly")
    assert texts_in_file(path) == (PAIR,)


def test_several_codes_come_from_the_top_to_the_bottom() -> None:
    upper, lower = code("first " * 3), code("second " * 3)
    sheet = beside((upper, 300, 20), (lower, 40, 500))
    assert texts_in_image(sheet) == ("first " * 3, "second " * 3)


def test_a_picture_without_a_code_says_so(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    assert on(code(PAIR).copy(0, 0, 60, 60), 300, 300).save(str(path))
    assert _refused(path)[0] is ProblemId.PICTURE_WITHOUT_CODE


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_pipe(path: Path) -> None:
    os.mkfifo(path)


def _cut_off(path: Path) -> None:
    assert code(PAIR).save(str(path))
    path.write_bytes(path.read_bytes()[:600])


def _a_drawing(path: Path) -> None:
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')


def _too_many_bytes(path: Path) -> None:
    assert code(PAIR).save(str(path))
    os.truncate(path, 20_000_001)


NOT_READ: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "ENOENT"),
    "a folder": (_a_folder, ""),
    "a pipe nobody writes into": (_a_pipe, "not a file"),
    "a link to itself": (lambda path: path.symlink_to(path), "ELOOP"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "not a file"),
    "empty": (lambda path: path.write_bytes(b""), "kind of picture"),
    "text": (lambda path: path.write_text(PAIR), "kind of picture"),
    "a drawing": (_a_drawing, "kind of picture"),
    "cut off": (_cut_off, "InvalidDataError"),
    "only a beginning": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), ""),
    "too many bytes": (_too_many_bytes, "more than 20 MB"),
    "30000 × 30000 dots": (lambda path: huge_png(path, 30_000, 30_000), "30000 × 30000 pixels"),
    "a thread": (lambda path: huge_png(path, 1_000_000, 1), "1000000 × 1 pixels"),
}


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_is_no_good_picture_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    make, technical = NOT_READ[kind]
    path = tmp_path / "picture.png"
    make(path)
    begun = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problem, why = _refused(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert problem is ProblemId.PICTURE_UNREADABLE
    assert technical in why
    assert time.monotonic() - begun < 5
    assert grown < 60_000, f"{grown} KB more"


def test_a_name_that_cannot_be_one_is_refused() -> None:
    assert _refused(Path("a\0b"))[0] is ProblemId.PICTURE_UNREADABLE


def test_nothing_of_a_picture_is_written_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    assert code(PAIR).save(str(path))
    content = path.read_bytes()
    texts_in_file(path)
    assert [found.name for found in tmp_path.rglob("*")] == [path.name]
    assert path.read_bytes() == content


@pytest.mark.parametrize("width", range(121, 126))
def test_no_width_makes_a_line_end_matter(width: int) -> None:
    image = on(code("short", scale=3), width, 130)
    canvas = qr_picture._on(WHITE, image)
    assert canvas.bytesPerLine() == canvas.width(), "what is between the lines is not ours"
    assert texts_in_image(image) == ("short",)


def test_no_picture_at_all_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        texts_in_image(QImage())
    assert caught.value.problem.technical == "0 × 0 pixels"
