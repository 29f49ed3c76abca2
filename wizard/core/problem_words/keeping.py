"""Texts for the vault and for what opens it: the keychain and the passphrase."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

_UNTOUCHED = QT_TR_NOOP("The file was left exactly as it is.")
_OLD_VAULT_SAFE = QT_TR_NOOP("What was in the vault before is still there; the last change is not.")

WORDS = {
    ProblemId.VAULT_ABSENT: Words(
        QT_TR_NOOP("There is no vault yet."),
        QT_TR_NOOP("No key was saved in {folder} so far."),
        QT_TR_NOOP("Create your first key; the vault is made then."),
    ),
    ProblemId.VAULT_EXISTS: Words(
        QT_TR_NOOP("There is already a vault here."),
        QT_TR_NOOP("A new one would take its place, so none was made."),
        QT_TR_NOOP("Open the vault that is there, or choose another data folder."),
        Action.TRY_AGAIN,
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_GONE: Words(
        QT_TR_NOOP("The vault's file is gone, but its copy is there."),
        QT_TR_NOOP(
            "It was moved or deleted. The copy “{backup}” may lack the last change; "
            "it was left exactly as it is."
        ),
        QT_TR_NOOP(
            "Use the copy. To begin anew instead, move the copy out of the folder {folder}."
        ),
        Action.RESTORE_COPY,
    ),
    ProblemId.VAULT_GONE_ALONE: Words(
        QT_TR_NOOP("The vault's file is gone, and so is its copy."),
        QT_TR_NOOP(
            "They were moved or deleted, or the disk they are on was taken away. The last change "
            "was not saved."
        ),
        QT_TR_NOOP(
            "If you know where the file “{file}” went, put it back in {folder} and try again. "
            "Otherwise delete your keys at the exchange, start the wizard again and create new "
            "ones."
        ),
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_REPLACED: Words(
        QT_TR_NOOP("The vault that lies here is not the one that was opened."),
        QT_TR_NOOP(
            "Another one, or an older one, was put in its place, or another window sealed "
            "everything anew. Nothing was written over it, and the last change was not saved."
        ),
        QT_TR_NOOP(
            "Close the wizard and start it again. If somebody put another file there by mistake, "
            "put the newer one back in {folder} first."
        ),
    ),
    ProblemId.VAULT_FULL: Words(
        QT_TR_NOOP("The vault is full."),
        QT_TR_NOOP("A vault has room for 4 MiB."),
        QT_TR_NOOP("Remove keys that you no longer use, then try again."),
        Action.TRY_AGAIN,
        means_too=_OLD_VAULT_SAFE,
    ),
    ProblemId.VAULT_DAMAGED: Words(
        QT_TR_NOOP("The vault is damaged."),
        QT_TR_NOOP("Its seal is broken, so nothing in it can be trusted."),
        QT_TR_NOOP(
            "Use the copy “{backup}” in {folder}. "
            "The damaged file is kept beside it, under another name."
        ),
        Action.RESTORE_COPY,
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_DAMAGED_ALONE: Words(
        QT_TR_NOOP("The vault is damaged, and there is no copy to turn to."),
        QT_TR_NOOP("Its seal is broken, so nothing in it can be trusted."),
        QT_TR_NOOP(
            "If you keep backups of your own, bring back {path} from one. Otherwise move the file "
            "away, delete your keys at the exchange and create them again."
        ),
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_NEWER: Words(
        QT_TR_NOOP("This vault was made by a newer version of the wizard."),
        QT_TR_NOOP("This version cannot open it safely."),
        QT_TR_NOOP("Install the newest version of the wizard and open the vault with it."),
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_NOT_A_FILE: Words(
        QT_TR_NOOP("There is something else where the vault should be."),
        QT_TR_NOOP("At {path} we found no ordinary file of yours, and did not touch it."),
        QT_TR_NOOP("Move it away, or choose another data folder, then start the wizard again."),
    ),
    ProblemId.VAULT_TOO_LARGE: Words(
        QT_TR_NOOP("The vault's file is too large to be a vault."),
        QT_TR_NOOP("A vault has at most 4 MiB."),
        QT_TR_NOOP("Look at the file {path}; if it is not yours, move it away and start again."),
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_UNREADABLE: Words(
        QT_TR_NOOP("The vault could not be read."),
        QT_TR_NOOP("The system did not let us."),
        QT_TR_NOOP("Check that {path} belongs to you and that the disk is well, then start again."),
        means_too=_UNTOUCHED,
    ),
    ProblemId.VAULT_CHANGED: Words(
        QT_TR_NOOP("The vault was changed by another window or program."),
        QT_TR_NOOP("To lose nothing, your last change was not written over it."),
        QT_TR_NOOP("Try again; the wizard has read the vault anew."),
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_BUSY: Words(
        QT_TR_NOOP("Another window is writing to the vault."),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Close the other window of the wizard, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.FOLDER_NOT_WRITABLE: Words(
        QT_TR_NOOP("The wizard may not write to its own folder."),
        QT_TR_NOOP("Nothing can be kept in {folder} at the moment."),
        QT_TR_NOOP(
            "Give yourself the right to write there, or choose another data folder, then try again."
        ),
        Action.TRY_AGAIN,
        means_too=_OLD_VAULT_SAFE,
    ),
    ProblemId.DISK_FULL: Words(
        QT_TR_NOOP("The disk is full."),
        _OLD_VAULT_SAFE,
        QT_TR_NOOP("Free some space, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.WRITE_FAILED: Words(
        QT_TR_NOOP("The vault could not be written."),
        _OLD_VAULT_SAFE,
        QT_TR_NOOP("Check the disk, then try again. Keep the exchange's page open until it works."),
        Action.TRY_AGAIN,
    ),
    ProblemId.SAVED_NOT_CONFIRMED: Words(
        QT_TR_NOOP("It is saved, but the disk did not confirm it."),
        QT_TR_NOOP("If the power failed right now, the last change could be lost."),
        QT_TR_NOOP("Save again, or check the disk."),
        Action.TRY_AGAIN,
    ),
    ProblemId.BACKUP_STALE: Words(
        QT_TR_NOOP("The key was removed, but not yet from the vault's copy."),
        QT_TR_NOOP("The copy “{backup}” still holds it, sealed. The next change renews the copy."),
        QT_TR_NOOP("Delete the key at the exchange, so that it is of no use to anybody."),
    ),
    ProblemId.PROOF_STALE: Words(
        QT_TR_NOOP("The check is too old to save the key."),
        QT_TR_NOOP("A key counts as saved only with a proof that is less than a minute old."),
        QT_TR_NOOP("Check again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.KEY_GONE: Words(
        QT_TR_NOOP("This key is not in the vault any more."),
        QT_TR_NOOP("Another window or program removed it meanwhile."),
        QT_TR_NOOP("Look at the list of your keys."),
    ),
    ProblemId.PAIR_GONE: Words(
        QT_TR_NOOP("This key pair is not in the vault any more."),
        QT_TR_NOOP(
            "Another window or program wiped its private key meanwhile. An API key that the site "
            "made for its public key is of no use to anybody now."
        ),
        QT_TR_NOOP("Delete that API key at the exchange if there is one, then make another pair."),
    ),
    ProblemId.KEY_SAVED_MEANWHILE: Words(
        QT_TR_NOOP("This key was proven and saved meanwhile."),
        QT_TR_NOOP(
            "Another window or program finished it. It is in the vault, and nothing was changed."
        ),
        QT_TR_NOOP("Look at the list of your keys. To take it out of the vault, remove it there."),
    ),
    ProblemId.PASSPHRASE_NEEDED: Words(
        QT_TR_NOOP("The vault is locked."),
        QT_TR_NOOP("Your keys are safe in it; only the passphrase opens it."),
        QT_TR_NOOP("Enter your passphrase."),
        Action.UNLOCK,
    ),
    ProblemId.PASSPHRASE_WRONG: Words(
        QT_TR_NOOP("This passphrase does not open the vault."),
        QT_TR_NOOP("Nothing was changed, and you can try as often as you like."),
        QT_TR_NOOP("Check the Caps Lock key and the keyboard's language, then try again."),
        Action.UNLOCK,
    ),
    ProblemId.PASSPHRASES_DIFFER: Words(
        QT_TR_NOOP("The two passphrases are different."),
        QT_TR_NOOP("One of them has a slip, and nobody could tell which. Nothing was changed."),
        QT_TR_NOOP("Type the same passphrase twice."),
    ),
    ProblemId.PASSPHRASE_TOO_SHORT: Words(
        QT_TR_NOOP("This passphrase is too short."),
        QT_TR_NOOP("It is all that protects your keys, so it needs at least {limit} characters."),
        QT_TR_NOOP("Four or five words that you do not say together every day make a good one."),
    ),
    ProblemId.PASSPHRASE_UNREADABLE: Words(
        QT_TR_NOOP("The passphrase file could not be read."),
        QT_TR_NOOP("Nothing was opened or changed."),
        QT_TR_NOOP("Give the path of a text file of yours whose first line is the passphrase."),
    ),
    ProblemId.PASSPHRASE_MEMORY: Words(
        QT_TR_NOOP("There is not enough free memory to open the vault."),
        QT_TR_NOOP("Turning a passphrase into a key needs {memory} for a moment."),
        QT_TR_NOOP("Close other programs, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_MISSING: Words(
        QT_TR_NOOP("This computer offers no keychain."),
        QT_TR_NOOP(
            "That is the system's own safe for passwords. Without it, a passphrase of yours "
            "protects the vault; nothing is ever kept unencrypted."
        ),
        QT_TR_NOOP(
            "Choose a passphrase, or install a keychain (on Linux, for example, gnome-keyring)."
        ),
    ),
    ProblemId.KEYCHAIN_UNREACHABLE: Words(
        QT_TR_NOOP("Your keychain cannot be reached."),
        QT_TR_NOOP("The vault's key is in it, so the vault stays closed; nothing is lost."),
        QT_TR_NOOP("Sign in to your desktop as usual so that the keychain runs, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_LOCKED: Words(
        QT_TR_NOOP("Your keychain is locked."),
        QT_TR_NOOP("The wizard keeps the vault's key there and has to wait; nothing is lost."),
        QT_TR_NOOP("Unlock the keychain when your system asks, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_SILENT: Words(
        QT_TR_NOOP("Your keychain does not answer."),
        QT_TR_NOOP("Your system may be waiting for you to unlock it. Nothing is lost."),
        QT_TR_NOOP("Look for a window that asks for your password, then try again."),
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_UNRELIABLE: Words(
        QT_TR_NOOP("Your keychain did not keep what we gave it."),
        QT_TR_NOOP(
            "A test value came back different or not at all, so no secret will be trusted to it."
        ),
        QT_TR_NOOP("Protect the vault with a passphrase instead."),
    ),
    ProblemId.KEYCHAIN_ENTRY_GONE: Words(
        QT_TR_NOOP("The vault's key is not in your keychain any more."),
        QT_TR_NOOP("Without it this vault cannot be opened on this computer."),
        QT_TR_NOOP(
            "If you changed or reset your keychain, bring back the old one. Otherwise move the "
            "vault's file away and create your keys again from step 1."
        ),
        means_too=_UNTOUCHED,
    ),
    ProblemId.KEYCHAIN_ENTRY_WRONG: Words(
        QT_TR_NOOP("The vault's key in your keychain is not what we put there."),
        QT_TR_NOOP("Something changed it, so it does not open the vault any more."),
        QT_TR_NOOP(
            "If you have a backup of your keychain, bring it back. Otherwise move the vault's file "
            "away and create your keys again from step 1."
        ),
        means_too=_UNTOUCHED,
    ),
    ProblemId.KEYCHAIN_IN_CLEAR: Words(
        QT_TR_NOOP("Your keychain has no password."),
        QT_TR_NOOP(
            "Your system then writes it to the disk unencrypted: whoever can read your files can "
            "open the vault."
        ),
        QT_TR_NOOP(
            "Give your keychain a password (on GNOME with “Passwords and Keys”), or protect the "
            "vault with a passphrase."
        ),
    ),
}
