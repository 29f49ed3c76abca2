"""Gathers what a report for support says, and what its last look must not find in it."""

from __future__ import annotations

import getpass
import os
import platform
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import ProxyKind, proxy_in_environment
from wizard.core.report import (
    Connection,
    Findings,
    FolderKind,
    Front,
    Keeping,
    KeyLine,
    Program,
    Trouble,
    VaultState,
    pair_line,
    pending_line,
    saved_line,
)
from wizard.core.report_net import Traces
from wizard.core.report_text import report_text
from wizard.core.settings import Settings
from wizard.key_service.network_findings import NetworkFindings
from wizard.key_service.service import KeyService
from wizard.key_service.storage_findings import StorageFindings
from wizard.key_service.versions import certificates, versions
from wizard.vault.door import Presence
from wizard.vault.file_format import FIRST_LINE
from wizard.vault.usual_folder import usual_folder

_SYSTEMS = {"Linux": "Linux", "Darwin": "macOS", "Windows": "Windows"}
_SESSIONS = frozenset({"wayland", "x11", "tty", "mir"})
_DESKTOPS = frozenset(
    {"budgie", "cinnamon", "cosmic", "deepin", "enlightenment", "gnome", "hyprland", "i3", "kde"}
    | {"lxde", "lxqt", "mate", "pantheon", "plasma", "sway", "ubuntu", "unity", "xfce"}
)
_KEYCHAIN_CLASSES = {
    "linux": "keyring SecretService",
    "darwin": "keyring macOS",
    "win32": "keyring WinVaultKeyring",
}
_STATES = {
    None: VaultState.UNUSABLE,
    Presence.ABSENT: VaultState.NONE_YET,
    Presence.OPENS_WITH_KEYCHAIN: VaultState.KEYCHAIN,
    Presence.NEEDS_PASSPHRASE: VaultState.PASSPHRASE,
    Presence.NEEDS_RECOVERY_CODE: VaultState.RECOVERY_CODE,
}
_FORMAT = int(FIRST_LINE.rpartition(b"/")[2])
_NAME_VARIABLES = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for the report, and the Qt that is at work there, if one is."""

    front: Front
    qt_version: str | None = None
    qt_platform: str | None = None


def make_report(
    service: KeyService,
    storage: StorageFindings,
    network: NetworkFindings,
    asker: Asker,
) -> str:
    """The report as text. Blocks for the vault's lane only; asks the network nothing."""
    findings = Findings(
        service.now(),
        _program(asker),
        _keeping(service, storage),
        _connection(service, network),
        _keys(service),
        service.recent_checks(),
    )
    return report_text(findings, traces_of(os.environ))


def traces_of(environment: Mapping[str, str]) -> Traces:
    """The home folder, and the names of the user and of the computer as the system knows them."""
    return Traces(str(Path.home()), tuple(_names(environment)))


def _names(environment: Mapping[str, str]) -> Iterator[str]:
    for variable in _NAME_VARIABLES:
        yield environment.get(variable, "")
    yield Path.home().name
    with suppress(OSError, KeyError, ImportError):  # a user without an entry, as in a container
        yield getpass.getuser()
    for host in (socket.gethostname(), platform.node()):
        yield host
        yield host.partition(".")[0]


def _program(asker: Asker) -> Program:
    found = dict(versions())
    if asker.qt_version is not None:
        found["Qt"] = asker.qt_version
    return Program(asker.front, found, _system(), _session(os.environ), asker.qt_platform)


def _system() -> str:
    """Name and version of the system; of the kernel the number alone: its owner may name it."""
    system = _SYSTEMS.get(platform.system(), "another system")
    release = _number(platform.mac_ver()[0] if system == "macOS" else platform.release())
    words = [system, release, platform.machine()]
    if system == "Linux":
        with suppress(OSError):
            known = platform.freedesktop_os_release()
            words += [known.get("ID", ""), known.get("VERSION_ID", "")]
    return " ".join(filter(None, words))


def _number(text: str) -> str:
    """The leading numbers and points of a version."""
    return text[: len(text) - len(text.lstrip("0123456789."))].rstrip(".")


def _session(environment: Mapping[str, str]) -> str:
    """Known words alone: both variables are the person's to set."""
    kind = environment.get("XDG_SESSION_TYPE", "").casefold()
    desktops = environment.get("XDG_CURRENT_DESKTOP", "").casefold().split(":")
    words = [kind] if kind in _SESSIONS else []
    words += [desktop for desktop in desktops if desktop in _DESKTOPS]
    return " ".join(words) or "not said"


def _keeping(service: KeyService, found: StorageFindings) -> Keeping:
    usual = found.folder == usual_folder()
    has_vault = found.vault not in {None, Presence.ABSENT}
    name = found.keychain_name
    return Keeping(
        folder=FolderKind.USUAL if usual else FolderKind.OTHER,
        vault=_STATES[found.vault],
        format=_FORMAT if has_vault else None,
        is_open=service.storage.is_open,
        keychain=None if name is None else (_keychain_class(service), name),
        remark=Trouble.of(found.remark),
        problem=Trouble.of(found.problem),
    )


def _keychain_class(service: KeyService) -> str:
    if service.storage.keychain_class == "MemoryKeychain":
        return "in memory"
    return _KEYCHAIN_CLASSES.get(sys.platform, "unknown")


def _connection(service: KeyService, found: NetworkFindings) -> Connection:
    offered = proxy_in_environment(os.environ)
    return Connection(
        venue=found.venue.id,
        proxy=_proxy(service),
        proxy_in_environment=None if offered is None else offered.kind,
        certificates=certificates(),
        answered_ms=found.answered_ms,
        clock_off_ms=found.clock_off_ms,
        problem=Trouble.of(found.problem),
    )


def _proxy(service: KeyService) -> ProxyKind | ProblemId | None:
    match service.settings():
        case Problem(id=problem_id):
            return problem_id
        case Settings(proxy=proxy):
            return None if proxy is None else proxy.kind


def _keys(service: KeyService) -> tuple[KeyLine, ...]:
    if not service.storage.is_open:
        return ()
    now = service.now()
    saved = [saved_line(key, now) for key in service.saved_keys()]
    pending = [pending_line(key) for key in service.pending_keys()]
    return (*saved, *pending, *[pair_line(pair) for pair in service.pairs.waiting()])
