"""`doctor`: storage, network, clock and versions, in words or as JSON; no secret in it."""

from __future__ import annotations

from pathlib import Path

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import KeyJson, problem_json
from wizard.cli.problem_text import problem_text
from wizard.cli.request import STANDARD_OUTPUT, Examine
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_unasked
from wizard.core.problems import Problem
from wizard.core.report import Front
from wizard.key_service.network_findings import NetworkFindings, look_at_network
from wizard.key_service.report_file import write_report
from wizard.key_service.report_findings import Asker, make_report
from wizard.key_service.storage_findings import (
    NO_CODE_YET,
    StorageFindings,
    look_at_storage,
    ways_json,
)
from wizard.key_service.versions import Versions, system_name, versions

_GOOD = "All is well."
_WRITTEN = "The report is in {}. Read it before you post it."


def doctor(session: Session, command: Examine) -> ExitCode:
    """Exit 4 for trouble with storage, else 3 for trouble with the network, else 0."""
    storage = look_at_storage(session.service.storage, lambda found: open_unasked(session, found))
    network = look_at_network(session.service)
    if command.report is not None:
        _report(session, command.report, storage, network, as_json=command.as_json)
    if command.as_json:
        _print_json(session, storage, network)
    elif command.report is None:
        _print_text(session, storage, network)
    if storage.problem is not None:
        return ExitCode.VAULT
    return ExitCode.NOT_CHECKED if network.problem is not None else ExitCode.READ_ONLY


def _report(
    session: Session,
    file: Path,
    storage: StorageFindings,
    network: NetworkFindings,
    *,
    as_json: bool,
) -> None:
    asker = Asker(Front.COMMAND_LINE)
    text = make_report(session.service, storage, network, asker)
    if file == STANDARD_OUTPUT:
        session.terminal.say(text.rstrip("\n"))
        return
    write_report(text, file)
    if not as_json:
        session.terminal.say(_WRITTEN.format(file))


def _print_json(session: Session, storage: StorageFindings, network: NetworkFindings) -> None:
    session.terminal.print_json(
        {
            "ok": storage.problem is None and network.problem is None,
            "storage": {
                "folder": str(storage.folder),
                "vault": storage.vault,
                "ways": None if storage.ways is None else ways_json(storage.ways),
                "new_secrets": storage.new_secrets,
                "keychain": storage.keychain_name,
                "keychain_remark": _json_of(storage.remark),
                "problem": _json_of(storage.problem),
            },
            "network": {
                "venue": network.venue.id.value,
                "address": network.venue.api_url,
                "answered_ms": network.answered_ms,
                "clock_off_ms": network.clock_off_ms,
                "problem": _json_of(network.problem),
            },
            "versions": dict(versions()),
            "system": system_name(),
        }
    )


def _json_of(problem: Problem | None) -> KeyJson | None:
    return None if problem is None else problem_json(problem)


def _print_text(session: Session, storage: StorageFindings, network: NetworkFindings) -> None:
    say = session.terminal.say
    say("Storage")
    say(aligned(storage.rows(), "  "))
    say("\nNetwork and clock")
    say(aligned(network.rows(), "  "))
    say("\nVersions")
    say(aligned(_version_rows(versions()), "  "))
    problems = [each for each in (storage.problem, network.problem) if each is not None]
    if storage.remark is not None and storage.remark != storage.problem:
        say(f"\nAbout the keychain: {storage.remark.what} {storage.remark.means}")
    if storage.wants_code:
        say(f"\n{NO_CODE_YET}")
    if not problems:
        say(f"\n{_GOOD}")
    for problem in problems:
        session.terminal.complain("\n" + problem_text(problem))


def _version_rows(found: Versions) -> list[tuple[str, str]]:
    rows = [(name, version or "not installed") for name, version in found.items()]
    return [*rows, ("system", system_name())]
