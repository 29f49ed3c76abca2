"""The questions over the window, and the sheets about the vault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.core.checked_keys import read_only, saved_key
from tests.look.screen import Screen
from wizard.core.credentials import HmacCredentials
from wizard.core.problems import Problem, ProblemId
from wizard.core.secret import Secret
from wizard.gui.clipboard import SecretClipboard
from wizard.gui.look import Look
from wizard.gui.sheets.address_sheet import AddressSheet
from wizard.gui.sheets.code_sheet import CodeSheet
from wizard.gui.sheets.copy_sheet import CopySheet
from wizard.gui.sheets.export_sheet import ExportSheet
from wizard.gui.sheets.import_sheet import ImportSheet
from wizard.gui.sheets.leave_sheet import LeaveSheet
from wizard.gui.sheets.passphrase_sheet import PassphraseSheet
from wizard.gui.sheets.renew_sheet import RenewSheet
from wizard.gui.sheets.sheet import Sheet
from wizard.gui.sheets.vault_sheet import VaultSheet, VaultState
from wizard.gui.widgets.connection_dialog import ConnectionDialog
from wizard.gui.widgets.dialogs import NameDialog, confirm_discarding, confirm_dropping
from wizard.gui.widgets.hand_over_dialog import HandOverDialog
from wizard.gui.widgets.other_venue_dialog import OtherVenueDialog
from wizard.gui.widgets.report_dialog import ReportDialog
from wizard.guide.texts import load_text
from wizard.vault.copies import BackupFound, Restored
from wizard.vault.merging import Imported
from wizard.vault.slots import Ways

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CODE = "0123B-4567R-89AB1-CDEFF-GHJKP-MNPQA-RSTVN"
ALL = Ways(keychain=True, passphrase=True, recovery_code=True, other=False)
ALONE = Ways(keychain=True, passphrase=False, recovery_code=False, other=False)
LONG = Path("/home/somebody/Documents/keys of mine and of my company/read-only-keys.rokey")
_REPORT = "\n".join(f"- line {number}: all is well, and nothing secret" for number in range(40))

Make = Callable[[Look, QWidget], Sheet]


def _vault(ways: Ways) -> Make:
    def make(look: Look, parent: QWidget) -> Sheet:
        sheet = VaultSheet(look, parent)
        sheet.show_ready("Your choice is kept.")
        sheet.show_state(VaultState(ways, "GNOME Keyring", False, 10, True))
        return sheet

    return make


def _code(look: Look, parent: QWidget) -> Sheet:
    return CodeSheet(look, parent, Secret(CODE), lambda *_: None, replaces=True)


def _copy(look: Look, parent: QWidget) -> Sheet:
    sheet = CopySheet(look, parent)
    sheet.show_copy(BackupFound(LONG, NOW - timedelta(days=3), ALL, None), NOW)
    return sheet


def _restored(look: Look, parent: QWidget) -> Sheet:
    sheet = CopySheet(look, parent)
    sheet.show_done(Restored(LONG, None))
    return sheet


def _imported(look: Look, parent: QWidget) -> Sheet:
    sheet = ImportSheet(look, parent)
    names = tuple(f"Portfolio tracker of {year}" for year in range(2018, 2027))
    sheet.show_done(Imported(names, (("Tax", "Tax (2)"),), names, names))
    return sheet


SHEETS: dict[str, Make] = {
    "vault-all": _vault(ALL),
    "vault-keychain": _vault(ALONE),
    "code": _code,
    "passphrase": lambda look, parent: PassphraseSheet(look, parent, is_change=True),
    "leave": lambda look, parent: LeaveSheet(look, parent, "GNOME Keyring"),
    "renew": lambda look, parent: RenewSheet(look, parent, ALL),
    "export": lambda look, parent: ExportSheet(look, parent, NOW),
    "import": ImportSheet,
    "imported": _imported,
    "copy": _copy,
    "restored": _restored,
}
"""Every sheet about the vault, by a name of its own."""


def _export_trouble(look: Look, parent: QWidget) -> QWidget:
    sheet = ExportSheet(look, parent, NOW)
    values = {"path": str(LONG), "folder": str(LONG.parent)}
    sheet.show_problem(Problem(ProblemId.EXPORT_NOT_WRITTEN, "EACCES", values))
    return sheet


def _renew_busy(look: Look, parent: QWidget) -> QWidget:
    sheet = RenewSheet(look, parent, ALL)
    sheet.show_busy("Sealing everything anew…")
    return sheet


def _rename(look: Look, parent: QWidget) -> QWidget:
    dialog = NameDialog(look, parent, "Tax report", ["Portfolio"])
    (field,) = dialog.findChildren(QLineEdit)
    field.setText("Portfolio")
    field.textEdited.emit("Portfolio")
    return dialog


def _discard(look: Look, parent: QWidget) -> QWidget:
    return confirm_discarding(look, parent, "Tax report")


def _drop(look: Look, parent: QWidget) -> QWidget:
    return confirm_dropping(look, parent, both=True)


def _connection(look: Look, parent: QWidget) -> QWidget:
    dialog = ConnectionDialog(look, parent)
    dialog.show_settings(None, "http://proxy.university.example:3128")
    return dialog


def _connection_trouble(look: Look, parent: QWidget) -> QWidget:
    dialog = ConnectionDialog(look, parent)
    dialog.show_unreadable(Problem(ProblemId.SETTINGS_UNREADABLE, "not UTF-8"))
    return dialog


def _hand_over(look: Look, parent: QWidget) -> QWidget:
    credentials = HmacCredentials("k" * 64, Secret("s" * 64))
    clipboard = SecretClipboard(parent)
    key = saved_key("Tax report", read_only())
    return HandOverDialog(look, parent, key, credentials, clipboard)


def _other_venue(look: Look, parent: QWidget) -> QWidget:
    return OtherVenueDialog(look, parent, "Binance.US")


def _address(address: str, look: Look, parent: QWidget) -> QWidget:
    sheet = AddressSheet(look, parent, load_text("false-addresses").partition("\n")[2].strip())
    sheet.field.setText(address)
    return sheet


def _report(look: Look, parent: QWidget) -> QWidget:
    dialog = ReportDialog(look, parent)
    dialog.show_report(_REPORT)
    return dialog


SCREENS = (
    *(Screen(f"sheet-{name}", make) for name, make in SHEETS.items()),
    Screen("sheet-export-trouble", _export_trouble),
    Screen("sheet-renew-busy", _renew_busy),
    Screen("dialog-rename", _rename),
    Screen("dialog-discard", _discard),
    Screen("dialog-drop", _drop),
    Screen("dialog-connection", _connection),
    Screen("dialog-connection-trouble", _connection_trouble),
    Screen("dialog-hand-over", _hand_over),
    Screen("dialog-other-venue", _other_venue),
    Screen("sheet-address", partial(_address, "https://www.binance.com/en/my/dashboard")),
    Screen("sheet-address-false", partial(_address, "https://binance.com.login.example")),
    Screen("dialog-report", _report),
)
