"""Texts for what happened on the way to the exchange and back."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

_UNPROVEN = QT_TR_NOOP(
    "Nothing could be proven, neither good nor bad. What is sealed stays sealed."
)

WORDS = {
    ProblemId.ANSWER_UNREADABLE: Words(
        QT_TR_NOOP("The answer could not be understood for certain."),
        QT_TR_NOOP(
            "Somebody else may have answered, such as a hotel's log-in page, or the exchange "
            "changed its answer."
        ),
        QT_TR_NOOP(
            "Open any web page to see whether your network asks you to log in, then try again. "
            "If it stays so, look for a newer version of the wizard."
        ),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.ANSWER_TOO_LARGE: Words(
        QT_TR_NOOP("The answer was far too long, so we stopped reading."),
        QT_TR_NOOP("An honest answer is short."),
        QT_TR_NOOP("Try again; if it happens twice, try another network."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.REDIRECTED: Words(
        QT_TR_NOOP("The answer wanted to send us to another address."),
        QT_TR_NOOP(
            "The exchange never does that; your network may want you to log in. "
            "We did not follow, and your key was not sent there."
        ),
        QT_TR_NOOP(
            "Open any web page to see whether your network asks you to log in, then try again."
        ),
        Action.TRY_AGAIN,
    ),
    ProblemId.LOGIN_PAGE: Words(
        QT_TR_NOOP("A web page answered in the exchange's place."),
        QT_TR_NOOP("That is what the log-in page of a hotel, train or office network does."),
        QT_TR_NOOP(
            "Open any web page in your browser, log in to the network if it asks you to, then try "
            "again."
        ),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.NO_NETWORK: Words(
        QT_TR_NOOP("This computer is not connected to the internet."),
        _UNPROVEN,
        QT_TR_NOOP("Switch your network on, or connect to another one, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.ADDRESS_UNKNOWN: Words(
        QT_TR_NOOP("The exchange's address could not be looked up."),
        QT_TR_NOOP(
            "Either the internet connection is down, or the network you are in hides this exchange."
        ),
        QT_TR_NOOP(
            "Look whether other web sites open. If they do, try another network, then try again."
        ),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.EXCHANGE_UNREACHABLE: Words(
        QT_TR_NOOP("The exchange could not be reached."),
        QT_TR_NOOP(
            "No connection to it came about, most often because the internet connection or a "
            "firewall is in the way."
        ),
        QT_TR_NOOP(
            "Look whether other web sites open. If they do, try another network, then try again."
        ),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.PROXY_NEEDED: Words(
        QT_TR_NOOP("The exchange could not be reached without a proxy."),
        QT_TR_NOOP(
            "This computer's settings name one ({proxy}). The wizard never uses a proxy that you "
            "did not choose."
        ),
        QT_TR_NOOP(
            "If your network needs that proxy, choose it in the connection settings, then try "
            "again."
        ),
        Action.CONNECTION_SETTINGS,
        means_too=_UNPROVEN,
    ),
    ProblemId.PROXY_UNREACHABLE: Words(
        QT_TR_NOOP("The proxy could not be reached."),
        QT_TR_NOOP("You chose {proxy} in the connection settings, and it does not answer."),
        QT_TR_NOOP("Look at its address, or go without it, then try again."),
        Action.CONNECTION_SETTINGS,
        means_too=_UNPROVEN,
    ),
    ProblemId.PROXY_REFUSED: Words(
        QT_TR_NOOP("The proxy does not let us through to the exchange."),
        QT_TR_NOOP("You chose {proxy} in the connection settings. It answered, and refused."),
        QT_TR_NOOP("Ask whoever runs it, or go without it, then try again."),
        Action.CONNECTION_SETTINGS,
        means_too=_UNPROVEN,
    ),
    ProblemId.PROXY_UNREADABLE: Words(
        QT_TR_NOOP("What answers at the proxy's address is no such proxy."),
        QT_TR_NOOP(
            "You chose {proxy} in the connection settings. It hung up, or answered as no proxy of "
            "this kind does."
        ),
        QT_TR_NOOP(
            "Look at its address, and whether it begins with http:// or socks5://, then try again."
        ),
        Action.CONNECTION_SETTINGS,
        means_too=_UNPROVEN,
    ),
    ProblemId.PROXY_LOGIN: Words(
        QT_TR_NOOP("The proxy asks for a name and a password."),
        QT_TR_NOOP("The wizard does not keep a proxy's password, so it cannot go through {proxy}."),
        QT_TR_NOOP("Use a proxy that asks for none, or another network, then try again."),
        Action.CONNECTION_SETTINGS,
        means_too=_UNPROVEN,
    ),
    ProblemId.CONNECTION_BROKEN: Words(
        QT_TR_NOOP("The connection broke off in the middle."),
        _UNPROVEN,
        QT_TR_NOOP("Try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.TLS_REFUSED: Words(
        QT_TR_NOOP("Whoever answered could not prove to be the exchange."),
        QT_TR_NOOP(
            "Something between you and the exchange, perhaps a virus scanner or a company network, "
            "opens encrypted connections. Your key was not sent."
        ),
        QT_TR_NOOP("Try another network, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.CERTIFICATE_DATE: Words(
        QT_TR_NOOP("Whoever answered has a certificate that is not valid today."),
        QT_TR_NOOP(
            "Most often this computer's date is wrong, so nobody can prove who they are. "
            "Your key was not sent."
        ),
        QT_TR_NOOP(
            "Look at the date in your system's settings. If it is right, try another network."
        ),
        Action.TRY_AGAIN,
    ),
    ProblemId.TIMED_OUT: Words(
        QT_TR_NOOP("The exchange did not answer in time."),
        QT_TR_NOOP("We waited {seconds} seconds."),
        QT_TR_NOOP("Look at your internet connection, then try again."),
        Action.TRY_AGAIN,
        means_too=_UNPROVEN,
    ),
    ProblemId.CANCELLED: Words(
        QT_TR_NOOP("The check was stopped."),
        _UNPROVEN,
        QT_TR_NOOP("Try again whenever you like."),
        Action.TRY_AGAIN,
    ),
}
