"""The words of troubles on the way between your computer and an exchange."""

from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble

_DEADLINE = "gives up at its deadline and stays usable all the while."
_TRY_AGAIN = "says that the connection failed, and offers to try again."
_STOPS_READING = "stops reading early, long before its memory fills."

NETWORK = {
    Trouble.LOGIN_PAGE: TroubleWords(
        "A log-in page in between",
        "Every call gets a web page to log in, as in the Wi-Fi of a hotel or a train.",
        "recognises that the answer is not from the exchange, and says so.",
    ),
    Trouble.REDIRECT: TroubleWords(
        "Sent to another address",
        "Every call is told to go to another host.",
        "does not follow: your API key never goes to a host it was not meant for.",
    ),
    Trouble.SLOW_HEADERS: TroubleWords(
        "Slow from the start", "Every answer arrives at two characters a second.", _DEADLINE
    ),
    Trouble.SLOW_BODY: TroubleWords(
        "Slow after a good start",
        "An answer begins at once, and its content arrives at two characters a second.",
        _DEADLINE,
    ),
    Trouble.SILENT: TroubleWords(
        "Silence", "The connection opens, and then nothing comes.", _DEADLINE
    ),
    Trouble.CUT_OFF: TroubleWords(
        "Cut off", "Every answer ends half-way through.", "never acts on half an answer."
    ),
    Trouble.RESET: TroubleWords(
        "Hung up", "The connection breaks before a single character arrives.", _TRY_AGAIN
    ),
    Trouble.GARBAGE: TroubleWords(
        "Garbage", "Every answer is a heap of meaningless bytes.", _TRY_AGAIN
    ),
    Trouble.ENDLESS_BODY: TroubleWords(
        "An answer without an end", "Every answer goes on for ever.", _STOPS_READING
    ),
    Trouble.GZIP_BOMB: TroubleWords(
        "An answer that swells",
        "Every answer is small on the way and unpacks to a gigabyte.",
        _STOPS_READING,
    ),
}
