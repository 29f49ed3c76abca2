"""Pictures with QR codes, as real ones come: drawn, turned, inverted, pale, large."""

import struct
import zlib
from pathlib import Path

import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

API_KEY, SECRET = "aB3d" * 15 + "KEY1", "Zz9y" * 15 + "sec2"
PAIR = f'{{"apiKey":"{API_KEY}","secretKey":"{SECRET}","comment":"Tax report"}}'
WHITE, BLACK = QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.black)


def code(text: str, *, scale: int = 4, dark: QColor = BLACK, light: QColor = WHITE) -> QImage:
    """A QR code with its quiet zone."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    drawn = zxingcpp.write_barcode_to_image(barcode, scale=scale, add_quiet_zones=True)
    dots = memoryview(drawn)  # type: ignore[arg-type]  # its types do not tell that it is a buffer
    height, width = dots.shape or (0, 0)
    image = QImage(dots.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([dark.rgba(), *[light.rgba()] * 255])
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def turned(image: QImage, degrees: float) -> QImage:
    """The picture held askew, on white."""
    upright = QTransform().rotate(degrees)
    return on(image.transformed(upright, Qt.TransformationMode.SmoothTransformation))


def on(image: QImage, width: int = 0, height: int = 0, left: int = 0, top: int = 0) -> QImage:
    """The picture as a part of a larger white one."""
    sheet = QImage(width or image.width(), height or image.height(), QImage.Format.Format_RGB32)
    sheet.fill(WHITE)
    painter = QPainter(sheet)
    painter.drawImage(left, top, image)
    painter.end()
    return sheet


def beside(*parts: tuple[QImage, int, int]) -> QImage:
    """Several pictures in one, each with its left and top."""
    sheet = QImage(700, 900, QImage.Format.Format_RGB32)
    sheet.fill(WHITE)
    painter = QPainter(sheet)
    for image, left, top in parts:
        painter.drawImage(left, top, image)
    painter.end()
    return sheet


def huge_png(path: Path, width: int, height: int) -> None:
    """A PNG of a few kilobytes that unfolds to width × height white dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    line = bytes((width + 7) // 8 + 1)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
