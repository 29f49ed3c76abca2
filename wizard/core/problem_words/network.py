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
    ProblemId.LOGIN_PAGE: Words(
        "A web page answered in the exchange's place.",
        "That is what the log-in page of a hotel, train or office network does. " + _UNPROVEN,
        "Open any web page in your browser, log in to the network if it asks you to, then try "
        "again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.NO_NETWORK: Words(
        "This computer is not connected to the internet.",
        _UNPROVEN,
        "Switch your network on, or connect to another one, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.ADDRESS_UNKNOWN: Words(
        "The exchange's address could not be looked up.",
        "Either the internet connection is down, or the network you are in hides this "
        "exchange. " + _UNPROVEN,
        "Look whether other web sites open. If they do, try another network, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.EXCHANGE_UNREACHABLE: Words(
        "The exchange could not be reached.",
        "No connection to it came about, most often because the internet connection or a "
        "firewall is in the way. " + _UNPROVEN,
        "Look whether other web sites open. If they do, try another network, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.PROXY_NEEDED: Words(
        "The exchange could not be reached without a proxy.",
        "This computer's settings name one ({proxy}). The wizard never uses a proxy that you "
        "did not choose. " + _UNPROVEN,
        "If your network needs that proxy, choose it in the connection settings, then try again.",
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROXY_UNREACHABLE: Words(
        "The proxy could not be reached.",
        "You chose {proxy} in the connection settings, and it does not answer. " + _UNPROVEN,
        "Look at its address, or go without it, then try again.",
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROXY_REFUSED: Words(
        "The proxy does not let us through to the exchange.",
        "You chose {proxy} in the connection settings. It answered, and refused. " + _UNPROVEN,
        "Ask whoever runs it, or go without it, then try again.",
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROXY_UNREADABLE: Words(
        "What answers at the proxy's address is no such proxy.",
        "You chose {proxy} in the connection settings. It hung up, or answered as no proxy of "
        "this kind does. " + _UNPROVEN,
        "Look at its address, and whether it begins with http:// or socks5://, then try again.",
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROXY_LOGIN: Words(
        "The proxy asks for a name and a password.",
        "The wizard does not keep a proxy's password, so it cannot go through {proxy}. "
        + _UNPROVEN,
        "Use a proxy that asks for none, or another network, then try again.",
        Action.CONNECTION_SETTINGS,
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
