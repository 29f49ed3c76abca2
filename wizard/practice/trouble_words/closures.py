"""The words of an exchange that is closed: to everybody, or to this computer."""

from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble

CLOSURES = {
    Trouble.RATE_LIMIT: TroubleWords(
        "Too many requests",
        "Every call gets status 429: wait 30 seconds.",
        "says when to try again, and keeps quiet until then.",
    ),
    Trouble.RATE_LIMIT_ZERO: TroubleWords(
        "Too many requests, wait 0 seconds",
        "Every call gets status 429, and the time to wait is given as 0, as has been seen.",
        "waits a minute all the same.",
    ),
    Trouble.BAN: TroubleWords(
        "Banned for a while",
        "Every call gets status 418: this computer’s address is banned for two minutes.",
        "says until when, and asks nothing before that.",
    ),
    Trouble.MAINTENANCE: TroubleWords(
        "Maintenance",
        "The exchange says that it is under maintenance and answers nothing else.",
        "says so, and changes nothing about what it knew of the key.",
    ),
    Trouble.OVERLOAD: TroubleWords(
        "Overloaded",
        "Every call gets status 503 and -1008: too many people at once.",
        "says that the trouble is the exchange’s, and offers to try again later.",
    ),
    Trouble.COUNTRY: TroubleWords(
        "Not from your country",
        "Every call gets status 451: the exchange does not serve this place.",
        "says that the exchange refuses the place you are in, not your key.",
    ),
    Trouble.FIREWALL_PAGE: TroubleWords(
        "A firewall in between",
        "Every call gets status 403 and a web page from the exchange’s firewall.",
        "says that a firewall or VPN is in the way, not your key.",
    ),
}
