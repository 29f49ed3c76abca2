"""`vault export` and `vault import`: keys on their way to another computer."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.key_json import KeyJson
from wizard.cli.secret_files import passphrase_in
from wizard.cli.secret_typing import chosen_passphrase, typed_passphrase, wiped
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_or_create, require_open
from wizard.cli.vault_request import ExportKeys, ImportKeys
from wizard.core.secret import Secret
from wizard.vault.door import Presence
from wizard.vault.merging import Imported
from wizard.vault.transfer import require_place
from wizard.vault.vault_file import VAULT_NAME

_NOBODY = """\
Nobody is here to ask for the passphrase of the exported file, so nothing was done.
What to do: give --export-passphrase-file FILE."""
_EXPORTED = """\
{keys} went into {file}. It opens with the passphrase that you chose for it, and with
nothing else. Read it on the other computer with “key-wizard vault import”, then delete it."""
_NO_SUFFIX = "The window looks for names that end in “.rokey”: choose “All files” there to see it."
_NEW = "The file opens. Now choose another passphrase: it is for the vault that is made here."
_NOTHING_IN_IT = "There is no key in this file."
_DIFFERENT = """\
The same API key is here with another secret: {names}.
Yours was kept. “key-wizard verify” tells whether the exchange takes it; if not, remove it and
import the file again.
"""


def export_keys(session: Session, command: ExportKeys) -> ExitCode:
    """Exit 0 when the file is whole; raises ProblemError, and then there is none that was not."""
    terminal = session.terminal
    if command.passphrase_file is None and not terminal.is_interactive:
        terminal.complain(_NOBODY)
        return ExitCode.USAGE
    own = session.service.storage.folder / VAULT_NAME
    require_place(command.file, own, replace_file=command.replace)  # before anybody types
    require_open(session)
    if command.passphrase_file is not None:
        passphrase = passphrase_in(terminal, command.passphrase_file)
    else:
        passphrase = chosen_passphrase(terminal, "Choose a passphrase for the exported file: ")
    with wiped(passphrase):
        care = session.service.care
        number = care.export(command.file, passphrase, replace_file=command.replace)
    terminal.say(_EXPORTED.format(keys=_keys(number), file=command.file))
    if command.file.suffix.casefold() != ".rokey":
        terminal.say(_NO_SUFFIX)
    return ExitCode.READ_ONLY


def import_keys(session: Session, command: ImportKeys) -> ExitCode:
    """Exit 0 when all of it was looked at; raises ProblemError, and then nothing was taken in."""
    terminal = session.terminal
    if command.passphrase_file is None and not terminal.is_interactive:
        terminal.complain(_NOBODY)
        return ExitCode.USAGE
    is_new = session.service.storage.presence() is Presence.ABSENT
    if not is_new:
        require_open(session)
    passphrase = _passphrase_of_export(session, command)
    with wiped(passphrase):
        care = session.service.care
        if is_new:
            # A file that cannot be taken in must not leave an empty vault behind.
            care.look_at_file(command.file, passphrase)
            open_or_create(session, _NEW)
        result = care.import_file(command.file, passphrase)
    if command.as_json:
        terminal.print_json(_document(result))
    else:
        terminal.say(_text(result))
    if result.different_here:
        terminal.complain(_DIFFERENT.format(names=_listed(result.different_here)))
    return ExitCode.READ_ONLY


def _passphrase_of_export(session: Session, command: ImportKeys) -> Secret:
    if command.passphrase_file is not None:
        return passphrase_in(session.terminal, command.passphrase_file)
    return typed_passphrase(session.terminal, "Passphrase of the exported file: ")


def _document(result: Imported) -> KeyJson:
    return {
        "added": list(result.added),
        "renamed": [{"from": there, "to": here} for there, here in result.renamed],
        "already_here": list(result.already_here),
        "different_here": list(result.different_here),
    }


def _text(result: Imported) -> str:
    lines = []
    if result.added:
        lines.append(f"Taken in: {_listed(result.added)}.")
    for there, here in result.renamed:
        lines.append(f"“{there}” is named “{here}” here: its name was taken.")
    if result.already_here:
        lines.append(f"Here already, left as it is: {_listed(result.already_here)}.")
    if result.added or result.renamed:
        lines.append(
            "What the exchange said of them came with them; “key-wizard verify --all” asks anew."
        )
    return "\n".join(lines) or (_NOTHING_IN_IT if not result.different_here else "Nothing new.")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _keys(number: int) -> str:
    return "1 key" if number == 1 else f"{number} keys"
