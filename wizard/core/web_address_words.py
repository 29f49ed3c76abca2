"""What is said of an address that somebody was given: whose it is, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from wizard.core.web_address import (
    Genuine,
    Mail,
    NoAddress,
    OnlyLooksLikeIt,
    Origin,
    SomebodyElses,
    ThisComputer,
    Trick,
)
from wizard.core.wording import QT_TR_NOOP, tr


class Trust(Enum):
    """How an answer feels: good news, a warning, or neither."""

    GOOD = auto()
    BAD = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class OriginWords:
    """One sentence, why, and what to do; in the language that is spoken."""

    trust: Trust
    title: str
    why: str
    advice: str


_WHY = {
    Trick.NOT_ENCRYPTED: QT_TR_NOOP(
        "{host} is right. But the address begins with http:// and not https://, so others may read "
        "along on the way, or change the page."
    ),
    Trick.NO_WEB_PAGE: QT_TR_NOOP(
        "It begins with {host}, and that is no way to a web page of the exchange. Such texts can "
        "do something else when they are opened."
    ),
    Trick.BEFORE_AT: QT_TR_NOOP(
        "There is an @ sign in front of the page's path. Only what comes after it counts, and that "
        "is {host}. The exchange writes no address like this."
    ),
    Trick.FOREIGN_LETTERS: QT_TR_NOOP(
        "At least one letter of {host} only looks like the right one: it has a mark, or comes from "
        "another alphabet."
    ),
    Trick.NAME_IN_FRONT: QT_TR_NOOP(
        "The name stands in front, where anybody may put it. What counts is the end, and the end "
        "of {host} is not the exchange's."
    ),
    Trick.NAME_WITHIN: QT_TR_NOOP(
        "In {host}, something is stuck to the name. That makes it another address, and another "
        "owner."
    ),
    Trick.NAME_BEHIND: QT_TR_NOOP(
        "The name stands behind the first /, where anybody may write it. The page belongs to "
        "{host}."
    ),
    Trick.MISSPELLED: QT_TR_NOOP(
        "{host} is nearly the exchange's address: a letter is more, less, changed or moved."
    ),
    Trick.OTHER_ENDING: QT_TR_NOOP(
        "{host} has the name, but another ending than binance.com and binance.us. The exchange has "
        "more sites in single countries, and there are false ones. This app cannot tell them apart."
    ),
    Trick.NUMBERS: QT_TR_NOOP(
        "{host} is a number in place of a name. The exchange writes no address like this."
    ),
    Trick.PORT: QT_TR_NOOP(
        "There is a number behind a colon: {host}. The exchange writes no address like this."
    ),
    Trick.SHORTENED: QT_TR_NOOP(
        "{host} makes short addresses that lead on to others. Nobody can see where this one goes."
    ),
    Trick.HIDDEN_SIGNS: QT_TR_NOOP(
        "There are invisible signs in it. They make an address look like another one."
    ),
    Trick.ODD_SIGNS: QT_TR_NOOP(
        "There are signs in {host} that no address of the exchange has in this place. Browsers may "
        "read them in more than one way."
    ),
    Trick.TWO_IN_ONE: QT_TR_NOOP(
        "There are two addresses in one: what is shown is not where it leads. The other one is "
        "{host}."
    ),
    Trick.TOO_LONG: QT_TR_NOOP(
        "It is so long that a browser does not show all of it. What counts stands before the first "
        "single /, and may be out of sight."
    ),
}


def words_of(origin: Origin) -> OriginWords:
    """What to tell the person who asked about an address."""
    match origin:
        case Genuine(site, host):
            return OriginWords(
                Trust.GOOD,
                tr("This address belongs to {site}.").format(site=site),
                tr("The part that counts is {host}.").format(host=host),
                tr(
                    "A real address can still come in a false mail. The safest way there is "
                    "“Open the page”."
                ),
            )
        case OnlyLooksLikeIt(host, trick):
            return OriginWords(
                Trust.BAD, _title(trick), tr(_WHY[trick]).format(host=host), _advice(trick)
            )
        case SomebodyElses(host):
            return OriginWords(
                Trust.BAD,
                tr("This is not the exchange's address."),
                tr("It belongs to somebody else: {host}.").format(host=host),
                _stay_away(),
            )
        case ThisComputer(host):
            return OriginWords(
                Trust.NONE,
                tr("This address is on your own computer."),
                tr(
                    "{host} is where the practice exchange lives. It is never the real exchange."
                ).format(host=host),
                tr("Type no real password there."),
            )
        case Mail():
            return OriginWords(
                Trust.NONE,
                tr("This is where mail is sent to, not the address of a page."),
                tr("Anybody can write any sender into a mail, so a sender proves nothing."),
                tr("Paste the address that the mail wants you to open."),
            )
        case NoAddress():
            return OriginWords(
                Trust.NONE,
                tr("This is not the address of a page."),
                tr("An address has a dot in it and no spaces, such as www.binance.com."),
                tr("Paste one address, and nothing around it."),
            )
        case _:
            assert_never(origin)


def _title(trick: Trick) -> str:
    match trick:
        case Trick.FOREIGN_LETTERS | Trick.NAME_IN_FRONT | Trick.NAME_WITHIN | Trick.MISSPELLED:
            return tr("This only looks like the exchange's address.")
        case Trick.NAME_BEHIND:
            return tr("This is not the exchange's address.")
        case _:
            return tr("Do not trust this address.")


def _advice(trick: Trick) -> str:
    if trick is Trick.NOT_ENCRYPTED:  # the right place, on an open road
        return tr("Do not open it. Type the address yourself, with https:// in front.")
    return _stay_away()


def _stay_away() -> str:
    return tr(
        "Do not open it, and type nothing there. If you have: change your password on the real "
        "page, and delete your API keys there."
    )
