"""The one job runner: a callable goes in, its outcome comes back on the GUI thread."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from wizard.core.problems import Problem, ProblemError, ProblemId

_Result = TypeVar("_Result")
# More than are ever asked for at once: a check that nobody waits for may keep one for seconds.
_THREADS = 16
_PATIENCE_AT_EXIT_MS = 10_000
# Python's own is 5 ms. The window's thread lets go of Python's lock at every call into Qt, and
# would wait so long each time to get it back from a thread that loads a library, for instance.
_TURN_AT_THE_LOCK_S = 0.0005


class Job:
    """One running job. `drop` makes sure that its late answer is not heard any more."""

    __slots__ = ("dropped", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.dropped = False

    def drop(self) -> None:
        """Do not call back any more; the work itself runs to its end unheard."""
        self.dropped = True


class JobRunner(QObject):
    """Runs blocking work on a thread pool. Lives on, and calls back on, the GUI thread."""

    # Owned here: what ran may be gone before its signal arrives.
    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_AT_THE_LOCK_S)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._lane = QThreadPool(self)
        self._lane.setMaxThreadCount(1)
        self._numbers = itertools.count(1)
        self._running: dict[int, Job] = {}
        self._called.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether no job is running that somebody still waits for."""
        return not self._running

    def start(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Problem], None],
        late: Callable[[_Result], None] | None = None,
    ) -> Job:
        """Run `work` on another thread, beside other work, then `done` or `failed` on this one.

        `late` gets the result of a job that was dropped, to wipe what is in it. A ProblemError
        becomes its problem; any other error is our own fault and becomes PROGRAM_FAULT with
        nothing but the error's type.
        """
        return self._start(self._pool, work, done, failed, late)

    def start_in_lane(
        self,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Problem], None],
    ) -> Job:
        """The same in the serial lane of vault and keychain: one after the other, in order."""
        return self._start(self._lane, work, done, failed)

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[], _Result],
        done: Callable[[_Result], None],
        failed: Callable[[Problem], None],
        late: Callable[[_Result], None] | None = None,
    ) -> Job:
        job = Job(next(self._numbers))
        self._running[job.number] = job

        def run() -> None:
            outcome: Callable[[], None]
            unheard: Callable[[], None] = lambda: None  # noqa: E731
            if job.dropped:
                self._called.emit(lambda: self._deliver(job, lambda: None, unheard))
                return
            try:
                result = work()
            except ProblemError as error:
                problem = error.problem
                outcome = lambda: failed(problem)  # noqa: E731
            except Exception as error:  # noqa: BLE001 (the boundary: a thread must not die unheard)
                fault = Problem(ProblemId.PROGRAM_FAULT, technical=type(error).__name__)
                outcome = lambda: failed(fault)  # noqa: E731
            else:
                outcome = lambda: _shown(done, failed, result)  # noqa: E731
                if late is not None:
                    unheard = lambda: late(result)  # noqa: E731
            self._called.emit(lambda: self._deliver(job, outcome, unheard))

        # Not a QRunnable of ours: it is gone as soon as it has run, perhaps before `start` has
        # returned to Python, which still holds it. The window crashed so, once in some hundred
        # rounds of “Verify all” (PySide6 6.11).
        pool.start(run)
        return job

    def on_gui_thread(self, call: Callable[[_Result], None]) -> Callable[[_Result], None]:
        """A callable for use inside a job: passes its argument to `call` on the GUI thread."""
        return lambda argument: self._called.emit(lambda: call(argument))

    def drop_all(self) -> None:
        """Hear of no job any more."""
        for job in self._running.values():
            job.drop()

    def has_ended(self) -> bool:
        """Whether no thread is at work any more; does not wait."""
        return self._pool.waitForDone(0) and self._lane.waitForDone(0)

    def wait_for_end(self) -> bool:
        """Drop all jobs and wait for their threads; False when one is stuck for too long."""
        self.drop_all()
        checked = self._pool.waitForDone(_PATIENCE_AT_EXIT_MS)
        return self._lane.waitForDone(_PATIENCE_AT_EXIT_MS) and checked

    def _deliver(self, job: Job, outcome: Callable[[], None], unheard: Callable[[], None]) -> None:
        self._running.pop(job.number, None)
        if job.dropped:
            unheard()
        else:
            outcome()

    @staticmethod
    def _call(call: Callable[[], None]) -> None:
        call()


def _shown(
    done: Callable[[_Result], None], failed: Callable[[Problem], None], result: _Result
) -> None:
    """Show a result; when that fails, say so where a person waits for it."""
    try:
        done(result)
    except Exception as error:
        failed(Problem(ProblemId.PROGRAM_FAULT, technical=type(error).__name__))
        raise
