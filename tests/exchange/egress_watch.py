"""Watches and bars every way out of this process but one address: for a process of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

# What Python itself reports before it happens (PEP 578), from C as well, in every thread.
# http.client.send is not here: it is how an allowed request goes out, over a socket seen below.
_NETWORK = {
    "socket.connect",
    "socket.sendto",
    "socket.sendmsg",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "http.client.connect",
    "urllib.Request",
    "webbrowser.open",
    "ftplib.connect",
    "smtplib.connect",
    "imaplib.open",
    "poplib.connect",
    "nntplib.connect",
    "telnetlib.Telnet.open",
}
_PROCESSES = {
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "ctypes.dlopen",
}
_WHILE_LOADING = {"ctypes.dlopen", "socket.bind"}


class WayOutError(BaseException):
    """Something tried to get out. No Exception, so that nobody's `except` swallows it."""


@dataclass
class Watch:
    """Records each attempt and stops it, from the moment it is made until the process ends.

    While `loading`, libraries may load theirs from the disk, and a server may begin to listen.
    """

    only: tuple[str, int] = ("", 0)
    loading: bool = True
    allowed: int = 0
    barred: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        sys.addaudithook(self._hear)

    def _hear(self, event: str, details: tuple[object, ...]) -> None:
        if event == "socket.connect" and details[1] == self.only:
            self.allowed += 1
        elif self.loading and event in _WHILE_LOADING:
            pass
        elif event in _NETWORK or event in _PROCESSES:
            self._bar(event, details)
        elif event == "open" and isinstance(details[1], str) and set(details[1]) & set("wax+"):
            self._bar("open to write", details)

    def _bar(self, event: str, details: tuple[object, ...]) -> None:
        # Without objects of the program: their addresses differ, and one may hold a secret.
        told = [str(value) for value in details if isinstance(value, str | int | tuple)]
        self.barred.append(" ".join([event, *told]))
        raise WayOutError(self.barred[-1])
