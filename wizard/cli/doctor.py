"""`doctor`: storage, network, clock and versions, in words or as JSON; no secret in it."""

from __future__ import annotations

from wizard.cli.columns import aligned
from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import KeyJson, problem_json
from wizard.cli.network_findings import NetworkFindings, look_at_network
from wizard.cli.problem_text import problem_text
from wizard.cli.request import Examine
from wizard.cli.session import Session
from wizard.cli.storage_findings import StorageFindings, look_at_storage
from wizard.cli.versions import Versions, system_name, versions
from wizard.core.problems import Problem

_GOOD = "All is well."


def doctor(session: Session, command: Examine) -> ExitCode:
    """Exit 4 for trouble with storage, else 3 for trouble with the network, else 0."""
    storage = look_at_storage(session)
    network = look_at_network(session)
    if command.as_json:
        _print_json(session, storage, network)
    else:
        _print_text(session, storage, network)
    if storage.problem is not None:
        return ExitCode.VAULT
    return ExitCode.NOT_CHECKED if network.problem is not None else ExitCode.READ_ONLY


def _print_json(session: Session, storage: StorageFindings, network: NetworkFindings) -> None:
    session.terminal.print_json(
        {
            "ok": storage.problem is None and network.problem is None,
            "storage": {
                "folder": str(storage.folder),
                "vault": storage.vault,
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
    if not problems:
        say(f"\n{_GOOD}")
    for problem in problems:
        session.terminal.complain("\n" + problem_text(problem))


def _version_rows(found: Versions) -> list[tuple[str, str]]:
    rows = [(name, version or "not installed") for name, version in found.items()]
    return [*rows, ("system", system_name())]
