"""All that is fuzzed, in groups of one subject each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fuzz.pastes import PASTES
from tests.fuzz.replies import CONVERSATIONS, REPLIES
from tests.fuzz.small_texts import SMALL_TEXTS
from tests.fuzz.target import Target
from tests.fuzz.vault_files import VAULT_FILES
from tests.fuzz.verdicts import VERDICTS

# The examples of each target are of another type.
GROUPS: Mapping[str, tuple[Target[Any], ...]] = {
    "verdicts": (VERDICTS,),
    "replies": (REPLIES, CONVERSATIONS),
    "pastes": (PASTES,),
    "small texts": SMALL_TEXTS,
    "vault files": VAULT_FILES,
}
