"""The wizard as the command line starts its window, with half a second's patience. For a test."""

from __future__ import annotations

import sys
from pathlib import Path

from wizard.gui.app import run
from wizard.wiring import Choices, build_practice_service, build_service

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    choices = Choices(data_dir=folder)
    sys.exit(
        run(
            lambda: build_service(choices),
            build_practice_service,
            folder,
            is_practice=False,
            patience_s=0.5,
        )
    )
