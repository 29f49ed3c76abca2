"""Texts for what the exchange said about a key."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

_UNPROVEN = QT_TR_NOOP(
    "Nothing could be proven, neither good nor bad. What is sealed stays sealed."
)
_LATER = QT_TR_NOOP("Wait a few minutes, then try again.")

WORDS = {
    ProblemId.REQUEST_MALFORMED: Words(
        QT_TR_NOOP("The exchange did not understand our question."),
        QT_TR_NOOP("This is our fault, not yours."),
        QT_TR_NOOP("Try again; if it happens twice, look for a newer version of the wizard."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.KEY_SHAPE_REFUSED: Words(
        QT_TR_NOOP("The exchange says that this is not an API key."),
        QT_TR_NOOP("Something was lost or added while copying."),
        QT_TR_NOOP("Copy the API key again with the page's copy button and paste it."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.KEY_UNKNOWN: Words(
        QT_TR_NOOP("{venue} does not know this key."),
        QT_TR_NOOP(
            "Most likely it was deleted there, or a character changed while copying. It could also "
            "be a key of another site{other_sites}."
        ),
        QT_TR_NOOP(
            "Look whether the key is on the API page. If it is, paste it again; if it is not, "
            "create a new one from step 1."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.KEY_DELETED: Words(
        QT_TR_NOOP("{venue} does not know this key any more."),
        QT_TR_NOOP(
            "It was accepted before, so it was deleted there since, by you or by the exchange. "
            "Exchanges delete keys: unused ones, and on 3 July 2018 Binance deleted every one."
        ),
        QT_TR_NOOP("Create a new one from step 1; the name is filled in already."),
        Action.START_AGAIN,
    ),
    ProblemId.KEY_NOT_LET_IN: Words(
        QT_TR_NOOP("{venue} does not accept this key from here."),
        QT_TR_NOOP(
            "{address_seen}It gives one answer for several causes. Most likely the key was "
            "deleted or belongs to another site{other_sites}; else its list of IP addresses "
            "leaves yours out, or reading is off."
        ),
        QT_TR_NOOP(
            "Look for the key on the API page. If it is there, choose “Edit”, tick reading, look "
            "at the list of IP addresses, save, then try again."
        ),
        Action.OPEN_PAGE,
    ),
    ProblemId.NOT_ALLOWED: Words(
        QT_TR_NOOP("The exchange knows this key, but does not let it in from here."),
        QT_TR_NOOP(
            "{address_seen}Most likely the key has a list of IP addresses that yours is not on; "
            "else “Enable Reading” is not ticked."
        ),
        QT_TR_NOOP(
            "On the API page choose “Edit restrictions”, look at the list of IP addresses and at "
            "“Enable Reading”, save, then try again."
        ),
        Action.OPEN_PAGE,
    ),
    ProblemId.ADDRESS_NOT_LISTED: Words(
        QT_TR_NOOP("This key may not be used from your internet address."),
        QT_TR_NOOP(
            "{address_seen}The key's list of trusted IP addresses leaves your present one out."
        ),
        QT_TR_NOOP(
            "On the API page choose “Edit restrictions”, add {address} to the list, save, "
            "then try again."
        ),
        Action.OPEN_PAGE,
    ),
    ProblemId.READING_OFF: Words(
        QT_TR_NOOP("This key cannot read."),
        QT_TR_NOOP("A program that you give it to would see nothing."),
        QT_TR_NOOP(
            "On the API page choose “Edit restrictions”, tick “Enable Reading”, save, then try "
            "again."
        ),
        Action.EDIT_RESTRICTIONS,
    ),
    ProblemId.WRONG_SECRET: Words(
        QT_TR_NOOP("The API key and the secret do not belong together."),
        QT_TR_NOOP(
            "The exchange knows the API key, but the secret is a different one, "
            "or a part of it was lost while copying."
        ),
        QT_TR_NOOP(
            "Copy both lines from the same page again. If the secret is no longer shown, "
            "delete that key and create a new one."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.WRONG_PRIVATE_KEY: Words(
        QT_TR_NOOP("The API key and the private key do not belong together."),
        QT_TR_NOOP(
            "The exchange knows the API key, but holds the public half of a different pair for it."
        ),
        QT_TR_NOOP(
            "Paste the API key that the exchange showed for this pair, or the private key that "
            "belongs to it."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.SWAPPED: Words(
        QT_TR_NOOP("The API key and the secret were in each other's place."),
        QT_TR_NOOP("Nothing is wrong with the key."),
        QT_TR_NOOP("Swap them and try again."),
        Action.SWAP,
    ),
    ProblemId.ANOTHER_KEY_ANSWERED: Words(
        QT_TR_NOOP("The answer is about a different key."),
        QT_TR_NOOP(
            "This key was created at another time than the one you saved, so the answer proves "
            "nothing about it."
        ),
        QT_TR_NOOP("Check the address of the exchange and your network, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.CLOCK_OFF: Words(
        QT_TR_NOOP("This computer's clock is wrong."),
        QT_TR_NOOP("It is {offset}, and the exchange only answers when the time is right."),
        QT_TR_NOOP("Switch on automatic time in your system's settings, then try again."),
        Action.CHECK_CLOCK,
    ),
    ProblemId.CLOCK_DISPUTED: Words(
        QT_TR_NOOP("The exchange does not accept the time of our question."),
        QT_TR_NOOP("This computer's clock agrees with the exchange's as far as we can measure."),
        QT_TR_NOOP("Try again in a minute."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.TOO_MANY_REQUESTS: Words(
        QT_TR_NOOP("The exchange asks us to slow down."),
        _UNPROVEN,
        QT_TR_NOOP(
            "Try again at {until}. Until then the wizard does not ask, even after a restart."
        ),
        Action.TRY_LATER,
    ),
    ProblemId.BANNED: Words(
        QT_TR_NOOP("The exchange does not answer your address for a while."),
        QT_TR_NOOP("Too many questions came from it, perhaps from another program."),
        QT_TR_NOOP(
            "Try again at {until}. Until then the wizard does not ask, because every try can make "
            "the wait longer."
        ),
        Action.TRY_LATER,
        means_too=_UNPROVEN,
    ),
    ProblemId.MAINTENANCE: Words(
        QT_TR_NOOP("The exchange is closed for maintenance."),
        _UNPROVEN,
        _LATER,
        Action.TRY_AGAIN,
    ),
    ProblemId.LOCATION_REFUSED: Words(
        QT_TR_NOOP("The exchange does not serve the place you are connecting from."),
        QT_TR_NOOP("It answers nobody there, whatever the key."),
        QT_TR_NOOP("If you use a VPN, switch it off or choose another country, then try again."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.FIREWALL: Words(
        QT_TR_NOOP("The exchange's firewall turned us away."),
        QT_TR_NOOP("This happens on some networks and VPNs."),
        QT_TR_NOOP("Try another network, or switch a VPN off, then try again."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.SERVER_TROUBLE: Words(
        QT_TR_NOOP("The exchange has trouble of its own."),
        _UNPROVEN,
        _LATER,
        Action.TRY_AGAIN,
    ),
    ProblemId.UNKNOWN_ERROR: Words(
        QT_TR_NOOP("The exchange gave an answer that we do not know."),
        _UNPROVEN,
        QT_TR_NOOP("Try again; if it happens twice, look for a newer version of the wizard."),
        Action.TRY_AGAIN,
    ),
    ProblemId.TRADING_UNPROVEN: Words(
        QT_TR_NOOP("Whether this key can trade could not be proven."),
        QT_TR_NOOP(
            "{because}Only a refused test order shows that trading is off, and this time it "
            "brought no clear answer."
        ),
        QT_TR_NOOP("Try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.BOXES_UNCONFIRMED: Words(
        QT_TR_NOOP("Your own look at the boxes is still missing."),
        QT_TR_NOOP(
            "{venue} does not report whether a key can withdraw, so nobody but you can see that "
            "“Enable Withdrawals” is not ticked."
        ),
        QT_TR_NOOP(
            "Look at the key on the API page, and say here what you see (in a terminal: "
            "“--boxes-seen”)."
        ),
    ),
}
