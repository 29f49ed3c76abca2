"""One command at work: the service it asks, the terminal it talks to, what opens the vault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wizard.cli.terminal import Terminal
from wizard.key_service import KeyService


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is given. `clock` gives aware UTC times."""

    service: KeyService
    terminal: Terminal
    clock: Callable[[], datetime]
    passphrase_file: Path | None = None
    recovery_code_file: Path | None = None
