"""Every import rule is broken once, on a copy, and import-linter sees it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The file that offends, what it imports, the rule that must see it.
OFFENCES = {
    "core imports upwards": ("core/verdict.py", "import wizard.vault", "Imports point one way"),
    "neighbours": ("exchange/venues.py", "import wizard.vault", "Imports point one way"),
    "window imports wiring": ("gui/jobs.py", "import wizard.wiring", "Imports point one way"),
    "a module nobody placed": ("stray.py", "import os", "Imports point one way"),
    "a cycle": ("core/secret.py", "import wizard.core.credentials", "No cycles between siblings"),
    "core uses a library": ("core/paste.py", "import requests", "The rules know no library"),
    "practice knows core": ("practice/orders.py", "import wizard.core", "The practice exchange"),
    "Qt below the window": ("key_service.py", "import PySide6.QtCore", "Qt only in the window"),
    "binance elsewhere": ("exchange/venues.py", "import binance.client", "python-binance only"),
    "keyring elsewhere": ("wiring.py", "import keyring", "The system's keychain only"),
    "secret service elsewhere": ("wiring.py", "import secretstorage", "Linux's keychain service"),
    "a cipher elsewhere": ("vault/records.py", "import cryptography.hazmat", "Ciphers only"),
    "a web server elsewhere": ("wiring.py", "import aiohttp", "The web server only"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import importlinter.cli as c; c.lint_imports_command()"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("offence", OFFENCES.values(), ids=OFFENCES)
def test_an_offence_is_seen(tmp_path: Path, offence: tuple[str, str, str]) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    unneeded = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "wizard", tmp_path / "wizard", ignore=unneeded)
    file, line, rule = offence
    offender = tmp_path / "wizard" / file
    # Inside a function: a late import is an import too.
    before = offender.read_text("utf-8") if offender.exists() else ""
    offender.write_text(f"{before}\n\ndef offend() -> None:\n    {line}\n", "utf-8")
    told = lint(tmp_path)
    assert told.returncode == 1, told.stdout
    [verdict] = [text for text in told.stdout.splitlines() if text.startswith(rule)][:1]
    assert verdict.endswith("BROKEN")
