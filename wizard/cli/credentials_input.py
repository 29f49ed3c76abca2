"""Credentials from standard input, or from a person who is asked for them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.cli.terminal import INPUT_LIMIT, Terminal
from wizard.core.credentials import Credentials
from wizard.core.paste import read_credentials
from wizard.core.private_key import looks_like_pem
from wizard.core.problems import Problem, ProblemId
from wizard.core.strict_json import JsonRejectedError, JsonValue, read_object

SECOND_MISSING = "one of “secret” and “private_key_pem” belongs beside “api_key”"
_SECOND = ("secret", "private_key_pem")
_PEM_END = "-----END"
_PEM_LINES = 200


@dataclass(frozen=True, slots=True)
class ApiKeyAlone:
    """What somebody gave as an API key for a private key that is sealed already, unread."""

    text: str = field(repr=False)


Given = Credentials | ApiKeyAlone | Problem | None


def take_credentials(terminal: Terminal, *, api_key_alone: bool = False) -> Given:
    """What was given, or what is wrong with it; None when nothing was given at all.

    `api_key_alone`: a person at the terminal is asked for nothing else.
    """
    if not terminal.is_interactive:
        return _read(terminal)
    return _asked_for_api_key(terminal) if api_key_alone else _asked(terminal)


def _read(terminal: Terminal) -> Given:
    body = terminal.read_input()
    if body is None:
        return _unreadable(f"more than {INPUT_LIMIT} bytes")
    # Some shells put a byte order mark before what they pipe.
    body = body.removeprefix(codecs.BOM_UTF8)
    if not body.strip():
        return None
    try:
        match read_object(body):
            case {"api_key": str(api_key), **others} if not others:
                return ApiKeyAlone(api_key)
            case given:
                return _understood(given)
    except JsonRejectedError as error:
        return _unreadable(str(error))


def _understood(given: Mapping[str, JsonValue]) -> Credentials | Problem:
    # Names are not quoted: in a slip, one of them could be the secret.
    if "api_key" not in given:
        return _unreadable("“api_key” is missing")
    second = [name for name in _SECOND if name in given]
    if len(second) != 1:
        return _unreadable(SECOND_MISSING)
    if len(given) != len(("api_key", *second)):
        return _unreadable("there is another name besides these two")
    api_key, secret = given["api_key"], given[second[0]]
    if not (isinstance(api_key, str) and isinstance(secret, str)):
        return _unreadable("a value is not a text")
    if second[0] == "private_key_pem" and not looks_like_pem(secret):
        return Problem(ProblemId.PRIVATE_KEY_UNKNOWN)
    return read_credentials(api_key, secret)


def _unreadable(reason: str) -> Problem:
    return Problem(ProblemId.INPUT_UNREADABLE, reason)


def _asked_for_api_key(terminal: Terminal) -> ApiKeyAlone | None:
    terminal.complain(
        "Paste the API key that the exchange gave for the public key; it is not shown."
    )
    with terminal.hidden():
        api_key = terminal.ask_hidden("API key: ")
    return ApiKeyAlone(api_key) if api_key.strip() else None


def _asked(terminal: Terminal) -> Credentials | Problem | None:
    terminal.complain("Paste the values and press Enter; they are not shown.")
    with terminal.hidden():
        api_key = terminal.ask_hidden("API key: ")
        if not api_key.strip():
            return None
        secret = terminal.ask_hidden("Secret, or a private key as PEM: ")
        if looks_like_pem(secret):
            secret = _whole_pem(terminal, secret)
    return read_credentials(api_key, secret)


def _whole_pem(terminal: Terminal, first_line: str) -> str:
    lines = [first_line]
    while _PEM_END not in lines[-1] and len(lines) < _PEM_LINES:
        line = terminal.ask_hidden("")
        if not line:
            break
        lines.append(line)
    return "\n".join(lines)
