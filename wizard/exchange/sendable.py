"""What of a pair of credentials can be sent or signed with, before anybody is asked."""

from __future__ import annotations

from wizard.core.credentials import Credentials, HmacCredentials
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret

_LONGEST_API_KEY = 256


def unsendable(credentials: Credentials) -> Problem | None:
    """What cannot even be asked; everything else is for the exchange to judge."""
    if not _fits_a_header(credentials.api_key):
        return Problem(ProblemId.KEY_SHAPE_REFUSED, technical="not sent")
    if isinstance(credentials, HmacCredentials) and not credentials.secret.length:
        return Problem(ProblemId.SECRET_EMPTY)
    return None


def _fits_a_header(api_key: str) -> bool:
    """A line break would end the header early, and the error about it would quote the key."""
    printable = api_key.isascii() and api_key.isprintable() and " " not in api_key
    return printable and 0 < len(api_key) <= _LONGEST_API_KEY


def plain_pem(private_key: Secret) -> str:
    """A private key with LF line ends and no blank lines, as python-binance wants it.

    Above 120 characters it takes a key for RSA, so an Ed25519 key must not have one too many.
    """
    lines = (line.strip() for line in private_key.reveal().splitlines())
    return "\n".join(line for line in lines if line) + "\n"
