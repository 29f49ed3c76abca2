"""The terminal or the pipes that a command talks through."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, TextIO

from wizard.cli.hidden_typing import hidden_typing, undone_when_ended
from wizard.cli.typed_text import decoded, whole
from wizard.cli.typing_wait import until_typed
from wizard.cli.while_stopped import is_in_front, while_stopped
from wizard.core.strict_json import JsonValue

INPUT_LIMIT = 16 * 1024
"""Bytes; a 4096-bit RSA key as PEM inside JSON has 3.5 KiB."""

# Source: xterm's control sequences (invisible-island.net/xterm/ctlseqs, seen 2026-11).
_OTHER_SCREEN, _USUAL_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
_CLEAR = "\x1b[H\x1b[2J"

JsonDocument = Mapping[str, JsonValue] | Sequence[Mapping[str, JsonValue]]


class OutputLostError(Exception):
    """What was said could not be written: the disk behind it is full, for instance."""


class Terminal:
    """Standard input, output and error of one command.

    `interactive`: a person sits at it and can be asked; `shows`: standard output is a terminal;
    `encoding`: in which letters are typed.
    """

    def __init__(
        self,
        untrusted_in: BinaryIO,
        out: TextIO,
        err: TextIO,
        *,
        interactive: bool,
        shows: bool = False,
        encoding: str = "utf-8",
    ) -> None:
        self._untrusted_in = untrusted_in
        self._out = out
        self._err = err
        self._encoding = encoding
        self.is_interactive = interactive
        self.has_reader = interactive and shows

    @classmethod
    def of_process(cls) -> Terminal:
        """The terminal this process was started from; closed streams count as empty ones."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal that cannot show “quotes” gets question marks, not a traceback.
                stream.reconfigure(errors="replace")
        interactive = sys.stdin is not None and sys.stdin.isatty()
        untrusted_in = io.BytesIO() if sys.stdin is None else sys.stdin.buffer
        nowhere = io.StringIO()
        out, err = sys.stdout or nowhere, sys.stderr or nowhere
        encoding = "utf-8" if sys.stdin is None else sys.stdin.encoding
        shows = out.isatty()
        return cls(untrusted_in, out, err, interactive=interactive, shows=shows, encoding=encoding)

    def say(self, text: str = "") -> None:
        """One or more lines for the reader."""
        self._write(self._out, _shown(text) + "\n")

    def complain(self, text: str) -> None:
        """One or more lines about what went wrong, or a remark beside the answer."""
        self.flush()  # in the order of saying, also where both go to one place
        self._write(self._err, _shown(text) + "\n")

    def print_json(self, document: JsonDocument) -> None:
        """The one JSON document of this command; plain ASCII, so that any pipe can carry it."""
        self._write(self._out, json.dumps(document, indent=2) + "\n")

    def read_input(self) -> bytes | None:
        """All of standard input; None when it is longer than any honest input."""
        body = self._untrusted_in.read(INPUT_LIMIT + 1)
        return None if len(body) > INPUT_LIMIT else body

    def hidden(self) -> AbstractContextManager[None]:
        """While this holds, nothing that is typed is shown. For interactive terminals only."""
        return hidden_typing(self._untrusted_in.fileno())

    def ask_hidden(self, prompt: str) -> str:
        """One line from the person, while `hidden` holds. "" when they gave none.

        Raises ProblemError: TYPED_UNREADABLE.
        """
        if sys.platform == "win32":
            import getpass

            return whole(getpass.getpass(prompt, stream=self._err))
        line = self._line(prompt)
        self._write(self._err, "\n")  # the person's own line end was not shown
        return decoded(line, self._encoding)

    def ask(self, prompt: str) -> str:
        """One line from the person. "" when they gave none. Raises ProblemError, as above."""
        return decoded(self._line(prompt), self._encoding)

    def _line(self, prompt: str) -> bytes:
        self._write(self._err, prompt)
        self.flush()
        if self.is_interactive:
            # One line at a time comes from a terminal: none of it is left in the buffer.
            until_typed(self._untrusted_in.fileno())
        return self._untrusted_in.readline(INPUT_LIMIT).rstrip(b"\r\n")

    @property
    def clears(self) -> bool:
        """Whether something shown can be taken off the screen again."""
        return sys.platform != "win32" and os.environ.get("TERM", "dumb") != "dumb"

    def show_once(self, text: str, prompt: str) -> None:
        """Show something secret until the person presses Enter; then it is off the screen.

        For terminals with a reader. One without a second screen is cleared instead, and one that
        does not clear goes on showing it.
        """
        if not self.clears:
            self._show_and_ask(text, prompt)
            return
        with undone_when_ended(self._leave_screen):
            try:
                with while_stopped(self._leave_screen, lambda: self._enter_screen(text, prompt)):
                    self._write(self._out, _OTHER_SCREEN + _CLEAR)
                    self._show_and_ask(text, prompt)
            finally:
                self._write(self._out, _CLEAR + _USUAL_SCREEN, flush=True)

    def _show_and_ask(self, text: str, prompt: str) -> None:
        self.say(text)
        self.flush()
        self._line(prompt)

    def _leave_screen(self) -> None:
        # Past the stream: a signal may come while that is being written to.
        os.write(self._out.fileno(), (_CLEAR + _USUAL_SCREEN).encode())

    def _enter_screen(self, text: str, prompt: str) -> None:
        screen = self._out.fileno()
        if is_in_front(screen):
            shown = f"{_OTHER_SCREEN}{_CLEAR}{_shown(text)}\n{prompt}"
            os.write(screen, shown.encode(self._out.encoding, "replace"))

    def flush(self) -> None:
        """Hand on all that was said. Raises BrokenPipeError when nobody takes it any more."""
        self._write(self._out, "", flush=True)
        self._write(self._err, "", flush=True)

    @staticmethod
    def _write(stream: TextIO, text: str, *, flush: bool = False) -> None:
        try:
            stream.write(text)
            if flush:
                stream.flush()
        except BrokenPipeError:
            raise
        except OSError:
            raise OutputLostError from None


def _shown(text: str) -> str:
    """Without characters that would command the terminal: some words come from an answer."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
