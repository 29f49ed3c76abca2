"""Texts for the ways into a vault, and for its copies: recovery code, backup, export, import."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

_NOTHING_CHANGED = "Nothing was changed."
_READ_AGAIN = "Compare it with your paper, group by group; capital and small letters are the same."

WORDS = {
    ProblemId.VAULT_OLDER: Words(
        "This vault is older than the last one used here.",
        "An earlier copy was put back. Keys that you saved since then are not in it, changes since "
        "then are undone, and what opened the vault at that time opens it again.",
        "If you put it back yourself, go on with it. If not, look for the newer file in your "
        "backups before you change anything here.",
    ),
    ProblemId.PASSPHRASE_UNSET: Words(
        "This vault has no passphrase.",
        "Something else opens it: your keychain or a recovery code. " + _NOTHING_CHANGED,
        "Open it without a passphrase.",
    ),
    ProblemId.RECOVERY_CODE_NEEDED: Words(
        "Your keychain does not open the vault any more.",
        "The vault's key is not there, or is not what we put there. Your keys are safe in the "
        "vault, and your recovery code opens it.",
        "Enter the recovery code that you wrote down.",
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_WRONG: Words(
        "This recovery code does not open this vault.",
        "It is typed well, but it belongs to another vault, or to a time before a newer code was "
        "made. " + _NOTHING_CHANGED,
        "Look for the paper with the newest date.",
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_LENGTH: Words(
        "This is not a whole recovery code.",
        "A code has {limit} letters and digits; this has {count}.",
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_GROUP: Words(
        "There is a slip in group {group} of the recovery code.",
        "Its five letters and digits do not fit together.",
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_SHAPE: Words(
        "This is not a recovery code.",
        "A code has seven groups of five letters and digits, such as 7KQ2F, and no U.",
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_DIFFERS: Words(
        "This is another recovery code than the one shown.",
        "The code counts only when what you wrote down opens the vault. " + _NOTHING_CHANGED,
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_UNSET: Words(
        "This vault has no recovery code.",
        "Nobody made one, or it was taken away. " + _NOTHING_CHANGED,
        "Open the vault in the usual way.",
    ),
    ProblemId.RECOVERY_CODE_UNREADABLE: Words(
        "The file with the recovery code could not be read.",
        _NOTHING_CHANGED,
        "Give the path of a text file of yours whose first line is the recovery code.",
    ),
    ProblemId.LAST_WAY_IN: Words(
        "This is the only way into the vault.",
        "Without it nobody could ever open the vault again, so it stays.",
        "Set up another way first: your keychain or a passphrase.",
    ),
    ProblemId.WAYS_FULL: Words(
        "There is no room for another way into the vault.",
        "A newer version of the wizard has set up ways in that this one does not know. "
        + _NOTHING_CHANGED,
        "Install the newest version of the wizard and take one of them away with it.",
    ),
    ProblemId.OLD_KEY_LEFT: Words(
        "It is done, but the old key is still in your keychain.",
        "It opens nothing any more. The wizard will take it out as soon as the keychain lets it.",
        "You need not do anything.",
    ),
    ProblemId.BACKUP_OPENS_OLD_WAY: Words(
        "It is done, but the vault's copy still opens in the old way.",
        "The copy “{backup}” could not be renewed. The wizard tries again when you next open "
        "the vault.",
        "Check that the disk is well and has room, then close the wizard and start it again.",
    ),
    ProblemId.COPY_ABSENT: Words(
        "There is no copy of the vault.",
        "At {folder} we found no file “{backup}”.",
        "If you keep backups of your own, bring back {path} from one.",
    ),
    ProblemId.COPY_UNREADABLE: Words(
        "The copy of the vault cannot be used either.",
        "The file “{backup}” is damaged or cannot be read. It was left exactly as it is.",
        "If you keep backups of your own, bring back {path} from one. Otherwise delete your keys "
        "at the exchange and create them again.",
    ),
    ProblemId.COPY_CLOSED: Words(
        "The copy of the vault does not open with this.",
        "It may have been made when another passphrase or code was set. " + _NOTHING_CHANGED,
        "Try the passphrase or the recovery code that you used before.",
        Action.UNLOCK,
    ),
    ProblemId.VAULT_WELL: Words(
        "The vault is well, so its copy is not needed.",
        "Putting back the copy would undo the last change. " + _NOTHING_CHANGED,
        "Open the vault as usual.",
        Action.TRY_AGAIN,
    ),
    ProblemId.EXPORT_EXISTS: Words(
        "There is already a file of this name.",
        "{path} was not written over.",
        "Choose another name.",
    ),
    ProblemId.EXPORT_NOT_WRITTEN: Words(
        "The exported file could not be written.",
        "The system did not let us write {path}. Your vault is as it was.",
        "Choose another folder, or check that there is room on the disk.",
        Action.TRY_AGAIN,
    ),
    ProblemId.EXPORT_OVER_VAULT: Words(
        "The exported file would lie where a vault or its own files belong.",
        "{path} is in your vault's folder, or is another vault, so nothing was written. Your "
        "vault is as it was.",
        "Choose another folder and a name of your own.",
    ),
    ProblemId.IMPORT_NOT_EXPORT: Words(
        "This file was not exported with a passphrase.",
        "{path} is a vault that belongs to a keychain; only that keychain opens it.",
        "On the computer where it was made, export your keys and import the file that comes of it.",
    ),
    ProblemId.IMPORT_UNREADABLE: Words(
        "The file was not read.",
        "{path} is not there, is a link or a folder, belongs to another user, or the system did "
        "not let us read it.",
        "Check the name. A link or another user's file is not followed: make a copy of your own "
        "and import that.",
    ),
    ProblemId.IMPORT_DAMAGED: Words(
        "This is not an exported vault, or it is damaged.",
        "Nothing in {path} can be trusted, and nothing was imported.",
        "Export it again, or use another copy of the file.",
    ),
    ProblemId.IMPORT_TOO_MANY: Words(
        "There are too many keys in this file.",
        "{path} holds more than {limit} keys, so nothing was imported.",
        "On the computer where it was made, remove keys that you need no more, and export again.",
    ),
    ProblemId.IMPORT_ELSEWHERE: Words(
        "The keys in this file do not belong into this vault.",
        "Practice keys and real keys are kept apart, and {path} holds keys of the other kind. "
        "Nothing was imported.",
        "Import the file where such keys are kept: practice keys while you practise, real keys "
        "while you do not.",
    ),
    ProblemId.IMPORT_NEWER: Words(
        "This file was exported by a newer version of the wizard.",
        "This version cannot read it safely. Nothing was imported.",
        "Install the newest version of the wizard and import the file with it.",
    ),
    ProblemId.IMPORT_PASSPHRASE_WRONG: Words(
        "This passphrase does not open the exported file.",
        "Nothing was imported, and you can try as often as you like.",
        "Give the passphrase that was chosen when {path} was exported.",
        Action.TRY_AGAIN,
    ),
}
