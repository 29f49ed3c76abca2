"""Runs what a sheet asks for, off the GUI thread, and shows there how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from wizard.core.problems import Problem
from wizard.core.secret import Secret
from wizard.gui.jobs import JobRunner
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.widgets.notice_words import NoticeKind

_Result = TypeVar("_Result")


def _nothing() -> None:
    """For work after which nothing else is to be looked at."""


class SheetJobs:
    """`missed` hears of a problem whose sheet was closed meanwhile, `late` of what was done then
    and must be known: what was begun goes on.

    One thing at a time for each sheet: what is asked for meanwhile is not begun.
    """

    def __init__(
        self,
        runner: JobRunner,
        missed: Callable[[Problem], None],
        late: Callable[[NoticeKind], None],
    ) -> None:
        self._runner = runner
        self._missed = missed
        self._late = late
        self._under_way: set[Sheet] = set()

    def run(
        self,
        sheet: Sheet,
        words: str,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        after: Callable[[], None] = _nothing,
        notice: NoticeKind | None = None,
    ) -> None:
        """Run `work` in the lane of vault and keychain; `words` say what is under way.

        `done` is called while the sheet is open, else its `notice` is given; `after` in any
        case, before that.
        """
        if sheet in self._under_way:
            if isinstance(work, Wiping):
                work.drop()
            return
        self._under_way.add(sheet)
        is_open = [True]

        def ended(result: _Result) -> None:
            self._under_way.discard(sheet)
            after()
            if is_open:
                done(result)
                return
            if notice is not None:
                self._late(notice)
            if isinstance(result, Problem):
                self._missed(result)

        def failed(problem: Problem) -> None:
            self._under_way.discard(sheet)
            after()
            if is_open:
                sheet.show_problem(problem)
            else:
                self._missed(problem)

        sheet.finished.connect(lambda _: is_open.clear())
        sheet.show_busy(words)
        self._runner.start_in_lane(work, ended, failed)


class Wiping(Generic[_Result]):
    """Work after which its secrets are wiped, however it ends; `drop` where it is not begun."""

    def __init__(self, work: Callable[[], _Result], *secrets: Secret | None) -> None:
        self._work = work
        self._secrets = secrets

    def __call__(self) -> _Result:
        try:
            return self._work()
        finally:
            self.drop()

    def drop(self) -> None:
        """Wipe the secrets."""
        for secret in self._secrets:
            if secret is not None:
                secret.wipe()


def wiping(work: Callable[[], _Result], *secrets: Secret | None) -> Wiping[_Result]:
    """The same work, after which the secrets are wiped, however it ends."""
    return Wiping(work, *secrets)
