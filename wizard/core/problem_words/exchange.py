"""Texts for what the exchange said about a key."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

_UNPROVEN = "Nothing could be proven, neither good nor bad. What is sealed stays sealed."
_LATER = "Wait a few minutes, then try again."

WORDS = {
    ProblemId.REQUEST_MALFORMED: Words(
        "The exchange did not understand our question.",
        "This is our fault, not yours. " + _UNPROVEN,
        "Try again; if it happens twice, look for a newer version of the wizard.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEY_SHAPE_REFUSED: Words(
        "The exchange says that this is not an API key.",
        "Something was lost or added while copying.",
        "Copy the API key again with the page's copy button and paste it.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.KEY_UNKNOWN: Words(
        "The exchange does not know this key.",
        "It was deleted, it belongs to another site, or a character was lost while copying. "
        "Exchanges delete keys, too: on 3 July 2018 Binance deleted every one of them.",
        "Look whether the key is still on the API page. If it is, paste it again; "
        "if it is gone, create a new one from step 1.",
        Action.START_AGAIN,
    ),
    ProblemId.NOT_ALLOWED: Words(
        "The exchange knows this key, but does not let it in from here.",
        "The key has a list of allowed addresses that yours is not on, "
        "or “Enable Reading” is not ticked.",
        "On the API page choose “Edit restrictions”, tick “Enable Reading”, "
        "look at the list of IP addresses, save, then try again.",
        Action.EDIT_RESTRICTIONS,
    ),
    ProblemId.READING_OFF: Words(
        "This key cannot read.",
        "A program that you give it to would see nothing.",
        "On the API page choose “Edit restrictions”, tick “Enable Reading”, save, then try again.",
        Action.EDIT_RESTRICTIONS,
    ),
    ProblemId.WRONG_SECRET: Words(
        "The API key and the secret do not belong together.",
        "The exchange knows the API key, but the secret is a different one, "
        "or a part of it was lost while copying.",
        "Copy both lines from the same page again. If the secret is no longer shown, "
        "delete that key and create a new one.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.SWAPPED: Words(
        "The API key and the secret were in each other's place.",
        "Nothing is wrong with the key.",
        "Swap them and try again.",
        Action.SWAP,
    ),
    ProblemId.ANOTHER_KEY_ANSWERED: Words(
        "The answer is about a different key.",
        "This key was created at another time than the one you saved, so the answer proves "
        "nothing about it.",
        "Check the address of the exchange and your network, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.CLOCK_OFF: Words(
        "This computer's clock is wrong.",
        "It is {offset}, and the exchange only answers when the clocks agree.",
        "Switch on automatic time in your system's settings, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.TOO_MANY_REQUESTS: Words(
        "The exchange asks us to slow down.",
        _UNPROVEN,
        "Try again after {wait}.",
        Action.TRY_AGAIN,
    ),
    ProblemId.BANNED: Words(
        "The exchange does not answer your address for a while.",
        "Too many questions came from it, perhaps from another program. " + _UNPROVEN,
        "Try again after {wait}. Until then every try can make the wait longer.",
        Action.TRY_AGAIN,
    ),
    ProblemId.MAINTENANCE: Words(
        "The exchange is closed for maintenance.",
        _UNPROVEN,
        _LATER,
        Action.TRY_AGAIN,
    ),
    ProblemId.LOCATION_REFUSED: Words(
        "The exchange does not serve the place you are connecting from.",
        "It answers nobody there, whatever the key. " + _UNPROVEN,
        "If you use a VPN, switch it off or choose another country, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.FIREWALL: Words(
        "The exchange's firewall turned us away.",
        "This happens on some networks and VPNs. " + _UNPROVEN,
        "Try another network, or switch a VPN off, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.SERVER_TROUBLE: Words(
        "The exchange has trouble of its own.",
        _UNPROVEN,
        _LATER,
        Action.TRY_AGAIN,
    ),
    ProblemId.UNKNOWN_ERROR: Words(
        "The exchange gave an answer that we do not know.",
        _UNPROVEN,
        "Try again; if it happens twice, look for a newer version of the wizard.",
        Action.TRY_AGAIN,
    ),
}
