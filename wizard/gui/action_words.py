"""What a button says that mends a problem."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from wizard.core.problems import Action


def action_words(action: Action) -> str:
    """The button's words; empty where the screen itself has the button, or none could help."""
    words = {
        Action.TRY_AGAIN: QCoreApplication.translate("Action", "Try again"),
        Action.TRY_LATER: QCoreApplication.translate("Action", "Try again"),
        Action.OPEN_PAGE: QCoreApplication.translate("Action", "Open the page"),
        Action.EDIT_RESTRICTIONS: QCoreApplication.translate("Action", "Take me to step 7"),
        Action.PASTE_AGAIN: QCoreApplication.translate("Action", "Paste again"),
        Action.SWAP: QCoreApplication.translate("Action", "Swap and check again"),
        Action.START_AGAIN: QCoreApplication.translate("Action", "Start again at step 1"),
        Action.CHECK_CLOCK: QCoreApplication.translate("Action", "Check the clock"),
        Action.OTHER_VENUE: QCoreApplication.translate("Action", "Ask the other site"),
        Action.CONNECTION_SETTINGS: QCoreApplication.translate("Action", "Connection settings…"),
        Action.RECOVERY_CODE: QCoreApplication.translate("Action", "Use the recovery code"),
        Action.RESTORE_COPY: QCoreApplication.translate("Action", "Look at the copy…"),
    }
    return words.get(action, "")


def words_at_home(action: Action) -> str:
    """The button's words at the saved keys; empty for what cannot be done there."""
    match action:
        case Action.EDIT_RESTRICTIONS:
            return action_words(Action.OPEN_PAGE)  # there is no step 7 to go to
        case Action.OPEN_PAGE | Action.CONNECTION_SETTINGS | Action.START_AGAIN | Action.TRY_AGAIN:
            return action_words(action)
        case Action.RESTORE_COPY:
            return action_words(action)
        case _:
            return ""
