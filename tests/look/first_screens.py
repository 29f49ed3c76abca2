"""What is seen before there is a key, and the way into a vault that is closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.look.screen import Screen
from wizard.core.problems import Problem, ProblemId
from wizard.gui.look import Look
from wizard.gui.pages.passphrase import PassphrasePage
from wizard.gui.pages.reading import ReadingPage
from wizard.gui.pages.welcome import WelcomePage
from wizard.guide.texts import load_text
from wizard.vault.door import KeptInKeychain, KeptUnderPassphrase, StoragePlan
from wizard.vault.slots import Ways

_FOLDER = Path("/home/somebody/.local/share/readonly-key-wizard")
_PLANS: dict[str, StoragePlan | None] = {
    "ready": KeptInKeychain("GNOME Keyring", None),
    "here": None,
    "warning": KeptInKeychain("GNOME Keyring", Problem(ProblemId.KEYCHAIN_IN_CLEAR)),
    "passphrase": KeptUnderPassphrase(Problem(ProblemId.KEYCHAIN_MISSING)),
}
_NO_KEYCHAIN = Problem(ProblemId.KEYCHAIN_MISSING)
_WAYS = Ways(keychain=True, passphrase=True, recovery_code=True, other=False)


def _welcome(plan: str, look: Look, _window: QWidget) -> QWidget:
    page = WelcomePage(look, can_rehearse=True)
    page.show_ready(_PLANS[plan])
    return page


def _rehearsal(look: Look, _window: QWidget) -> QWidget:
    page = WelcomePage(look, can_rehearse=False)
    page.show_ready(KeptInKeychain("memory", None))
    return page


def _waiting(look: Look, _window: QWidget) -> QWidget:
    page = WelcomePage(look, can_rehearse=True)
    page.show_waiting_long()
    return page


def _trouble(problem: ProblemId, look: Look, _window: QWidget) -> QWidget:
    page = WelcomePage(look, can_rehearse=True)
    page.show_problem(Problem(problem, "line 3", {"backup": "vault.bak", "folder": str(_FOLDER)}))
    return page


def _reading(look: Look, _window: QWidget) -> QWidget:
    page = ReadingPage(look)
    page.show_text(load_text("why-read-only"), "08-read-only", "A tool looks at your coins.")
    return page


def _new(look: Look, _window: QWidget) -> QWidget:
    page = PassphrasePage(look)
    page.ask_new(_NO_KEYCHAIN)
    (first,) = page.findChildren(QLineEdit, "passphrase")
    (second,) = page.findChildren(QLineEdit, "passphrase-again")
    first.setText("password1")
    second.setText("pass")
    return page


def _known(look: Look, _window: QWidget) -> QWidget:
    page = PassphrasePage(look)
    page.show_ways(_WAYS, _FOLDER, has_keychain=True)
    page.ask_known()
    page.show_problem(Problem(ProblemId.PASSPHRASE_WRONG))
    return page


def _locked(look: Look, _window: QWidget) -> QWidget:
    page = PassphrasePage(look)
    page.show_ways(_WAYS, _FOLDER, has_keychain=False)
    page.ask_locked("The screen was locked.")
    page.show_closed()
    return page


def _code(look: Look, _window: QWidget) -> QWidget:
    page = PassphrasePage(look)
    page.show_ways(_WAYS, _FOLDER, has_keychain=True)
    page.ask_code(Problem(ProblemId.KEYCHAIN_ENTRY_GONE))
    return page


def _forgotten(look: Look, _window: QWidget) -> QWidget:
    page = PassphrasePage(look)
    page.show_ways(_WAYS, _FOLDER, has_keychain=True)
    page.ask_known()
    for button in page.findChildren(QWidget, "lost-it"):
        button.setProperty("checked", True)
        getattr(button, "click", lambda: None)()
    return page


SCREENS = (
    *(Screen(f"welcome-{plan}", partial(_welcome, plan)) for plan in _PLANS),
    Screen("welcome-rehearsal", _rehearsal, rehearsal=True),
    Screen("welcome-waiting", _waiting),
    Screen("welcome-damaged", partial(_trouble, ProblemId.VAULT_DAMAGED)),
    Screen("why-read-only", _reading),
    Screen("passphrase-new", _new),
    Screen("passphrase-wrong", _known),
    Screen("passphrase-locked", _locked),
    Screen("passphrase-forgotten", _forgotten),
    Screen("recovery-code", _code),
)
