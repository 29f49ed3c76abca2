"""The three-part text of every problem, in English, one file per part of the program."""

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.problem_ids import ProblemId
from wizard.core.problem_words import exchange, keeping, network, opening, program, typed
from wizard.core.problem_words.words import Words

WORDS: Mapping[ProblemId, Words] = MappingProxyType(
    {
        **typed.WORDS,
        **exchange.WORDS,
        **network.WORDS,
        **keeping.WORDS,
        **opening.WORDS,
        **program.WORDS,
    }
)
