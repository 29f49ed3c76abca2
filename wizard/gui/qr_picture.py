"""Finds the QR codes in a picture. A picture comes from anywhere: it is read within limits."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from wizard.core.problems import Problem, ProblemError, ProblemId

_MOST_BYTES = 20_000_000
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 30_000
_MOST_MEGABYTES = 256  # for the picture in memory, four bytes for each pixel
# What cameras, screenshots and messengers write. No SVG: it is a program, not a picture.
_KINDS = ("png", "jpeg", "webp", "bmp", "gif")
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")
_MARGIN = 16  # pixels: a code that touches the edge is found only with something around it
_SAMPLE = QSize(500, 500)
_PALE = 128  # of 255, between the darkest and the lightest place


def texts_in_file(path: Path) -> tuple[str, ...]:
    """The texts of all QR codes in this picture, from the top left to the bottom right.

    Raises ProblemError with PICTURE_UNREADABLE or PICTURE_WITHOUT_CODE.
    """
    return texts_in_image(_image_of(_bytes_of(path)))


def texts_in_image(image: QImage) -> tuple[str, ...]:
    """The same for a picture that is in memory already. For any thread."""
    _limit(image.size())
    for canvas in _canvases(image):
        texts = _read(canvas)
        if texts:
            return texts
    raise ProblemError(Problem(ProblemId.PICTURE_WITHOUT_CODE))


def _unreadable(why: str) -> ProblemError:
    return ProblemError(Problem(ProblemId.PICTURE_UNREADABLE, technical=why))


def _limit(size: QSize) -> None:
    width, height = size.width(), size.height()
    is_thin = min(width, height) < 1 or max(width, height) > _LONGEST_SIDE
    if is_thin or width * height > _MOST_PIXELS:
        raise _unreadable(f"{width} × {height} pixels")


def _bytes_of(path: Path) -> bytes:
    # Not blocking: a pipe that nobody writes into would be waited for without end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise _unreadable("not a file")
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(errno.errorcode.get(error.errno or 0, "OSError")) from None
    except ValueError:  # a name with a NUL in it
        raise _unreadable("ValueError") from None
    if len(data) > _MOST_BYTES:
        raise _unreadable(f"more than {_MOST_BYTES // 1_000_000} MB")
    return data


def _image_of(data: bytes) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if reader.format().toStdString() not in _KINDS:
        raise _unreadable("kind of picture")
    _limit(reader.size())
    image = reader.read()
    if image.isNull():
        raise _unreadable(str(reader.error().name))
    return image


def _canvases(image: QImage) -> Iterator[QImage]:
    """The picture in shades of grey as it is, on black (a light code without ground), and bolder.

    Each with a margin, and lines whose length is a multiple of four: there is nothing between them.
    """
    white, black = QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.black)
    yield _on(white, image)
    yield _on(black, image)
    bolder = _bolder(image)
    if bolder is not None:
        yield _on(white, bolder)


def _on(ground: QColor, image: QImage, margin: int = _MARGIN) -> QImage:
    width = (image.width() + 2 * margin + 3) // 4 * 4
    canvas = QImage(width, image.height() + 2 * margin, QImage.Format.Format_Grayscale8)
    if canvas.isNull():
        raise _unreadable("MemoryError")
    canvas.fill(ground)
    painter = QPainter(canvas)
    painter.drawImage(QPoint(margin, margin), image)
    painter.end()
    return canvas


def _bolder(image: QImage) -> QImage | None:
    """A pale picture with its shades spread from black to white; None for one that is not pale."""
    # Named, as what `constBits` gives is gone together with its picture.
    small = _on(QColor(Qt.GlobalColor.white), image.scaled(_SAMPLE), 0)
    sample = bytes(small.constBits())
    low, high = min(sample), max(sample)
    if not 0 < high - low < _PALE:
        return None
    shades = (round((shade - low) * 255 / (high - low)) for shade in range(256))
    table = bytes(min(255, max(0, shade)) for shade in shades)
    grey = _on(QColor(Qt.GlobalColor.white), image, 0)
    spread = bytes(grey.constBits()).translate(table)
    size = grey.bytesPerLine()
    return QImage(spread, grey.width(), grey.height(), size, grey.format()).copy()


def _read(canvas: QImage) -> tuple[str, ...]:
    import zxingcpp  # not before the first window

    shape = (canvas.height(), canvas.bytesPerLine())
    view = memoryview(canvas.constBits()).cast("B").cast("B", shape)
    codes = zxingcpp.read_barcodes(
        view,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    from_top = sorted(codes, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(code.text for code in from_top)
