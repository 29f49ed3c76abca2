"""Every sentence that `--help` and the parser say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One line in the list of commands, and the command's own page."""

    line: str
    page: str


PROGRAM = """\
Creates, proves and keeps read-only API keys of an exchange.

Without a command the window opens. Every command works without a display.\
"""

EXIT_STATUS = """\
exit status:
  0   read-only, or the command did its work
  1   a key can do more than read
  2   a key is not accepted
  3   a key could not be checked
  4   trouble with the vault or the keychain
  64  the command line or the input was not understood
  69  a port or a display is not available
  70  a fault of the wizard itself
  74  the answer, the report or the exported file could not be written
For several keys the worst of 1, 2, 4, 3, 0 counts, in that order.

An API key's secret is never an argument and never in the environment: both can be
seen by other programs. Give it on standard input, or type it when asked.\
"""

DATA_DIR = "keep the vault in this folder instead of the usual one"
PASSPHRASE_FILE = "a file of yours whose first line opens the vault"  # noqa: S105 (a sentence)
RECOVERY_CODE_FILE = "a file of yours whose first line is the vault's recovery code"
EXCHANGE_URL = (
    "ask a practice exchange on this computer (http://127.0.0.1:PORT) instead of the real one"
)
VENUE = "the site of your account: binance.com (which is meant otherwise) or binance.us"
BOXES_SEEN = (
    "binance.us only: you looked at the key's page, and no box but reading is ticked there; "
    "that site does not report it"
)
PRACTICE_WINDOW = "open the window on a practice exchange of its own; nothing there is real"
JSON = "print exactly one JSON document"
NAME = "the name of a key"
NEW_NAME = "a name for the key, such as that of the program it is for"
ALL = "every saved key"
YES = "do not ask"
REPORT = "write a report that can be posted in public; - for standard output"
PORT = "the port to serve on; without it, any free one"
SITE = "which kind of site it plays: binance.com (the usual one) or binance.us"
TROUBLE = "switch this trouble on from the start; may be given more than once"
LIST_TROUBLES = "show every trouble by name and what it does, and end"
OUT = "the folder for the pictures"
LANGUAGE = "the language of the window, for example es"

NEVER_AN_ARGUMENT = (
    "A key or secret never goes on the command line, where other programs can see it. "
    "Give it on standard input. If that was your secret, delete the key at the exchange."
)
PRACTICE_IS_FOR_THE_WINDOW = (
    "--practice opens the window. For commands, start “key-wizard practice” and give its "
    "address with --exchange-url."
)
PRACTICE_STANDS_ALONE = (
    "--practice brings its own exchange and its own folder, so --data-dir, --passphrase-file, "
    "--recovery-code-file and --exchange-url do not go with it."
)
WINDOW_ASKS_ITSELF = (
    "--passphrase-file and --recovery-code-file are for commands; the window asks by itself."
)
ONE_ANSWER = "--json and --report - would both go to standard output: give the report a file."
NAMES_OR_ALL = "Give the names of the keys to verify, or --all for every saved key."
NO_SUCH_TROUBLE = "There is no trouble “{name}”."
NEAR_NAMES = "Near it: {names}."
WHERE_TROUBLES_ARE = "“key-wizard practice --list-troubles” shows them all."
TROUBLE_NOT_THERE = (
    "“{name}” is about the report on a key's permissions, and a site of the kind {site} gives none."
    " “key-wizard practice --site {site} --list-troubles” shows what there is."
)
QUOTE_THE_NAME = (
    'A name of several words goes between quotation marks: key-wizard add "Tax report".'
)

_INPUT = """\
Standard input takes one JSON object:
  {"api_key": "…", "secret": "…"}            for a key that the exchange generated
  {"api_key": "…", "private_key_pem": "…"}   for one that you generated yourself
In a terminal you are asked for the values, and they are not shown while you type.\
"""

