"""Brings the translations up to date, and says what is missing.

    python -m tests.words             lets pyside6-lupdate refresh resources/translations/*.ts
    python -m tests.words --new de    begins another language

The end is 1 while something is left to do.
"""

from __future__ import annotations

import argparse
import sys

from tests.words.faults import faults
from tests.words.lupdate import TRANSLATIONS, messages_of, refresh


def main() -> int:
    """Run it; the process's status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.words",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--new", metavar="CODE", help="begin a language, for example de or pt_BR")
    asked = parser.parse_args()
    files = sorted(TRANSLATIONS.glob("*.ts"))
    if asked.new:
        files = [TRANSLATIONS / f"{asked.new}.ts"]
    left = 0
    for file in files:
        refresh(file, file.stem)
        messages = messages_of(file)
        wrong = list(faults(messages, messages))
        left += len(wrong)
        print(f"{file.stem}: {len(messages)} texts, {len(wrong)} to do")
        for fault in wrong:
            print(f"  {fault}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
