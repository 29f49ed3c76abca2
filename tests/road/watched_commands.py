"""`key-wizard` as a script runs it, watched: what it logs, opens, starts and sends is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from tests.cli.key_wizard import Answer, KeyWizard, make_vault
from tests.exchange.scripted_server import Role, head
from tests.exchange.scripted_server import Stage as Wire

# Python runs a file of this name before the program. The API key may lie in http.client.send,
# which is the one way by which it may leave; it is not kept here, the server tells.
_WATCH = """
import faulthandler, logging, os, sys
_kept = os.open({audit!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_told = ("subprocess.", "os.", "open", "socket.", "shutil.", "tempfile.")
def _hear(event, arguments):
    if event.startswith(_told):
        os.write(_kept, f"{{event}} {{arguments!r}}\\n".encode("utf-8", "surrogateescape"))
sys.addaudithook(_hear)
logging.basicConfig(filename={log!r}, level=1, force=True)
logging.captureWarnings(True)
faulthandler.enable(open({faults!r}, "a"))
os.write(_kept, repr((sys.orig_argv, dict(os.environ))).encode() + b"\\n")
"""


class WatchedCommands:
    """Commands on one vault in `folder`, each in a process of its own; keeps all they said."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self.kept = folder / "kept"
        watch = folder / "watch"
        for place in ("home", "temp", "run", "kept", "watch", "vault"):
            (folder / place).mkdir(mode=0o700)
        names = {name: str(self.kept / f"{name}.txt") for name in ("audit", "log", "faults")}
        (watch / "sitecustomize.py").write_text(_WATCH.format(**names), "utf-8")
        self._passphrase_file = folder / "passphrase.txt"
        self._passphrase_file.write_text(passphrase, "utf-8")
        self._passphrase_file.chmod(0o600)
        self.environment = {
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "temp"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PYTHONPATH": os.pathsep.join((str(watch), *filter(None, [os.getenv("PYTHONPATH")]))),
            "PYTHONDEVMODE": "1",
            "PYTHONWARNINGS": "always",
        }
        self._options = ("--data-dir", str(folder / "vault"))
        make_vault(folder / "vault")
        self.answers: list[Answer] = []

    def __call__(
        self,
        url: str,
        *arguments: str,
        stdin: str | bytes = "",
        passphrase_file: Path | None = None,
    ) -> Answer:
        file = passphrase_file or self._passphrase_file
        options = (*self._options, "--passphrase-file", str(file), "--exchange-url", url)
        answer = KeyWizard(options, self.environment)(*arguments, stdin=stdin)
        self.answers.append(answer)
        return answer

    @property
    def said(self) -> str:
        """Everything on standard output and standard error."""
        return "".join(answer.out + answer.err for answer in self.answers)


def echoes(status: int, make: Callable[[str, str], bytes], header: str = "") -> Role:
    """An answer made of the API key and the signature that came in; `header` repeats both."""

    def play(wire: Wire) -> None:
        api_key = wire.asked.headers.get("x-mbx-apikey", "")
        signature = wire.asked.parameters.get("signature", "")
        body = make(api_key, signature)
        headers = {header: f"{api_key} {signature}"} if header else {}
        wire.send(head(status, length=len(body), headers=headers) + body)

    return play


def as_input(api_key: str, secret: str) -> str:
    """What `check` and `add` read."""
    name = "private_key_pem" if "BEGIN" in secret else "secret"
    return json.dumps({"api_key": api_key, name: secret})
