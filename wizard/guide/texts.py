"""The longer texts, shown offline: why read-only, how to recognise a false address."""

import re
from pathlib import Path

from wizard.guide.content_files import StepFilesError, program_folder, read_content
from wizard.guide.languages import file_in_language

__all__ = ["StepFilesError", "load_text"]

_NAME = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)


def load_text(name: str, language: str = "", resources: Path | None = None) -> str:
    """The text `name` ("why-read-only", "false-addresses") as Markdown; English where it must be.

    `resources` holds `texts/`; by default it is the program's own. Raises StepFilesError.
    """
    if not _NAME.fullmatch(name):
        raise StepFilesError("A text's name holds small letters and single hyphens only.")
    folder = resources / "texts" if resources else program_folder("texts")
    return read_content(file_in_language(folder, f"{name}.md", language)).strip()
