"""Texts for the vault and for what opens it: the keychain and the passphrase."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

_UNTOUCHED = "The file was left exactly as it is."
_OLD_VAULT_SAFE = "What was in the vault before is still there; the last change is not."

WORDS = {
    ProblemId.VAULT_ABSENT: Words(
        "There is no vault yet.",
        "No key was saved in {folder} so far.",
        "Create your first key; the vault is made then.",
    ),
    ProblemId.VAULT_EXISTS: Words(
        "There is already a vault here.",
        "A new one would take its place, so none was made. " + _UNTOUCHED,
        "Open the vault that is there, or choose another data folder.",
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_GONE: Words(
        "The vault's file is gone, but its copy is there.",
        "It was moved or deleted. The copy “{backup}” may lack the last change; "
        "it was left exactly as it is.",
        "Use the copy. To begin anew instead, move the copy out of the folder {folder}.",
        Action.RESTORE_COPY,
    ),
    ProblemId.VAULT_GONE_ALONE: Words(
        "The vault's file is gone, and so is its copy.",
        "They were moved or deleted, or the disk they are on was taken away. The last change "
        "was not saved.",
        "If you know where the file “{file}” went, put it back in {folder} and try again. "
        "Otherwise delete your keys at the exchange, start the wizard again and create new ones.",
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_REPLACED: Words(
        "The vault that lies here is not the one that was opened.",
        "Another one, or an older one, was put in its place, or another window sealed "
        "everything anew. Nothing was written over it, and the last change was not saved.",
        "Close the wizard and start it again. If somebody put another file there by mistake, put "
        "the newer one back in {folder} first.",
    ),
    ProblemId.VAULT_FULL: Words(
        "The vault is full.",
        "A vault has room for 4 MiB. " + _OLD_VAULT_SAFE,
        "Remove keys that you no longer use, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_DAMAGED: Words(
        "The vault is damaged.",
        "Its seal is broken, so nothing in it can be trusted. " + _UNTOUCHED,
        "Use the copy “{backup}” in {folder}. "
        "The damaged file is kept beside it, under another name.",
        Action.RESTORE_COPY,
    ),
    ProblemId.VAULT_DAMAGED_ALONE: Words(
        "The vault is damaged, and there is no copy to turn to.",
        "Its seal is broken, so nothing in it can be trusted. " + _UNTOUCHED,
        "If you keep backups of your own, bring back {path} from one. Otherwise move the file "
        "away, delete your keys at the exchange and create them again.",
    ),
    ProblemId.VAULT_NEWER: Words(
        "This vault was made by a newer version of the wizard.",
        "This version cannot open it safely. " + _UNTOUCHED,
        "Install the newest version of the wizard and open the vault with it.",
    ),
    ProblemId.VAULT_NOT_A_FILE: Words(
        "There is something else where the vault should be.",
        "At {path} we found no ordinary file of yours, and did not touch it.",
        "Move it away, or choose another data folder, then start the wizard again.",
    ),
    ProblemId.VAULT_TOO_LARGE: Words(
        "The vault's file is too large to be a vault.",
        "A vault has at most 4 MiB. " + _UNTOUCHED,
        "Look at the file {path}; if it is not yours, move it away and start again.",
    ),
    ProblemId.VAULT_UNREADABLE: Words(
        "The vault could not be read.",
        "The system did not let us. " + _UNTOUCHED,
        "Check that {path} belongs to you and that the disk is well, then start again.",
    ),
    ProblemId.VAULT_CHANGED: Words(
        "The vault was changed by another window or program.",
        "To lose nothing, your last change was not written over it.",
        "Try again; the wizard has read the vault anew.",
        Action.TRY_AGAIN,
    ),
    ProblemId.VAULT_BUSY: Words(
        "Another window is writing to the vault.",
        "Nothing was changed.",
        "Close the other window of the wizard, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.FOLDER_NOT_WRITABLE: Words(
        "The wizard may not write to its own folder.",
        "Nothing can be kept in {folder} at the moment. " + _OLD_VAULT_SAFE,
        "Give yourself the right to write there, or choose another data folder, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.DISK_FULL: Words(
        "The disk is full.",
        _OLD_VAULT_SAFE,
        "Free some space, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.WRITE_FAILED: Words(
        "The vault could not be written.",
        _OLD_VAULT_SAFE,
        "Check the disk, then try again. Keep the exchange's page open until it works.",
        Action.TRY_AGAIN,
    ),
    ProblemId.SAVED_NOT_CONFIRMED: Words(
        "It is saved, but the disk did not confirm it.",
        "If the power failed right now, the last change could be lost.",
        "Save again, or check the disk.",
        Action.TRY_AGAIN,
    ),
    ProblemId.BACKUP_STALE: Words(
        "The key was removed, but not yet from the vault's copy.",
        "The copy “{backup}” still holds it, sealed. The next change renews the copy.",
        "Delete the key at the exchange, so that it is of no use to anybody.",
    ),
    ProblemId.PROOF_STALE: Words(
        "The check is too old to save the key.",
        "A key counts as saved only with a proof that is less than a minute old.",
        "Check again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEY_GONE: Words(
        "This key is not in the vault any more.",
        "Another window or program removed it meanwhile.",
        "Look at the list of your keys.",
    ),
    ProblemId.KEY_SAVED_MEANWHILE: Words(
        "This key was proven and saved meanwhile.",
        "Another window or program finished it. It is in the vault, and nothing was changed.",
        "Look at the list of your keys. To take it out of the vault, remove it there.",
    ),
    ProblemId.PASSPHRASE_NEEDED: Words(
        "The vault is locked.",
        "Your keys are safe in it; only the passphrase opens it.",
        "Enter your passphrase.",
        Action.UNLOCK,
    ),
    ProblemId.PASSPHRASE_WRONG: Words(
        "This passphrase does not open the vault.",
        "Nothing was changed, and you can try as often as you like.",
        "Check the Caps Lock key and the keyboard's language, then try again.",
        Action.UNLOCK,
    ),
    ProblemId.PASSPHRASES_DIFFER: Words(
        "The two passphrases are different.",
        "One of them has a slip, and nobody could tell which. Nothing was changed.",
        "Type the same passphrase twice.",
    ),
    ProblemId.PASSPHRASE_TOO_SHORT: Words(
        "This passphrase is too short.",
        "It is all that protects your keys, so it needs at least {limit} characters.",
        "Four or five words that you do not say together every day make a good one.",
    ),
    ProblemId.PASSPHRASE_UNREADABLE: Words(
        "The passphrase file could not be read.",
        "Nothing was opened or changed.",
        "Give the path of a text file of yours whose first line is the passphrase.",
    ),
    ProblemId.PASSPHRASE_MEMORY: Words(
        "There is not enough free memory to open the vault.",
        "Turning a passphrase into a key needs {memory} for a moment.",
        "Close other programs, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_MISSING: Words(
        "This computer offers no keychain.",
        "That is the system's own safe for passwords. Without it, a passphrase of yours "
        "protects the vault; nothing is ever kept unencrypted.",
        "Choose a passphrase, or install a keychain (on Linux, for example, gnome-keyring).",
    ),
    ProblemId.KEYCHAIN_UNREACHABLE: Words(
        "Your keychain cannot be reached.",
        "The vault's key is in it, so the vault stays closed; nothing is lost.",
        "Sign in to your desktop as usual so that the keychain runs, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_LOCKED: Words(
        "Your keychain is locked.",
        "The wizard keeps the vault's key there and has to wait; nothing is lost.",
        "Unlock the keychain when your system asks, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_SILENT: Words(
        "Your keychain does not answer.",
        "Your system may be waiting for you to unlock it. Nothing is lost.",
        "Look for a window that asks for your password, then try again.",
        Action.TRY_AGAIN,
    ),
    ProblemId.KEYCHAIN_UNRELIABLE: Words(
        "Your keychain did not keep what we gave it.",
        "A test value came back different or not at all, so no secret will be trusted to it.",
        "Protect the vault with a passphrase instead.",
    ),
    ProblemId.KEYCHAIN_ENTRY_GONE: Words(
        "The vault's key is not in your keychain any more.",
        "Without it this vault cannot be opened on this computer. " + _UNTOUCHED,
        "If you changed or reset your keychain, bring back the old one. Otherwise move the "
        "vault's file away and create your keys again from step 1.",
    ),
    ProblemId.KEYCHAIN_ENTRY_WRONG: Words(
        "The vault's key in your keychain is not what we put there.",
        "Something changed it, so it does not open the vault any more. " + _UNTOUCHED,
        "If you have a backup of your keychain, bring it back. Otherwise move the vault's file "
        "away and create your keys again from step 1.",
    ),
    ProblemId.KEYCHAIN_IN_CLEAR: Words(
        "Your keychain has no password.",
        "Your system then writes it to the disk unencrypted: whoever can read your files can "
        "open the vault.",
        "Give your keychain a password (on GNOME with “Passwords and Keys”), or protect the "
        "vault with a passphrase.",
    ),
}
