"""From the wish for a key to the key: name, 2-factor code, mail, perhaps the name again.

Used by the web pages alone, and so by one thread.
"""

import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from wizard.practice.account import PracticeAccount, read_label
from wizard.practice.behaviours import NameAgain
from wizard.practice.practice_key import PracticeKey
from wizard.practice.signatures import kind_of_public_key
from wizard.practice.two_factor import accepts

_MOST_REQUESTS = 200
Kept = TypeVar("Kept")


class Stage(StrEnum):
    """What a wish for a key is waiting for."""

    TWO_FACTOR = "two-factor"
    MAIL = "mail"
    NAME_AGAIN = "name-again"


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """A wish for a key. Without a public key the exchange makes both halves."""

    reference: str
    label: str
    public_key_pem: str | None
    stage: Stage = Stage.TWO_FACTOR
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """One message in the practice inbox. `sent` in milliseconds since the epoch."""

    reference: str
    request: str
    label: str
    sent: int


class RequestGoneError(LookupError):
    """This wish or its mail is not waiting any more; start again at the name."""


class WrongCodeError(ValueError):
    """The 2-factor code is not the one that the authenticator shows."""


class KeyDesk:
    """Every wish for a key that is under way, and the inbox."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account
        self._requests: dict[str, KeyRequest] = {}
        self._mails: dict[str, Mail] = {}
        self._made: dict[str, str] = {}

    def ask(self, label: str, public_key_pem: str | None) -> KeyRequest:
        """Step 3: a name. Raises LabelRefusedError, PublicKeyRefusedError."""
        label = read_label(label)
        if public_key_pem is not None:
            kind_of_public_key(public_key_pem)
        _make_room(self._requests)
        request = KeyRequest(secrets.token_hex(8), label, public_key_pem)
        self._requests[request.reference] = request
        return request

    def waiting(self, reference: str, stage: Stage) -> KeyRequest:
        """The wish, if it waits for just this. Raises RequestGoneError."""
        request = self._requests.get(reference)
        if request is None or request.stage is not stage:
            raise RequestGoneError
        return request

    def check_code(self, code: str) -> None:
        """Raises WrongCodeError."""
        if not accepts(self._account.two_factor_seed, code, self._account.now()):
            raise WrongCodeError

    def enter_code(self, reference: str, code: str) -> KeyRequest:
        """Step 4: the code; then a mail is on its way. Raises WrongCodeError, RequestGoneError."""
        request = self.waiting(reference, Stage.TWO_FACTOR)
        self.check_code(code)
        mail = Mail(secrets.token_hex(16), reference, request.label, self._account.now())
        _make_room(self._mails)
        self._mails[mail.reference] = mail
        return self._move(request, Stage.MAIL)

    def confirm(self, mail_reference: str) -> PracticeKey | KeyRequest:
        """Step 5: “Confirm Create”. Gives the key, or the wish that now needs a name again.

        Raises RequestGoneError.
        """
        mail = self.mail(mail_reference)
        if not self.is_waiting(mail):
            raise RequestGoneError
        request = self._requests[mail.request]
        if self._asks_again(request):
            return self._move(request, Stage.NAME_AGAIN)
        del self._requests[request.reference]
        key = self._account.make_key(request.label, public_key_pem=request.public_key_pem)
        _make_room(self._made)
        self._made[request.reference] = key.api_key
        return key

    def name_again(self, reference: str, label: str) -> KeyRequest:
        """Step 6: the name again, then step 4. Raises LabelRefusedError, RequestGoneError."""
        request = self.waiting(reference, Stage.NAME_AGAIN)
        renamed = replace(request, label=read_label(label), asked_again=True)
        return self._move(renamed, Stage.TWO_FACTOR)

    def standing(self, reference: str) -> KeyRequest | PracticeKey:
        """What has become of a wish: for a second click, or the browser's “Back”.

        Raises RequestGoneError.
        """
        if reference in self._requests:
            return self._requests[reference]
        try:
            return self._account.key(self._made[reference])
        except KeyError:
            raise RequestGoneError from None

    def mail(self, reference: str) -> Mail:
        """One mail. Raises RequestGoneError."""
        try:
            return self._mails[reference]
        except KeyError:
            raise RequestGoneError from None

    def mails(self) -> list[Mail]:
        """The inbox, newest first."""
        return list(reversed(self._mails.values()))

    def is_waiting(self, mail: Mail) -> bool:
        """Whether the button of this mail still does something: only that of the newest does."""
        request = self._requests.get(mail.request)
        if request is None or request.stage is not Stage.MAIL:
            return False
        newest = next(other for other in self.mails() if other.request == mail.request)
        return newest is mail

    def _asks_again(self, request: KeyRequest) -> bool:
        match self._account.behaviours.name_again:
            case NameAgain.NEVER:
                return False
            case NameAgain.FIRST_KEY:
                return not request.asked_again and self._account.keys_made == 0
            case NameAgain.EVERY_KEY:
                return not request.asked_again

    def _move(self, request: KeyRequest, stage: Stage) -> KeyRequest:
        moved = replace(request, stage=stage)
        self._requests[request.reference] = moved
        return moved


def _make_room(store: MutableMapping[str, Kept]) -> None:
    """Forget the oldest, so that nobody can fill the memory."""
    while len(store) >= _MOST_REQUESTS:
        del store[next(iter(store))]
