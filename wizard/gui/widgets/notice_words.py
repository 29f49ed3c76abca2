"""What there is to know after the vault was opened, or could not be locked: kinds, and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from wizard.core.problems import Problem, ProblemId
from wizard.gui.widgets.card import CardTone


class NoticeKind(Enum):
    """What is told of, the weightiest first."""

    OLDER = auto()
    CODE_COUNTS = auto()
    RENEWED = auto()
    RENEWED_WITH_CODE = auto()
    HEALED = auto()
    CODE_DROPPED = auto()
    OPENED_BY_CODE = auto()
    NO_LOCK = auto()
    MAKE_CODE = auto()


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """`act`: what can be done about it, "" for nothing. `seen`: that it was read."""

    icon: str
    colour: str
    tone: CardTone
    what: str
    means: str
    act: str
    seen: str


def notice_words(kind: NoticeKind) -> NoticeWords:
    """The words for a notice."""
    done = _done_words(kind)
    return _told_words(kind) if done is None else done


def _done_words(kind: NoticeKind) -> NoticeWords | None:
    """Of what went well; None for the other kinds."""
    match kind:
        case NoticeKind.CODE_COUNTS:
            what = _said("Your new recovery code counts.")
            means = _said(
                "It was taken into use before the vault was locked. Keep that paper; one with an "
                "older code is of no use any more."
            )
        case NoticeKind.RENEWED:
            what = _said("Everything in the vault is sealed anew.")
            means = _said("It was finished before the vault was locked.")
        case NoticeKind.RENEWED_WITH_CODE:
            what = _said("Everything is sealed anew, and your new recovery code counts.")
            means = _said(
                "It was finished before the vault was locked. Keep the new paper; one with an "
                "older code is of no use any more."
            )
        case NoticeKind.HEALED:
            what = _said("Your keychain opens the vault again.")
            means = _said(
                "The vault’s key was missing there, or was another one. A fresh one was put in its "
                "place when you opened the vault."
            )
        case _:
            return None
    return NoticeWords("check", "good", CardTone.GOOD, what, means, "", _said("Good"))


def _told_words(kind: NoticeKind) -> NoticeWords:
    match kind:
        case NoticeKind.OLDER:
            problem = Problem(ProblemId.VAULT_OLDER)
            means = f"{problem.means} {problem.do}"
            seen = _said("Go on with it")
            return NoticeWords("warning", "warn", CardTone.WARN, problem.what, means, "", seen)
        case NoticeKind.CODE_DROPPED:
            what = _said("The recovery code that was on the screen does not count.")
            means = _said(
                "The vault was locked before you had typed it back. Nothing was changed: what "
                "opened the vault before opens it now. You can cross out what you wrote down."
            )
            return _hint(what, means, _said("Make a new one…"), _said("Good"))
        case NoticeKind.OPENED_BY_CODE:
            what = _said("You opened the vault with your recovery code.")
            means = _said("If you forgot the passphrase, choose a new one. The code stays good.")
            return _hint(what, means, _said("Choose a passphrase…"), _said("Not now"))
        case NoticeKind.NO_LOCK:
            what = _said("Your keychain opens this vault.")
            means = _said("Set a passphrase under “Vault and safety” to be able to lock it.")
            return _hint(what, means, _said("Set a passphrase…"), _said("Not now"))
        case NoticeKind.MAKE_CODE:
            what = _said("Make a recovery code")
            means = _said(
                "Your first key is safe in the vault. A code on paper opens the vault on the day "
                "when nothing else does. Making one takes two minutes."
            )
            return _hint(what, means, _said("Make a recovery code…"), _said("Not now"))
        case _:
            raise ValueError(kind)


def _hint(what: str, means: str, act: str, seen: str) -> NoticeWords:
    return NoticeWords("info", "accent", CardTone.HINT, what, means, act, seen)


def _said(words: str) -> str:
    return QCoreApplication.translate("Notice", words)
