"""Which file of a text to show to somebody who reads a given language."""

import re
from pathlib import Path

from wizard.core.wording import language as spoken_language

# A locale's name also reaches us as "C", "C.UTF-8" or worse; only these shapes become a path.
_CODE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?", re.ASCII)
FALLBACK = "en"


def languages_to_try(language: str) -> tuple[str, ...]:
    """`language` ("es", "es_MX"), its wider form, then English."""
    codes = []
    if _CODE.fullmatch(language):
        codes = [language, language.partition("_")[0]]
    return tuple(dict.fromkeys([*codes, FALLBACK]))


def file_in_language(folder: Path, name: str, language: str) -> Path:
    """`folder/<language>/name` in the first language that has it; "" is the one spoken now.

    When none has it, the English path, so that the caller's error names the file to write.
    """
    paths = [folder / code / name for code in languages_to_try(language or spoken_language())]
    return next((path for path in paths if path.is_file()), paths[-1])
