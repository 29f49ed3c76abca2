"""The words of troubles that lie with the key, its report or the clock."""

from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble

KEY = {
    Trouble.TRADING_ON: TroubleWords(
        "Trading is on",
        "Every key may trade and reports so, whatever its boxes say.",
        "says that the key can do more than read, names trading, and does not save the key.",
    ),
    Trouble.READING_OFF: TroubleWords(
        "Reading is off",
        "No key may read any more, so every look at the account is refused with -2015.",
        "names reading as one of the possible causes, because -2015 has several.",
    ),
    Trouble.LYING_FLAGS: TroubleWords(
        "The report lies",
        "Every key reports that it can only read, but a test order is accepted.",
        "believes the test order, not the report: the key can trade.",
    ),
    Trouble.UNKNOWN_PERMISSION: TroubleWords(
        "A permission nobody has heard of, on",
        "Every key reports a permission called “enableSomethingNew”, and it is on.",
        "counts it as more than reading, because nobody knows what it allows.",
    ),
    Trouble.UNKNOWN_PERMISSION_OFF: TroubleWords(
        "A permission nobody has heard of, off",
        "Every key reports a permission called “enableSomethingElse”, and it is off.",
        "carries on: what is off allows nothing.",
    ),
    Trouble.ANOTHER_KEY: TroubleWords(
        "An answer about another key",
        "The report gives another time of creation, as if it were about some other key.",
        "notices the change when it has checked the key before, and trusts nothing in the report.",
    ),
    Trouble.IP_LIST: TroubleWords(
        "Your address is not on the list",
        "Every key refuses calls from this computer with -2015, and does not say why.",
        "names the list of addresses as one of the possible causes.",
    ),
    Trouble.IP_LIST_WITH_ADDRESS: TroubleWords(
        "Your address is not on the list, and it is named",
        "Every key refuses calls with -2015 and names the address that it saw: 203.0.113.7.",
        "shows that address, so that you can put it on the list.",
    ),
    Trouble.UNKNOWN_KEY: TroubleWords(
        "The key is unknown",
        "The exchange knows no key, as if each had been deleted or belonged to another site.",
        "says that the key is not known there, and leads to a new one.",
    ),
    Trouble.KEY_SHAPE: TroubleWords(
        "The key has the wrong shape",
        "Every API key is refused with -2014, as if a character had been lost on the way.",
        "asks for both values to be copied again.",
    ),
    Trouble.WRONG_SIGNATURE: TroubleWords(
        "Key and secret do not belong together",
        "Every signature is refused with -1022, as if the secret were of another key.",
        "says that the two values do not belong together.",
    ),
    Trouble.CLOCK_AHEAD: TroubleWords(
        "The exchange’s clock is ahead",
        "Its clock is 30 minutes ahead of yours: signed calls get -1021 until that is allowed for.",
        "asks for the exchange’s time, tries again, and says by how much the clocks differ.",
    ),
    Trouble.CLOCK_BEHIND: TroubleWords(
        "The exchange’s clock is behind",
        "Its clock is 30 minutes behind yours: signed calls get -1021 until that is allowed for.",
        "asks for the exchange’s time, tries again, and says by how much the clocks differ.",
    ),
    Trouble.CLOCK_JUMPS: TroubleWords(
        "The exchange’s clock jumps",
        "Signed calls get -1021 even from a program that goes by the time the exchange tells.",
        "tries once more, then says that the time of its question is not accepted.",
    ),
}
