"""What there is to know after the vault was opened, or could not be locked: kinds, and words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from wizard.core.problems import Problem, ProblemId
from wizard.core.wording import tr
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
            what = tr("Your new recovery code is ready.")
            means = tr(
                "It was taken into use before the vault was locked. Keep that paper; one with an "
                "older code is of no use any more."
            )
        case NoticeKind.RENEWED:
            what = tr("Everything in the vault is sealed anew.")
            means = tr("It was finished before the vault was locked.")
        case NoticeKind.RENEWED_WITH_CODE:
            what = tr("Everything is sealed anew, and your new recovery code is ready.")
            means = tr(
                "It was finished before the vault was locked. Keep the new paper; one with an "
                "older code is of no use any more."
            )
        case NoticeKind.HEALED:
            what = tr("Your keychain opens the vault again.")
            means = tr(
                "The vault’s key was missing there, or was another one. A fresh one was put in its "
                "place when you opened the vault."
            )
        case _:
            return None
    return NoticeWords("check", "good", CardTone.GOOD, what, means, "", tr("Good"))


def _told_words(kind: NoticeKind) -> NoticeWords:
    match kind:
        case NoticeKind.OLDER:
            problem = Problem(ProblemId.VAULT_OLDER)
            means = f"{problem.means} {problem.do}"
            seen = tr("Go on with it")
            return NoticeWords("warning", "warn", CardTone.WARN, problem.what, means, "", seen)
        case NoticeKind.CODE_DROPPED:
            what = tr("The recovery code that was on the screen does not count.")
            means = tr(
                "The vault was locked before you had typed it back. Nothing was changed: what "
                "opened the vault before opens it now. You can cross out what you wrote down."
            )
            return _hint(what, means, tr("Make a new one…"), tr("Good"))
        case NoticeKind.OPENED_BY_CODE:
            what = tr("You opened the vault with your recovery code.")
            means = tr("If you forgot the passphrase, choose a new one. The code stays good.")
            return _hint(what, means, tr("Choose a passphrase…"), tr("Not now"))
        case NoticeKind.NO_LOCK:
            what = tr("Your keychain opens this vault.")
            means = tr("Set a passphrase under “Vault and safety” to be able to lock it.")
            return _hint(what, means, tr("Set a passphrase…"), tr("Not now"))
        case NoticeKind.MAKE_CODE:
            what = tr("Make a recovery code")
            means = tr(
                "Your first key is safe in the vault. A code on paper opens the vault on the day "
                "when nothing else does. Making one takes two minutes."
            )
            return _hint(what, means, tr("Make a recovery code…"), tr("Not now"))
        case _:
            raise ValueError(kind)


def _hint(what: str, means: str, act: str, seen: str) -> NoticeWords:
    return NoticeWords("info", "accent", CardTone.HINT, what, means, act, seen)
