"""How the practice exchange behaves where real exchanges differ or have a bad day.

The seam for rehearsing trouble: a frozen set of wishes, handed to the account, replaced as a whole.
"""

from dataclasses import dataclass
from enum import StrEnum

from wizard.practice.troubles import Trouble, check_combination


class NameAgain(StrEnum):
    """When the site asks for the key's name a second time (step 6 of the guide)."""

    NEVER = "never"
    FIRST_KEY = "first-key"
    EVERY_KEY = "every-key"


@dataclass(frozen=True, slots=True)
class Behaviours:
    """`trading_authority_days`: keys that may trade and have no IP list report, as keys did after
    the rule of 8 July 2021, when that permission ends, so many days after they were made.

    `troubles`: what goes wrong with every call of the API. Raises ValueError for troubles that
    exclude each other (troubles.py says which do).
    """

    name_again: NameAgain = NameAgain.FIRST_KEY
    troubles: frozenset[Trouble] = frozenset()
    trading_authority_days: int | None = None

    def __post_init__(self) -> None:
        check_combination(self.troubles)
