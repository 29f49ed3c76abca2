"""Ground rules of every test: nothing of the developer's own is touched, no skip is silent."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from tests.windows_gone import windows_gone

_LONGEST_NAME = 64  # characters
_PRIVATE = Path(tempfile.mkdtemp(prefix="wizard-tests-"))

# Set while this file is imported: Qt reads them once, before the first fixture.
_ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "HOME": _PRIVATE / "home",
    "XDG_RUNTIME_DIR": _PRIVATE / "runtime",
    "XDG_DATA_HOME": _PRIVATE / "home/.local/share",
    "XDG_CONFIG_HOME": _PRIVATE / "home/.config",
    "XDG_CACHE_HOME": _PRIVATE / "home/.cache",
    "LC_ALL": "C.UTF-8",
}
# Without the session's bus no test can reach the developer's own keychain; without the display's
# address no window can open on the developer's screen.
_NOT_OURS = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE")

for _name, _value in _ENVIRONMENT.items():
    os.environ[_name] = str(_value)
for _name in _NOT_OURS:
    os.environ.pop(_name, None)
for _folder in ("home", "runtime"):
    (_PRIVATE / _folder).mkdir(mode=0o700)


# Who runs this in the background may have told it to be deaf to Ctrl+C and the like, and children
# inherit that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
for _number in signal.Signals:
    if _number.name in ("SIGQUIT", "SIGHUP") and signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)

# No time limit per example: the machine may be busy.
settings.register_profile("wizard", deadline=None)
# A mutant is judged with settings of its own: tests/mutants/jury.py.
settings.load_profile(os.environ.get("WIZARD_HYPOTHESIS_PROFILE", "wizard"))


def pytest_unconfigure() -> None:
    shutil.rmtree(_PRIVATE, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_window_outlives_its_test() -> Iterator[None]:
    with windows_gone():
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A long value is no name; made anew in each process, it would differ between workers."""
    return argname if isinstance(val, str | bytes) and len(val) > _LONGEST_NAME else None


def _not_run(config: pytest.Config) -> Sequence[pytest.TestReport]:
    """The skipped tests; a worker of xdist knows none, its parent knows all."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return [] if reporter is None else reporter.stats.get("skipped", [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What could not run on a machine that must run everything is a failure."""
    if os.environ.get("CI") == "true" and _not_run(session.config):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """What tests have to tell (`record_property("told", …)`); loudly what was not run, and why."""
    told = [
        line
        for report in terminalreporter.stats.get("passed", [])
        for name, line in report.user_properties
        if name == "told"
    ]
    for line in told:
        terminalreporter.line(str(line))
    skipped = _not_run(config)
    if not skipped:
        return
    terminalreporter.section(f"NOT RUN: {len(skipped)} tests", sep="!", red=True, bold=True)
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {reason}", yellow=True)
    if os.environ.get("CI") == "true":
        terminalreporter.line("CI=true: what is not run counts as failed.", red=True)
