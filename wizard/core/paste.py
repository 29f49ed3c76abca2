"""From the two texts of the command line to credentials, or to the problem with them."""

from __future__ import annotations

from wizard.core.credentials import Credentials, HmacCredentials, credentials_of
from wizard.core.paste_reading import Page, page_of
from wizard.core.paste_refusals import difference, is_all_masked
from wizard.core.private_key import read_blocks
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret


def read_line(text: str) -> str | None:
    """The one text of 64 letters and digits in `text`, whatever stands around it.

    Spaces, quotes, line ends and a "Name:" before it are taken away. None when there is no such
    text, or more than one.
    """
    return _line_on(page_of(text))


def _line_on(page: Page) -> str | None:
    distinct = {value.token.value for value in page.values}
    return distinct.pop() if len(distinct) == 1 else None


def read_api_key(text: str) -> str | Problem:
    """The API key in `text`, or what is wrong with it."""
    page = page_of(text)
    if not page.rest.text.strip():
        return Problem(ProblemId.API_KEY_EMPTY)
    line = _line_on(page)
    if line is None:
        how = difference(page.rest.text)
        return Problem(ProblemId.API_KEY_SHAPE, values={"difference": how})
    return line


def read_credentials(api_key_text: str, secret_text: str) -> Credentials | Problem:
    """Both values, cleaned, as the kind of credentials that they are.

    `secret_text` holds the secret of a system generated key, or a private key as PEM.
    """
    api_key = read_api_key(api_key_text)
    if isinstance(api_key, Problem):
        return api_key
    page = page_of(secret_text)
    if page.blocks:
        return _with_private_key(api_key, page)
    if not page.rest.text.strip():
        return Problem(ProblemId.SECRET_EMPTY)
    secret = _line_on(page)
    if secret is None:
        return _no_secret(page)
    if secret == api_key:
        return Problem(ProblemId.SAME_TWICE)
    return HmacCredentials(api_key, Secret(secret))


def _with_private_key(api_key: str, page: Page) -> Credentials | Problem:
    read = read_blocks(page.blocks)
    if isinstance(read, Problem):
        return read
    kind, pem = read
    return credentials_of(kind, api_key, Secret(pem))


def _no_secret(page: Page) -> Problem:
    if is_all_masked(page):
        return Problem(ProblemId.PASTE_MASKED)
    how = difference(page.rest.text)
    return Problem(ProblemId.SECRET_SHAPE, values={"difference": how})


def swapped(credentials: Credentials) -> HmacCredentials | None:
    """The same two values in each other's place; None where that makes no sense."""
    if not isinstance(credentials, HmacCredentials):
        return None
    return HmacCredentials(credentials.secret.reveal(), Secret(credentials.api_key))
