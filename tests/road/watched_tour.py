"""The whole tour in a process that is watched; test_no_leaks gives the marks on standard input.

Everything that the process logs, opens, starts, sends or would print of a crash is kept in the
folder that is its one argument.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

_TOLD = ("subprocess.", "os.", "open", "socket.", "shutil.", "tempfile.", "http.", "urllib.")


class Watch:
    """Hears of everything that leaves the process; keeps each vault before it is wiped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: list[str] = []
        self._sent: list[str] = []
        self._vaults = 0

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "http.client.send":  # the one way by which an API key may leave
            self._sent.append(repr(arguments[1]))
        elif event.startswith(_TOLD):
            self._told.append(f"{event} {arguments!r}")
        if event == "shutil.rmtree" and "key-wizard-rehearsal-" in str(arguments[0]):
            self._vaults += 1
            shutil.copytree(str(arguments[0]), self._folder / f"vault-{self._vaults}")

    def write(self) -> None:
        for name, lines in (("audit.txt", self._told), ("sent.txt", self._sent)):
            text = "\n".join(list(lines))  # opening the file is heard, too
            (self._folder / name).write_text(text, "utf-8", "surrogateescape")
        (self._folder / "environment.txt").write_text(repr(dict(os.environ)), "utf-8")
        for name in ("environ", "cmdline"):
            (self._folder / name).write_bytes(Path(f"/proc/self/{name}").read_bytes())


class _Broken:
    """Goes wrong where nobody can catch it, holding a secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __del__(self) -> None:
        raise RuntimeError(self._secret)


def _break_everything(folder: Path, marks: Iterator[str]) -> None:
    """A thread, a destructor and a job of the window fail with a secret in their hands."""
    from wizard.core.credentials import HmacCredentials
    from wizard.core.problems import Problem, ProblemError
    from wizard.core.secret import Secret
    from wizard.gui.stage import Stage
    from wizard.gui.widgets.report_dialog import ReportDialog
    from wizard.hardening import say_nothing_else
    from wizard.key_service.report_file import write_report
    from wizard.wiring import build_practice_service

    secret = next(marks)

    def fail() -> None:
        mine = secret
        raise RuntimeError(mine)

    say_nothing_else()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    _Broken(secret)
    service = build_practice_service()
    service.storage.create()
    pair = HmacCredentials(next(marks), Secret(secret))
    try:
        service.seal(secret, pair)  # the secret as the key's name
    except ProblemError:
        service.seal("Somebody's own name for it", pair)
    stage = Stage(lambda: service)
    stage.open()
    problems: list[Problem] = []
    stage.window.runner.start(fail, lambda _: None, problems.append)
    stage.wait(lambda: bool(problems), "the job's failure")
    (folder / "problem.txt").write_text(repr(problems), "utf-8")
    stage.press("report")
    [dialog] = stage.window.findChildren(ReportDialog)
    stage.wait(lambda: bool(dialog.text), "the report")
    write_report(dialog.text, folder / "report.md")
    with (folder / "threads.txt").open("w") as file:
        faulthandler.dump_traceback(file)
    stage.close()


def main() -> int:
    """Play the tour; gives its exit code."""
    folder = Path(sys.argv[1])
    marks = iter(json.loads(sys.stdin.read()))
    watch = Watch(folder)
    sys.addaudithook(watch.hear)
    logging.basicConfig(filename=folder / "debug.log", level=1, force=True)
    logging.captureWarnings(True)
    faulthandler.enable((folder / "faults.txt").open("w"))

    import wizard.practice.account
    from wizard.tour.play import play
    from wizard.wiring import build_practice_service

    # The exchange's dice: what it hands out is known to the test.
    vars(wizard.practice.account)["new_text"] = lambda: next(marks)
    code = play(folder / "pictures", build_practice_service)
    _break_everything(folder, marks)
    watch.write()
    return code


if __name__ == "__main__":
    sys.exit(main())
