"""`start.py sheet [--out DIR] [--only PATTERN]`: every screen in every look, on one sheet."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.look.variants import SIZES, VARIANTS, variables

_PICTURES = Path(__file__).parents[2] / "sheet-pictures"


def main() -> int:
    """Draw everything, one size after the other, and put it on the sheet."""
    parser = argparse.ArgumentParser(prog="start.py sheet", description=__doc__)
    parser.add_argument("--out", type=Path, default=_PICTURES, help="a folder for the pictures")
    parser.add_argument("--only", default="*", help="screens whose name fits, such as 'home-*'")
    asked = parser.parse_args()
    out: Path = asked.out
    began = time.monotonic()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"The pictures cannot be saved in {out}: {error.strerror}. Choose another folder.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            command = [sys.executable, "-P", "-m", "tests.look.draw", "--size", size.name]
            environment = {**os.environ, **variables(size, Path(folder))}
            done = subprocess.run(
                [*command, "--out", str(out), "--only", asked.only], env=environment, check=False
            )
            if done.returncode:
                return done.returncode
    _put_together(out, asked.only)
    print(f"The sheet is {out / 'index.html'}; it took {time.monotonic() - began:.0f} seconds.")
    return 0


def _put_together(out: Path, pattern: str) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.look.contact_sheet import write_page, write_picture
    from tests.look.draw import chosen
    from wizard.gui.app import make_application

    screens = [one.name for one in chosen(pattern)]
    make_application()
    write_page(out, screens, VARIANTS)
    write_picture(out, out / "sheet.png", screens, VARIANTS)


if __name__ == "__main__":
    sys.exit(main())
