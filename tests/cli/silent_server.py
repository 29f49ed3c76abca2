"""An exchange that takes every question and never answers."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

_PATIENCE_S = 30.0


class SilentServer:
    """On 127.0.0.1. `wait_for_a_question` returns when somebody has asked something."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._asked = threading.Semaphore(0)
        self._wires: list[socket.socket] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept; close alone does not
        self._listener.close()
        for wire in self._wires:
            wire.close()
        self._thread.join(_PATIENCE_S)
        assert not self._thread.is_alive()

    def wait_for_a_question(self) -> None:
        assert self._asked.acquire(timeout=_PATIENCE_S), "nobody asked"

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                wire, _ = self._listener.accept()
                self._wires.append(wire)
                if wire.recv(4096):
                    self._asked.release()
