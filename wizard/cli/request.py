"""What somebody asked for on the command line, as types."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wizard.cli.vault_request import VaultCommand
from wizard.core.venue import VenueId
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble

STANDARD_OUTPUT = Path("-")
"""Given as a file, it means standard output."""


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every command."""

    data_dir: Path | None = None
    passphrase_file: Path | None = None
    exchange_url: str | None = None
    venue: VenueId = VenueId.BINANCE_COM
    recovery_code_file: Path | None = None


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """No command: the window; `practice`: on an exchange of its own, for rehearsing."""

    practice: bool


@dataclass(frozen=True, slots=True)
class PlayTour:
    """Play the whole guide in `language`; pictures go to the folder `out`."""

    out: Path
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ServePractice:
    """Serve the practice exchange on `port` of this computer (0: any free one).

    It plays a site of this kind, and these troubles are on from the start.
    """

    port: int
    troubles: frozenset[Trouble] = frozenset()
    site: PracticeSite = PracticeSite.BINANCE_COM


@dataclass(frozen=True, slots=True)
class ListTroubles:
    """Show every trouble that the practice exchange can make on a site of this kind."""

    site: PracticeSite = PracticeSite.BINANCE_COM


@dataclass(frozen=True, slots=True)
class CheckKey:
    """Check credentials, save nothing."""

    as_json: bool


@dataclass(frozen=True, slots=True)
class AddKey:
    """Check credentials and save them under `name` when they are read-only.

    `boxes_seen`: the person looked at the boxes that the venue does not report.
    """

    name: str
    as_json: bool
    boxes_seen: bool = False


@dataclass(frozen=True, slots=True)
class MakePair:
    """Make an Ed25519 pair, seal its private key, show the public one; or show it once more."""

    name: str
    as_json: bool


@dataclass(frozen=True, slots=True)
class VerifyKeys:
    """Check these saved keys again."""

    names: tuple[str, ...]
    as_json: bool


@dataclass(frozen=True, slots=True)
class VerifyAll:
    """Check every saved key again."""

    as_json: bool


@dataclass(frozen=True, slots=True)
class ChooseProxy:
    """Ask the exchange through the proxy at `address`; "none": directly; None: show the choice."""

    address: str | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class ListKeys:
    """Show the saved keys, and those that are not finished."""

    as_json: bool


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """Show every check of one saved key."""

    name: str
    as_json: bool


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a key another name."""

    name: str
    new_name: str


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Take a key out of the vault; `sure`: without asking."""

    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Examine:
    """Look at storage, clock, network and versions: the command `doctor`.

    `report`: the file for a report that can be posted; `-` for standard output.
    """

    as_json: bool
    report: Path | None = None


ServiceCommand = (
    ChooseProxy
    | CheckKey
    | AddKey
    | MakePair
    | VerifyKeys
    | VerifyAll
    | ListKeys
    | ShowHistory
    | RenameKey
    | RemoveKey
    | Examine
    | VaultCommand
)
Command = OpenWindow | PlayTour | ServePractice | ListTroubles | ServiceCommand


@dataclass(frozen=True, slots=True)
class Request:
    """One command line, understood."""

    options: Options
    command: Command
