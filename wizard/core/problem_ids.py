"""The stable names of all problems, as scripts see them, and what a button can do about one."""

# ruff: noqa: S105 (names of problems, no passwords)

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What one button beside a problem does."""

    NONE = "none"
    TRY_AGAIN = "try-again"
    OPEN_PAGE = "open-page"
    EDIT_RESTRICTIONS = "edit-restrictions"
    PASTE_AGAIN = "paste-again"
    SWAP = "swap"
    START_AGAIN = "start-again"
    UNLOCK = "unlock"


class ProblemId(StrEnum):
    """Every problem the program can meet; the values are part of the JSON contract."""

    # What was typed or pasted
    API_KEY_EMPTY = "api-key-empty"
    API_KEY_SHAPE = "api-key-shape"
    SECRET_EMPTY = "secret-empty"
    SECRET_SHAPE = "secret-shape"
    SAME_TWICE = "same-twice"
    PRIVATE_KEY_LOCKED = "private-key-locked"
    PRIVATE_KEY_PUBLIC = "private-key-public"
    PRIVATE_KEY_UNKNOWN = "private-key-unknown"
    NAME_EMPTY = "name-empty"
    NAME_TOO_LONG = "name-too-long"
    NAME_CHARACTERS = "name-characters"
    NAME_TAKEN = "name-taken"
    KEY_ALREADY_HERE = "key-already-here"
    NO_SUCH_KEY = "no-such-key"
    KEY_UNFINISHED = "key-unfinished"
    OTHER_VENUE = "other-venue"
    INPUT_UNREADABLE = "input-unreadable"

    # What the exchange said
    REQUEST_MALFORMED = "request-malformed"
    KEY_SHAPE_REFUSED = "key-shape-refused"
    KEY_UNKNOWN = "key-unknown"
    NOT_ALLOWED = "not-allowed"
    READING_OFF = "reading-off"
    WRONG_SECRET = "wrong-secret"
    SWAPPED = "swapped"
    ANOTHER_KEY_ANSWERED = "another-key-answered"
    CLOCK_OFF = "clock-off"
    TOO_MANY_REQUESTS = "too-many-requests"
    BANNED = "banned"
    MAINTENANCE = "maintenance"
    LOCATION_REFUSED = "location-refused"
    FIREWALL = "firewall"
    SERVER_TROUBLE = "server-trouble"
    UNKNOWN_ERROR = "unknown-error"

    # What the network did
    ANSWER_UNREADABLE = "answer-unreadable"
    ANSWER_TOO_LARGE = "answer-too-large"
    REDIRECTED = "redirected"
    NO_NETWORK = "no-network"
    CONNECTION_BROKEN = "connection-broken"
    TLS_REFUSED = "tls-refused"
    CERTIFICATE_DATE = "certificate-date"
    TIMED_OUT = "timed-out"
    CANCELLED = "cancelled"

    # The vault
    VAULT_ABSENT = "vault-absent"
    VAULT_EXISTS = "vault-exists"
    VAULT_GONE = "vault-gone"
    VAULT_GONE_ALONE = "vault-gone-alone"
    VAULT_REPLACED = "vault-replaced"
    VAULT_FULL = "vault-full"
    VAULT_DAMAGED = "vault-damaged"
    VAULT_DAMAGED_ALONE = "vault-damaged-alone"
    VAULT_NEWER = "vault-newer"
    VAULT_NOT_A_FILE = "vault-not-a-file"
    VAULT_TOO_LARGE = "vault-too-large"
    VAULT_UNREADABLE = "vault-unreadable"
    VAULT_CHANGED = "vault-changed"
    VAULT_BUSY = "vault-busy"
    FOLDER_NOT_WRITABLE = "folder-not-writable"
    DISK_FULL = "disk-full"
    WRITE_FAILED = "write-failed"
    SAVED_NOT_CONFIRMED = "saved-not-confirmed"
    BACKUP_STALE = "backup-stale"
    PROOF_STALE = "proof-stale"
    KEY_GONE = "key-gone"
    KEY_SAVED_MEANWHILE = "key-saved-meanwhile"

    # What opens the vault
    PASSPHRASE_NEEDED = "passphrase-needed"
    PASSPHRASE_WRONG = "passphrase-wrong"
    PASSPHRASES_DIFFER = "passphrases-differ"
    PASSPHRASE_TOO_SHORT = "passphrase-too-short"
    PASSPHRASE_UNREADABLE = "passphrase-unreadable"
    PASSPHRASE_MEMORY = "passphrase-memory"
    KEYCHAIN_MISSING = "keychain-missing"
    KEYCHAIN_UNREACHABLE = "keychain-unreachable"
    KEYCHAIN_LOCKED = "keychain-locked"
    KEYCHAIN_SILENT = "keychain-silent"
    KEYCHAIN_UNRELIABLE = "keychain-unreliable"
    KEYCHAIN_ENTRY_GONE = "keychain-entry-gone"
    KEYCHAIN_ENTRY_WRONG = "keychain-entry-wrong"
    KEYCHAIN_IN_CLEAR = "keychain-in-clear"

    # The program itself
    PORT_TAKEN = "port-taken"
    PORT_REFUSED = "port-refused"
    NO_DISPLAY = "no-display"
    NO_BROWSER = "no-browser"
    PROGRAM_FILE_MISSING = "program-file-missing"
    PROGRAM_FAULT = "program-fault"
