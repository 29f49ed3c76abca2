"""A problem as a person at a terminal reads it, with what to do there."""

from __future__ import annotations

from wizard.core.problems import Problem, ProblemId

_RESTORE = "On the command line: “key-wizard vault restore-copy” shows the copy and asks."
# Where the command line has a way of its own to do what the problem asks for.
_HERE = {
    ProblemId.PASSPHRASE_NEEDED: "On the command line: give --passphrase-file FILE; the first "
    "line of that file opens the vault.",
    ProblemId.PASSPHRASE_WRONG: "On the command line: the passphrase is the first line of the "
    "file that --passphrase-file names.",
    ProblemId.PASSPHRASE_TOO_SHORT: "On the command line: given as a file, the passphrase is "
    "the first line of that file.",
    ProblemId.KEYCHAIN_MISSING: "On the command line: give --passphrase-file FILE; the first "
    "line of that file will open the vault.",
    ProblemId.KEYCHAIN_UNRELIABLE: "On the command line: give --passphrase-file FILE; the first "
    "line of that file will open the vault.",
    ProblemId.RECOVERY_CODE_NEEDED: "On the command line: give --recovery-code-file FILE; the "
    "first line of that file is the code.",
    ProblemId.RECOVERY_CODE_UNSET: "On the command line: “key-wizard vault recovery-code” makes "
    "one.",
    ProblemId.LAST_WAY_IN: "On the command line: “key-wizard vault keychain” or “key-wizard vault "
    "passphrase”.",
    ProblemId.VAULT_DAMAGED: _RESTORE,
    ProblemId.VAULT_GONE: _RESTORE,
    ProblemId.VAULT_OLDER: "On the command line: “key-wizard vault accept-older” goes on with it.",
    ProblemId.EXPORT_EXISTS: "On the command line: --replace writes over a file of yours.",
    ProblemId.IMPORT_NOT_EXPORT: "On the command line: “key-wizard vault export FILE”.",
    ProblemId.FOLDER_NOT_WRITABLE: "On the command line: --data-dir names another folder.",
    ProblemId.PASSPHRASES_DIFFER: "On the command line: run the same command once more.",
    ProblemId.KEY_UNFINISHED: "On the command line: “key-wizard add NAME” goes on with it, "
    "“key-wizard remove NAME” discards it.",
    ProblemId.OTHER_VENUE: "On the command line: --exchange-url names the practice exchange that "
    "the key belongs to; without it, Binance.com is asked.",
    ProblemId.NO_SUCH_KEY: "On the command line: “key-wizard list”.",
    ProblemId.PORT_REFUSED: "On the command line: --port N, or no --port for any free one.",
    ProblemId.PORT_TAKEN: "On the command line: --port N, or no --port for any free one.",
}


def problem_text(problem: Problem, subject: str = "") -> str:
    """Three parts, one under the other, and the line for support; `subject`: which key."""
    lines = [
        f"{subject}: {problem.what}" if subject else problem.what,
        problem.means,
        f"What to do: {problem.do}",
    ]
    if problem.id in _HERE:
        lines.append(_HERE[problem.id])
    technical = f"; {problem.technical}" if problem.technical else ""
    lines.append(f"({problem.id.value}{technical})")
    return "\n".join(lines)
