"""Run as a program: a Secret Service on the session's bus that behaves as each line of input says.

`FOLDER`: every line (fake_manners.py) ends the service that is there by SIGKILL and begins a new
one, which says `ready` once it has the name. The entries in FOLDER outlive it. Every call is a
line in FOLDER/calls, and a fault that happens is one that begins with `!`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.vault.fake_answers import Answer, Answers, NoSuchThingError, RefusedError
from tests.vault.fake_manners import DIE, NEVER, TELLTALE, Manners, from_line

SECRETS = "org.freedesktop.secrets"
READY = "ready\n"
CALLS, RELEASE = "calls", "release"
_DO_NOT_QUEUE = 4
_OWNER = 1
_LOOK_AGAIN_S = 0.01


class Service:
    """One life: it answers until it is killed, kills itself, or the bus ends."""

    def __init__(self, folder: Path, manners: Manners, connection: DBusConnection) -> None:
        self._folder = folder
        self._manners = manners
        self._connection = connection
        self._answers = Answers(folder, manners, self._note)
        self._count = 0
        self._held: list[Callable[[], None]] = []

    def serve(self) -> NoReturn:
        while True:
            try:
                timeout = _LOOK_AGAIN_S if self._held else None
                message = self._connection.receive(timeout=timeout)
            except TimeoutError:
                self._let_go()
                continue
            if HeaderFields.member in message.header.fields and message.header.serial:
                self._hear(message)

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        if fields.get(HeaderFields.destination) is None or message.header.message_type.value != 1:
            return
        self._count += 1
        member = fields[HeaderFields.member]
        name = str(message.body[1] if member == "Get" else member)
        self._note(f"#{self._count} {name}")
        if self._manners.delay_s:
            self._note("! slow")
            time.sleep(self._manners.delay_s)  # being slow is the fault
        if self._manners.at in (name, f"#{self._count}"):
            self._misbehave(message)
        elif self._manners.holds == name:
            self._note(f"! holds {name}")
            self._held.append(lambda: self._answer(message))
        else:
            self._answer(message)

    def _misbehave(self, message: Message) -> None:
        fault = self._manners.fault
        self._note(f"! {fault}")
        if fault == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        elif fault != NEVER:
            self._connection.send(new_error(message, fault, "s", (f"about {TELLTALE}",)))

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        path, member = fields[HeaderFields.path], fields[HeaderFields.member]
        if member == "Prompt":
            self._show(message, str(path))
            return
        try:
            answer = self._answers.to(str(path), str(member), message.body)
        except RefusedError as refused:
            self._connection.send(new_error(message, str(refused), "s", (TELLTALE,)))
        except NoSuchThingError:
            gone = "org.freedesktop.DBus.Error.UnknownObject"
            self._connection.send(new_error(message, gone, "s", (TELLTALE,)))
        else:
            self._connection.send(new_method_return(message, answer.signature, answer.body))

    def _show(self, message: Message, path: str) -> None:
        prompt = self._manners.prompt
        self._note(f"! prompt {prompt}")
        if prompt == "object gone":
            gone = "org.freedesktop.DBus.Error.UnknownObject"
            self._connection.send(new_error(message, gone, "s", (TELLTALE,)))
            return
        self._connection.send(new_method_return(message))
        if prompt == "service gone":
            os.kill(os.getpid(), signal.SIGKILL)
        if prompt == "ignore":
            self._held.append(lambda: self._complete(path))
        else:
            self._complete(path)

    def _complete(self, path: str) -> None:
        refused = self._manners.prompt == "refuse"
        result: Answer = self._answers.after_prompt(path)
        where = DBusAddress(path, interface="org.freedesktop.Secret.Prompt")
        body = (refused, (result.signature, result.body[0]))
        self._connection.send(new_signal(where, "Completed", "bv", body))
        self._note("completed")

    def _let_go(self) -> None:
        if (self._folder / RELEASE).exists():
            waiting, self._held = self._held, []
            for act in waiting:
                act()
            self._note("let go")

    def _note(self, line: str) -> None:
        with (self._folder / CALLS).open("a", encoding="utf-8") as calls:
            calls.write(line + "\n")


def live(folder: Path, manners: Manners) -> NoReturn:
    """Take the name, say so, and serve."""
    (folder / CALLS).write_text("", encoding="utf-8")
    (folder / RELEASE).unlink(missing_ok=True)
    connection = open_dbus_connection("SESSION")
    # The one before was killed; until the bus has noticed, the name is not free.
    while connection.bus_proxy.RequestName(SECRETS, _DO_NOT_QUEUE) != (_OWNER,):
        pass
    sys.stdout.write(READY)
    sys.stdout.flush()
    try:
        Service(folder, manners, connection).serve()
    except ConnectionError:
        os._exit(0)


def main(folder: Path) -> None:
    life = 0
    for line in sys.stdin:
        _end(life)
        life = os.fork()
        if life == 0:
            live(folder, from_line(line))
    _end(life)


def _end(life: int) -> None:
    if life:
        os.kill(life, signal.SIGKILL)
        os.waitpid(life, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
