"""The words of answers that arrive, but are not what they should be."""

from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble

_NOT_CHECKED = "says that the key could not be checked, because the answer cannot be read."

ANSWERS = {
    Trouble.WRONG_TYPE: TroubleWords(
        "A field of the wrong kind",
        "The report on a key says "
        "“false” about trading as a word in quotation marks, not as yes or no.",
        "does not guess: the key could not be checked.",
    ),
    Trouble.MISSING_FIELD: TroubleWords(
        "A field is missing",
        "The report on a key says nothing about withdrawals.",
        "never takes silence for “off”: the key could not be checked.",
    ),
    Trouble.DUPLICATE_NAMES: TroubleWords(
        "The same field twice",
        "The report on a key says first that trading is on, then that it is off.",
        "refuses to choose between the two: the key could not be checked.",
    ),
    Trouble.ERROR_IN_200: TroubleWords(
        "An error that looks like success",
        "Every call gets an error in its text, but status 200, which means success.",
        _NOT_CHECKED,
    ),
    Trouble.EMPTY: TroubleWords(
        "An empty answer", "Every call gets status 200 and nothing else.", _NOT_CHECKED
    ),
    Trouble.NO_CONTENT: TroubleWords(
        "No content", "Every call gets status 204, which means that nothing follows.", _NOT_CHECKED
    ),
    Trouble.NOT_JSON: TroubleWords(
        "Text no program can read",
        "Every answer is called JSON, the language of such answers, but is not.",
        _NOT_CHECKED,
    ),
    Trouble.HUGE_NUMBER: TroubleWords(
        "A number of 100,000 digits",
        "Every number in an answer has 100,000 digits.",
        "neither stalls nor stops working; says that the answer cannot be read.",
    ),
    Trouble.NESTED_LISTS: TroubleWords(
        "200,000 lists inside each other",
        "Every answer is a list in a list in a list, 200,000 deep.",
        "neither stalls nor stops working; says that the answer cannot be read.",
    ),
}
