"""`proxy`: which proxy the exchange is asked through; shows the choice, or changes it."""

from __future__ import annotations

from dataclasses import replace

from wizard.cli.exit_codes import ExitCode
from wizard.cli.problem_text import problem_text
from wizard.cli.request import ChooseProxy
from wizard.cli.session import Session
from wizard.core.problems import Problem, ProblemError
from wizard.core.proxy import Proxy, read_proxy
from wizard.core.settings import Settings

_NONE = "none"
_DIRECT = "No proxy is chosen; the exchange is asked directly."


def choose_proxy(session: Session, command: ChooseProxy) -> ExitCode:
    """Exit 0; raises ProblemError for an address that is none, and for the settings' file."""
    if command.address is not None:
        _change(session, command.address)
    settings = session.service.settings()
    if isinstance(settings, Problem):
        raise ProblemError(settings)
    proxy = settings.proxy
    if command.as_json:
        session.terminal.print_json({"proxy": None if proxy is None else proxy.url})
    elif proxy is None:
        session.terminal.say(_DIRECT)
    else:
        session.terminal.say(f"The exchange is asked through {proxy.url}.")
    return ExitCode.READ_ONLY


def _change(session: Session, address: str) -> None:
    chosen = _read(address)
    before = session.service.settings()
    # Unreadable settings are replaced: whoever chooses anew says what is to hold.
    kept = Settings() if isinstance(before, Problem) else before
    unconfirmed = session.service.keep_settings(replace(kept, proxy=chosen))
    if unconfirmed is not None:
        session.terminal.complain(problem_text(unconfirmed))


def _read(address: str) -> Proxy | None:
    if address.strip().lower() == _NONE:
        return None
    proxy = read_proxy(address)
    if isinstance(proxy, Problem):
        raise ProblemError(proxy)
    return proxy
