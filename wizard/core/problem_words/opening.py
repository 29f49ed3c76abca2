"""Texts for the ways into a vault, and for its copies: recovery code, backup, export, import."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

_NOTHING_CHANGED = QT_TR_NOOP("Nothing was changed.")
_READ_AGAIN = QT_TR_NOOP(
    "Compare it with your paper, group by group; capital and small letters are the same."
)

WORDS = {
    ProblemId.VAULT_OLDER: Words(
        QT_TR_NOOP("This vault is older than the last one used here."),
        QT_TR_NOOP(
            "An earlier copy was put back. Keys that you saved since then are not in it, changes "
            "since then are undone, and what opened the vault at that time opens it again."
        ),
        QT_TR_NOOP(
            "If you put it back yourself, go on with it. If not, look for the newer file in your "
            "backups before you change anything here."
        ),
    ),
    ProblemId.PASSPHRASE_UNSET: Words(
        QT_TR_NOOP("This vault has no passphrase."),
        QT_TR_NOOP("Something else opens it: your keychain or a recovery code."),
        QT_TR_NOOP("Open it without a passphrase."),
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.RECOVERY_CODE_NEEDED: Words(
        QT_TR_NOOP("Your keychain does not open the vault any more."),
        QT_TR_NOOP(
            "The vault's key is not there, or is not what we put there. Your keys are safe in the "
            "vault, and your recovery code opens it."
        ),
        QT_TR_NOOP("Enter the recovery code that you wrote down."),
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_WRONG: Words(
        QT_TR_NOOP("This recovery code does not open this vault."),
        QT_TR_NOOP(
            "It is typed well, but it belongs to another vault, or to a time before a newer code "
            "was made."
        ),
        QT_TR_NOOP("Look for the paper with the newest date."),
        Action.RECOVERY_CODE,
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.RECOVERY_CODE_LENGTH: Words(
        QT_TR_NOOP("This is not a whole recovery code."),
        QT_TR_NOOP("A code has {limit} letters and digits; this has {count}."),
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_GROUP: Words(
        QT_TR_NOOP("There is a slip in group {group} of the recovery code."),
        QT_TR_NOOP("Its five letters and digits do not fit together."),
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_SHAPE: Words(
        QT_TR_NOOP("This is not a recovery code."),
        QT_TR_NOOP("A code has seven groups of five letters and digits, such as 7KQ2F, and no U."),
        _READ_AGAIN,
        Action.RECOVERY_CODE,
    ),
    ProblemId.RECOVERY_CODE_DIFFERS: Words(
        QT_TR_NOOP("This is another recovery code than the one shown."),
        QT_TR_NOOP("The code counts only when what you wrote down opens the vault."),
        _READ_AGAIN,
        Action.RECOVERY_CODE,
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.RECOVERY_CODE_UNSET: Words(
        QT_TR_NOOP("This vault has no recovery code."),
        QT_TR_NOOP("Nobody made one, or it was taken away."),
        QT_TR_NOOP("Open the vault in the usual way."),
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.RECOVERY_CODE_UNREADABLE: Words(
        QT_TR_NOOP("The file with the recovery code could not be read."),
        _NOTHING_CHANGED,
        QT_TR_NOOP("Give the path of a text file of yours whose first line is the recovery code."),
    ),
    ProblemId.LAST_WAY_IN: Words(
        QT_TR_NOOP("This is the only way into the vault."),
        QT_TR_NOOP("Without it nobody could ever open the vault again, so it stays."),
        QT_TR_NOOP("Set up another way first: your keychain or a passphrase."),
    ),
    ProblemId.WAYS_FULL: Words(
        QT_TR_NOOP("There is no room for another way into the vault."),
        QT_TR_NOOP("A newer version of the wizard has set up ways in that this one does not know."),
        QT_TR_NOOP("Install the newest version of the wizard and take one of them away with it."),
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.OLD_KEY_LEFT: Words(
        QT_TR_NOOP("It is done, but the old key is still in your keychain."),
        QT_TR_NOOP(
            "It opens nothing any more. The wizard will take it out as soon as the keychain lets "
            "it."
        ),
        QT_TR_NOOP("You need not do anything."),
    ),
    ProblemId.BACKUP_OPENS_OLD_WAY: Words(
        QT_TR_NOOP("It is done, but the vault's copy still opens in the old way."),
        QT_TR_NOOP(
            "The copy “{backup}” could not be renewed. The wizard tries again when you next open "
            "the vault."
        ),
        QT_TR_NOOP(
            "Check that the disk is well and has room, then close the wizard and start it again."
        ),
    ),
    ProblemId.COPY_ABSENT: Words(
        QT_TR_NOOP("There is no copy of the vault."),
        QT_TR_NOOP("At {folder} we found no file “{backup}”."),
        QT_TR_NOOP("If you keep backups of your own, bring back {path} from one."),
    ),
    ProblemId.COPY_UNREADABLE: Words(
        QT_TR_NOOP("The copy of the vault cannot be used either."),
        QT_TR_NOOP(
            "The file “{backup}” is damaged or cannot be read. It was left exactly as it is."
        ),
        QT_TR_NOOP(
            "If you keep backups of your own, bring back {path} from one. Otherwise delete your "
            "keys at the exchange and create them again."
        ),
    ),
    ProblemId.COPY_CLOSED: Words(
        QT_TR_NOOP("The copy of the vault does not open with this."),
        QT_TR_NOOP("It may have been made when another passphrase or code was set."),
        QT_TR_NOOP("Try the passphrase or the recovery code that you used before."),
        Action.UNLOCK,
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.VAULT_WELL: Words(
        QT_TR_NOOP("The vault is well, so its copy is not needed."),
        QT_TR_NOOP("Putting back the copy would undo the last change."),
        QT_TR_NOOP("Open the vault as usual."),
        Action.TRY_AGAIN,
        means_too=_NOTHING_CHANGED,
    ),
    ProblemId.EXPORT_EXISTS: Words(
        QT_TR_NOOP("There is already a file of this name."),
        QT_TR_NOOP("{path} was not written over."),
        QT_TR_NOOP("Choose another name."),
    ),
    ProblemId.EXPORT_NOT_WRITTEN: Words(
        QT_TR_NOOP("The exported file could not be written."),
        QT_TR_NOOP("The system did not let us write {path}. Your vault is as it was."),
        QT_TR_NOOP("Choose another folder, or check that there is room on the disk."),
        Action.TRY_AGAIN,
    ),
    ProblemId.EXPORT_OVER_VAULT: Words(
        QT_TR_NOOP("The exported file would lie where a vault or its own files belong."),
        QT_TR_NOOP(
            "{path} is in your vault's folder, or is another vault, so nothing was written. Your "
            "vault is as it was."
        ),
        QT_TR_NOOP("Choose another folder and a name of your own."),
    ),
    ProblemId.IMPORT_NOT_EXPORT: Words(
        QT_TR_NOOP("This file was not exported with a passphrase."),
        QT_TR_NOOP("{path} is a vault that belongs to a keychain; only that keychain opens it."),
        QT_TR_NOOP(
            "On the computer where it was made, export your keys and import the file that comes "
            "of it."
        ),
    ),
    ProblemId.IMPORT_UNREADABLE: Words(
        QT_TR_NOOP("The file was not read."),
        QT_TR_NOOP(
            "{path} is not there, is a link or a folder, belongs to another user, or the system "
            "did not let us read it."
        ),
        QT_TR_NOOP(
            "Check the name. A link or another user's file is not followed: make a copy of your "
            "own and import that."
        ),
    ),
    ProblemId.IMPORT_DAMAGED: Words(
        QT_TR_NOOP("This is not an exported vault, or it is damaged."),
        QT_TR_NOOP("Nothing in {path} can be trusted, and nothing was imported."),
        QT_TR_NOOP("Export it again, or use another copy of the file."),
    ),
    ProblemId.IMPORT_TOO_MANY: Words(
        QT_TR_NOOP("There are too many keys in this file."),
        QT_TR_NOOP("{path} holds more than {limit} keys, so nothing was imported."),
        QT_TR_NOOP(
            "On the computer where it was made, remove keys that you need no more, and export "
            "again."
        ),
    ),
    ProblemId.IMPORT_ELSEWHERE: Words(
        QT_TR_NOOP("The keys in this file do not belong into this vault."),
        QT_TR_NOOP(
            "Practice keys and real keys are kept apart, and {path} holds keys of the other kind. "
            "Nothing was imported."
        ),
        QT_TR_NOOP(
            "Import the file where such keys are kept: practice keys while you practise, real keys "
            "while you do not."
        ),
    ),
    ProblemId.IMPORT_NEWER: Words(
        QT_TR_NOOP("This file was exported by a newer version of the wizard."),
        QT_TR_NOOP("This version cannot read it safely. Nothing was imported."),
        QT_TR_NOOP("Install the newest version of the wizard and import the file with it."),
    ),
    ProblemId.IMPORT_PASSPHRASE_WRONG: Words(
        QT_TR_NOOP("This passphrase does not open the exported file."),
        QT_TR_NOOP("Nothing was imported, and you can try as often as you like."),
        QT_TR_NOOP("Give the passphrase that was chosen when {path} was exported."),
        Action.TRY_AGAIN,
    ),
}
