"""What Qt's own tool finds to translate in the sources, and what a `.ts` file says of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
# Their order in a file must not depend on the order of a folder, nor on lines that move.
_OPTIONS = ("-extensions", "py", "-source-language", "en", "-locations", "none", "-no-obsolete")


@dataclass(frozen=True, slots=True)
class Message:
    """One text; `forms` are its translations, one for each plural form where it `counts`."""

    context: str
    source: str
    comment: str
    counts: bool
    forms: tuple[str, ...]
    is_finished: bool

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What makes it this message."""
        return self.context, self.source, self.comment, self.counts


def refresh(file: Path, language: str) -> None:
    """Let `pyside6-lupdate` write all texts of the program into `file`, keeping translations.

    The file is replaced only when the tool has found something: it would drop every translation.
    """
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / file.name
        if file.exists():
            shutil.copy(file, fresh)
        order: list[str | Path] = [
            tool,
            *_OPTIONS,
            "-target-language",
            language,
            "wizard",
            "-ts",
            fresh,
        ]
        done = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode or "arning" in done.stderr or not messages_of(fresh):
            raise RuntimeError(f"pyside6-lupdate found no texts: {done.stdout}{done.stderr}")
        file.parent.mkdir(exist_ok=True)
        shutil.copy(fresh, file)


def texts_in_sources(language: str = "en") -> tuple[Message, ...]:
    """Every text that the tool finds in `wizard/` now, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{language}.ts"
        refresh(file, language)
        return messages_of(file)


def messages_of(file: Path) -> tuple[Message, ...]:
    """Every message of a `.ts` file."""
    return tuple(_messages(Xml.parse(file).getroot()))  # noqa: S314 (our own file)


def _messages(root: Xml.Element) -> Iterator[Message]:
    for context in root.iterfind("context"):
        for message in context.iterfind("message"):
            translation = message.find("translation")
            assert translation is not None
            counts = message.get("numerus") == "yes"
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
                counts,
                tuple(form.text or "" for form in translation.iterfind("numerusform"))
                if counts
                else (translation.text or "",),
                translation.get("type") is None,
            )
