"""What is said while somebody types: nothing as long as it may still become a key."""

from __future__ import annotations

import re

from wizard.core.paste_elsewhere import certainly_else
from wizard.core.paste_reading import Page, page_of
from wizard.core.paste_refusals import difference, is_all_masked, strange_candidate
from wizard.core.paste_tokens import LENGTH
from wizard.core.problems import Problem, ProblemId

_RUN = re.compile(r"[A-Za-z0-9]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+")
_RSA_START = "MII"
# Signs that stand in no key, no name of one, no JSON, no line of a settings file.
_NEVER = frozenset("!@$%^&~?\\€£§°")
_STRUCTURE = frozenset(":={\"'[<")


def certainly_no_key(text: str) -> Problem | None:
    """None while `text` may still become a key, or a text with one in it; else the reason."""
    page = page_of(text)
    if page.blocks or page.values:
        return None
    if (else_ := certainly_else(page.rest)) is not None:
        return else_
    if is_all_masked(page):
        return Problem(ProblemId.PASTE_MASKED)
    return _too_long(page) or strange_candidate(page) or _never(page)


def _too_long(page: Page) -> Problem | None:
    plain = page.rest.text
    longest = max(_RUN.findall(plain), key=len, default="")
    if len(longest) <= LENGTH:
        return None
    if any(run.startswith(_RSA_START) for run in _BASE64.findall(plain) if len(run) > LENGTH):
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    return Problem(ProblemId.API_KEY_SHAPE, values={"difference": difference(longest)})


def _never(page: Page) -> Problem | None:
    plain = page.rest.text
    if page.labels or not _NEVER.intersection(plain) or _STRUCTURE.intersection(plain):
        return None
    strange = "".join(sorted(_NEVER.intersection(plain)))
    return Problem(ProblemId.API_KEY_SHAPE, values={"difference": difference(strange)})
