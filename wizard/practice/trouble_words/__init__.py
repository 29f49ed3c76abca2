"""What each trouble is called and means, in words for a person. The ids are in troubles.py."""

from collections.abc import Mapping
from typing import Final

from wizard.practice.trouble_words.answers import ANSWERS
from wizard.practice.trouble_words.closures import CLOSURES
from wizard.practice.trouble_words.key import KEY
from wizard.practice.trouble_words.network import NETWORK
from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble

TROUBLE_WORDS: Final[Mapping[Trouble, TroubleWords]] = {**KEY, **ANSWERS, **CLOSURES, **NETWORK}
