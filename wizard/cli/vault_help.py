"""Every sentence of `key-wizard vault --help` and its pages."""

from __future__ import annotations

from wizard.cli.help_text import CommandHelp

VAULT = CommandHelp(
    "what opens the vault, its copy, and your keys on the way to another computer",
    """\
The vault is the one file in which your keys are sealed. This is about the vault itself:
what opens it, what you do when it does not open, and taking your keys to another computer.

The vault can be opened in three ways, and it may have several of them:
  keychain       your system's own safe for passwords opens it; you need not do anything
  passphrase     words of yours open it, on any computer
  recovery code  a code on paper, for the day when keychain and passphrase are lost

A good start:    key-wizard vault status           how things stand
                 key-wizard vault recovery-code    make a code and write it on paper
Does not open?   give the recovery code when you are asked for the passphrase
Damaged?         key-wizard vault restore-copy     the wizard keeps a copy of the vault
An older one?    key-wizard vault accept-older     go on with it, and not be told again
New computer?    key-wizard vault export FILE      there: key-wizard vault import FILE

Whatever goes wrong meanwhile, a power cut too: afterwards the vault opens in the old way
or in the new one. A passphrase or a code is never an argument: you are asked for it, and
what you type is not shown; or you give a file whose first line it is.\
""",
)
STATUS = CommandHelp(
    "what opens the vault, when it was changed last, its keys and its copy",
    """\
Shows how the vault stands. Nobody is asked for a passphrase: what cannot be seen while the
vault is locked is said to be unknown (null in the JSON). With --passphrase-file FILE the
number of keys is shown, too, and whether the vault is older than the last one used here.

The JSON is one object:
  vault       "absent", "opens-with-keychain", "needs-passphrase", "needs-recovery-code",
              or null when its file cannot be made sense of
  folder      where it lies
  ways        {"keychain", "passphrase", "recovery_code", "newer": true or false}; "newer":
              a way that only a newer version of the wizard knows; null as above
  changed_at  when the file was written last (UTC)
  keys        {"saved": N, "unfinished": N}, or null while it is locked
  older       true: an older copy was put back; null while it is locked
  copy        {"written_at": UTC, "keys": N or null}, or null when there is none of use
  problem     why the vault does not work now, or null
Exit status 4: there is a problem.\
""",
)
CODE = CommandHelp(
    "make a recovery code, to be written on paper",
    """\
Shows a new recovery code once, for you to write on paper, and then asks for it. Only when
you have typed it as it is on your paper does it count; until then, and when you give up, an
earlier code goes on opening the vault.

Needs a terminal and a person: a code in a file or a pipe would be no more than a passphrase
that lies about, and nobody would know whether it was written down. For scripts there is
“key-wizard vault passphrase --new-passphrase-file FILE”.

With --remove no recovery code opens the vault any more.\
""",
)
PASSPHRASE = CommandHelp(
    "set the passphrase, or another one",
    """\
Sets a passphrase that opens the vault, in the place of the one before. You are asked for it
twice, or give --new-passphrase-file FILE, whose first line it is. It needs at least 12
characters; four or five words make a good one.

With --remove no passphrase opens the vault any more; then your keychain must do so, and that
is tried first.\
""",
)
KEYCHAIN = CommandHelp(
    "let your system's keychain open the vault",
    """\
Lets the keychain of this computer open the vault, or puts back what the keychain has lost.
The keychain is tried out first; one that does not keep what it is given, or has no password,
is refused. A passphrase that is set stays: take it away with “vault passphrase --remove”.

With --remove the keychain does not open the vault any more; then your passphrase must do so,
and that is tried first.\
""",
)
RENEW = CommandHelp(
    "renew the vault's own keys; your API keys stay as they are",
    """\
Renews the vault's own keys, with which it seals what is in it, and seals everything anew: for
example when somebody may have seen a copy of the vault together with what opens it. Your API
keys and their secrets stay as they are, here and at the exchange, which is not even asked: if
somebody may have read a secret, delete that API key at the exchange.

Your passphrase stays; you are asked for it. A recovery code ends: a new one is shown and asked
back, so this needs a terminal when the vault has one.\
""",
)
EXPORT = CommandHelp(
    "write all keys into a file for another computer",
    """\
Writes every key, unfinished ones too, into a new file that opens with a passphrase of its own
alone. You are asked for that passphrase twice, or give --export-passphrase-file FILE. On the
other computer, “key-wizard vault import” reads it; its window looks for names that end in
“.rokey”. Delete the file when it has done its work.
Exit status 74: the file could not be written, or is there already.\
""",
)
IMPORT = CommandHelp(
    "take in the keys of an exported file",
    """\
Takes in the keys of a file that “vault export” wrote. Nothing in your vault is written over:
a key that is here already stays as it is, and a name that is taken gets a number. A vault is
made when there is none yet.

The JSON is one object: "added" (names), "renamed" (objects with "from" and "to"),
"already_here" (names; the same key), "different_here" (names; the same API key with another
secret: the one in your vault was kept).\
""",
)
RESTORE = CommandHelp(
    "put back the copy of a vault that is damaged or gone",
    """\
The wizard keeps a copy of the vault as it was before the last change. When the vault is
damaged or gone, this shows from when the copy is and how many keys are in it, asks, and makes
it the vault. The damaged file is kept beside it, under another name. A vault that is well is
left alone.\
""",
)

ACCEPT = CommandHelp(
    "go on with a vault that is older than the last one used here",
    """\
When an earlier copy of the vault was put back, every command says that this vault is older
than the last one used here. If you put it back yourself, this ends it: the vault that is there
counts as the newest one from now on. Nothing in the vault is changed. A change to the vault, a
new key for instance, does the same.

If you did not put it back, look for the newer file in your backups first: keys that were saved
since are in that one alone.\
""",
)

WHICH = "Say what about the vault: “key-wizard vault --help” shows what there is."
REMOVE_CODE = "no recovery code opens the vault any more"
REMOVE_PASSPHRASE = "no passphrase opens the vault any more; your keychain must do so"  # noqa: S105 (a sentence)
REMOVE_KEYCHAIN = "the keychain does not open the vault any more; a passphrase must do so"
NEW_PASSPHRASE_FILE = "a file of yours whose first line is the new passphrase"  # noqa: S105 (a sentence)
EXPORT_PASSPHRASE_FILE = "a file of yours whose first line is the passphrase of the exported file"  # noqa: S105
EXPORTED = "the exported file"
REPLACE = "write over the file when it is there already"
ONE_OF_BOTH = (
    "--remove takes the passphrase away; --new-passphrase-file sets one. Give one of them."
)
