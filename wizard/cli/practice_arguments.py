"""What `practice` takes on the command line: port, kind of site, troubles."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from wizard.cli import help_text
from wizard.cli.request import Command, ListTroubles, ServePractice
from wizard.practice.site import PracticeSite
from wizard.practice.troubles import Trouble, check_combination, troubles_of

_LAST_PORT = 65535
_NEAR = 0.5  # how alike two names are, from 0 to 1
_MOST_NEAR = 4


def add_practice_arguments(parser: argparse.ArgumentParser) -> None:
    """Every argument of `practice`."""
    parser.add_argument("--port", type=_port, default=0, metavar="N", help=help_text.PORT)
    parser.add_argument(
        "--site", type=_site, default=PracticeSite.BINANCE_COM, metavar="SITE", help=help_text.SITE
    )
    parser.add_argument(
        "--trouble",
        type=_trouble,
        action="append",
        default=[],
        dest="troubles",
        metavar="NAME",
        help=help_text.TROUBLE,
    )
    parser.add_argument("--list-troubles", action="store_true", help=help_text.LIST_TROUBLES)


def practice_command(given: argparse.Namespace) -> Command:
    """The command in these arguments. Raises ValueError for troubles that do not fit."""
    site: PracticeSite = given.site
    troubles: Sequence[Trouble] = given.troubles
    if given.list_troubles:
        return ListTroubles(site)
    for trouble in troubles:
        if trouble not in troubles_of(site):
            raise ValueError(help_text.TROUBLE_NOT_THERE.format(name=trouble, site=site))
    check_combination(troubles)
    return ServePractice(given.port, frozenset(troubles), site)


def _trouble(text: str) -> Trouble:
    try:
        return Trouble(text.strip().lower())
    except ValueError:
        raise argparse.ArgumentTypeError(_no_such_trouble(text)) from None


def _no_such_trouble(text: str) -> str:
    from difflib import get_close_matches

    wanted = text.strip().lower()
    names = [trouble.value for trouble in Trouble]
    near = [name for name in names if wanted and wanted in name]
    near += list(get_close_matches(wanted, names, _MOST_NEAR, _NEAR))
    sentence = help_text.NO_SUCH_TROUBLE.format(name=text)
    if near:
        shown = ", ".join(list(dict.fromkeys(near))[:_MOST_NEAR])
        sentence += f" {help_text.NEAR_NAMES.format(names=shown)}"
    return f"{sentence} {help_text.WHERE_TROUBLES_ARE}"


def _site(text: str) -> PracticeSite:
    try:
        return PracticeSite(text.strip().lower())
    except ValueError:
        names = " or ".join(PracticeSite)
        raise argparse.ArgumentTypeError(f"the kind of site is {names}") from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {_LAST_PORT}")
    return int(text)
