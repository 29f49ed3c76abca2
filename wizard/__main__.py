"""Where the program starts. Whoever asks for nothing else gets the window, and nothing is loaded
that its first picture does not need.
"""

from __future__ import annotations

import gc
import os
import sys

from wizard.cli.display import has_display
from wizard.hardening import leave_no_core_dump, say_nothing_else


def main(argv: list[str] | None = None) -> int:
    """Do what the arguments say (those of the process when None); give the exit status."""
    is_process = argv is None
    if is_process:
        say_nothing_else()
        leave_no_core_dump()
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments and has_display(os.environ):
        return _open_window(is_process=is_process)
    from wizard import command_line

    return command_line.run(arguments, is_process=is_process)


def _open_window(*, is_process: bool) -> int:
    # Whatever is loaded stays: to look for what could be thrown away takes a sixteenth of the
    # start. `wizard.gui.app` has it looked for again as soon as the first picture is there.
    gc.disable()
    try:
        from wizard.wiring import Choices, run_window

        return run_window(Choices(), practice=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 (told there, whatever it is)
        from wizard import command_line

        return command_line.tell(error, is_process=is_process)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
