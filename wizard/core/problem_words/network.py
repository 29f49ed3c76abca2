"""Texts for what happened on the way to the exchange and back."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

_UNPROVEN = "Nothing could be proven, neither good nor bad. What is sealed stays sealed."

WORDS = {
    ProblemId.ANSWER_UNREADABLE: Words(
        "The answer could not be understood for certain.",
        "Somebody else may have answered, such as a hotel's log-in page, or the exchange "
        "changed its answer. " + _UNPROVEN,
        "Open any web page to see whether your network asks you to log in, then try again. "
        "If it stays so, look for a newer version of the wizard.",
        Action.TRY_AGAIN,
    ),
    ProblemId.ANSWER_TOO_LARGE: Words(
        "The answer was far too long, so we stopped reading.",
        "An honest answer is short. " + _UNPROVEN,
        "Try again; if it happens twice, try another network.",
        Action.TRY_AGAIN,
    ),
    ProblemId.REDIRECTED: Words(
        "The answer wanted to send us to another address.",
        "The exchange never does that; your network may want you to log in. "
        "We did not follow, and your key was not sent there.",
        "Open any web page to see whether your network asks you to log in, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.NO_NETWORK: Words(
        "The exchange could not be reached.",
        "This computer has no connection to it at the moment. " + _UNPROVEN,
        "Look at your internet connection, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.CONNECTION_BROKEN: Words(
        "The connection broke off in the middle.",
        _UNPROVEN,
        "Try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.TLS_REFUSED: Words(
        "Whoever answered could not prove to be the exchange.",
        "Something between you and the exchange, perhaps a virus scanner or a company network, "
        "opens encrypted connections. Your key was not sent.",
        "Try another network, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.CERTIFICATE_DATE: Words(
        "Whoever answered has a certificate that is not valid today.",
        "Most often this computer's date is wrong, so nobody can prove who they are. "
        "Your key was not sent.",
        "Look at the date in your system's settings. If it is right, try another network.",
        Action.TRY_AGAIN,
    ),
    ProblemId.TIMED_OUT: Words(
        "The exchange did not answer in time.",
        "We waited {seconds} seconds. " + _UNPROVEN,
        "Look at your internet connection, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.CANCELLED: Words(
        "The check was stopped.",
        _UNPROVEN,
        "Try again whenever you like.",
        Action.TRY_AGAIN,
    ),
}