CHECK = CommandHelp(
    "check a key live and save nothing",
    f"Asks the exchange what a key may do. Nothing is saved.\n\n{_INPUT}",
)
ADD = CommandHelp(
    "check a key live and save it when it is read-only",
    f"""\
Seals a key in the vault, asks the exchange what it may do, and saves it when it is
read-only. A vault is made when there is none yet.

{_INPUT}

When the key is not saved:
- It can do more than read, the exchange did not answer, or it only needs other settings
  there: the key stays sealed as unfinished. Run the same command again to go on. With
  empty input it goes on with what is sealed.
- The exchange says that the values themselves are wrong: nothing is kept.
“list” shows unfinished keys; “remove” discards them.

For a pair of “make-pair” the API key alone is enough, {{"api_key": "…"}}; in a terminal
nothing else is asked for. The same again gives another API key to the same pair.""",
)
MAKE_PAIR = CommandHelp(
    "make a key pair, so that no secret is ever on a web page",
    """Makes an Ed25519 key pair, seals the private key in the vault, and then prints the public
key. On the exchange's page choose “Self-generated” and paste the public key there; it gives
an API key for it. “add NAME” takes that API key, checks it and saves it when it is read-only.
Nothing secret is ever shown. The same command again prints the same public key once more.

binance.com only: whether binance.us takes public keys is not known.""",
)
VERIFY = CommandHelp(
    "check saved keys again",
    """\
Asks the exchange again what saved keys may do, and notes the answer in their history.
With one NAME the JSON is one object; with several, or with --all, a list of them.
With --all and no saved key nothing can be checked, so the exit status is 3.""",
)
LIST = CommandHelp(
    "show the saved keys",
    """\
Shows the saved keys as they were when last checked; nothing is asked of the exchange.
Unfinished keys (sealed, but not proven read-only) are shown apart, and not in the JSON.""",
)
HISTORY = CommandHelp(
    "show every check of a key",
    """\
Shows the checks of one saved key, newest first, and what changed between them.
The JSON is a list with one object for each check.""",
)
RENAME = CommandHelp("give a key another name", "Gives a key another name.")
REMOVE = CommandHelp(
    "take a key out of the vault",
    """\
Takes a saved or unfinished key out of the vault. It goes on existing at the exchange;
delete it there, too, when nothing needs it any more.""",
)
PROXY = CommandHelp(
    "ask the exchange through a proxy",
    """\
Without an address: says which proxy is chosen. With http://HOST:PORT or socks5://HOST:PORT:
from now on the exchange is asked through that proxy, here and in the window; it looks up the
exchange's name and sees nothing of what is said. “none”: directly again.
A proxy that the environment names is never used unless it is chosen here.""",
)
PROXY_ADDRESS = "http://HOST:PORT, socks5://HOST:PORT, or none"
DOCTOR = CommandHelp(
    "look at storage, clock, network and versions",
    """\
Looks where secrets are kept, whether the exchange answers, whether the clocks agree, and
which versions are at work. Nothing secret is in it, so it can be sent to somebody who helps.
Exit status 4: trouble with storage; 3: trouble with network or clock.

With --report FILE a report is written, as plain text. It can be posted in public: no key,
no name of a key, no address, no folder and no name of a person or computer is in it. Read
it before you post it. A file that is there already stays as it is.""",
)
PRACTICE = CommandHelp(
    "serve the practice exchange on this computer",
    """\
Serves the practice exchange until Ctrl+C ends it. Nothing there is real, and nothing is
written to disk. The first line printed is {"pages_url": "…", "api_url": "…"}: open the
pages in a browser, and give the api_url to other commands as --exchange-url.

To rehearse bad days, switch troubles on: here with --trouble, or any time on the page
“What could go wrong?” of the practice exchange. A trouble spoils the API, never the pages.""",
)
TOUR = CommandHelp(
    "play the whole guide by itself and keep pictures",
    """\
Plays the whole guide by itself on a practice exchange, and saves a picture of every
screen. Needs no display. Exit status 0 only if everything went as it should.""",
)
