"""Reads the API key that the exchange gave for a public key: nothing else belongs in this field."""

from __future__ import annotations

from wizard.core.paste_reading import found_on, page_of
from wizard.core.paste_refusals import why_nothing
from wizard.core.problems import Problem, ProblemId


def read_api_key_alone(text: str) -> str | Problem:
    """The one API key in `text`, whatever stands around it, or what was given in its place."""
    page = page_of(text)
    if page.blocks:
        private = any(not block.is_public for block in page.blocks)
        return Problem(ProblemId.API_KEY_IS_PRIVATE if private else ProblemId.API_KEY_IS_PUBLIC)
    if not page.rest.text.strip():
        return Problem(ProblemId.API_KEY_EMPTY)
    found = found_on(page)
    if found.is_too_many:
        return Problem(ProblemId.PASTE_TOO_MANY, values={"count": str(page.count)})
    if found.secret is not None or len(found.unnamed) > 1:
        return Problem(ProblemId.API_KEY_IS_SECRET)
    return found.api_key or next(iter(found.unnamed), None) or why_nothing(page)
