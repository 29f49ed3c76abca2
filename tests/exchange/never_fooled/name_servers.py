"""Run alone in a network namespace of Linux: name servers that are silent, refuse or lie.

Prints rows of the table as JSON. Takes a folder for what it writes.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import binance.client  # noqa: F401  # not out of a deadline

from tests.exchange.asking import API_KEY, HONEST, Asking
from tests.exchange.certificates import Authority
from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.behaviour import Expected, not_checked
from tests.exchange.never_fooled.runner import SLACK_S, about_verdict, problem_in, word_of
from tests.exchange.scripted_server import ScriptedServer
from wizard.core.problems import ProblemId
from wizard.core.verdict import judge

GROUP = "name servers"
_HOST = "api.exchange.test"
_URL = f"https://{_HOST}"
_NO_ERROR, _SERVER_FAILED, _NO_SUCH_NAME, _REFUSED = 0, 2, 3, 5
_TYPE_A = 1
_SHORT_S = 1.0

Answer = Callable[[bytes], bytes | None]
"""From a query to a reply, or to none."""


def _reply(query: bytes, code: int, address: str | None = None) -> bytes:
    """RFC 1035, as far as one question needs it."""
    question = query[12 : query.index(b"\0", 12) + 5]
    is_a = struct.unpack("!H", question[-4:-2])[0] == _TYPE_A
    record = b""
    if address is not None and is_a:
        record = b"\xc0\x0c" + struct.pack("!HHIH", _TYPE_A, 1, 0, 4) + socket.inet_aton(address)
    counts = struct.pack("!HHHH", 1, 1 if record else 0, 0, 0)
    return query[:2] + struct.pack("!H", 0x8180 | code) + counts + question + record


@dataclass
class _NameServer:
    """Answers as told, on the port where name servers are asked."""

    answer: Answer
    place: str
    asked: int = 0
    _wire: socket.socket = field(default_factory=lambda: socket.socket(type=socket.SOCK_DGRAM))

    @contextmanager
    def running(self) -> Iterator[None]:
        self._wire.bind((self.place, 53))
        thread = threading.Thread(target=self._serve, daemon=True)
        thread.start()
        try:
            yield
        finally:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)
            self._wire.close()
            thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while query := self._wire.recvfrom(4096):
                self.asked += 1
                reply = self.answer(query[0]) if query[0] else None
                if reply is not None:
                    self._wire.sendto(reply, query[1])


def _met(name: str, answer: Answer, expected: Expected, asking: Asking, place: str) -> table.Row:
    server = _NameServer(answer, place)
    with server.running():
        verdict = judge(asking.check(_URL))
    wrong = [*about_verdict(expected, verdict)]
    if not server.asked:
        wrong.append("nobody asked for the name")
    hangs = expected.problem is ProblemId.TIMED_OUT
    if asking.took_s > asking.deadline_s + SLACK_S or (hangs and asking.took_s < _SHORT_S):
        wrong.append(f"it took {asking.took_s:.1f} s")
    problem = problem_in(verdict)
    shown = "" if problem is None else problem.value
    return (GROUP, name, word_of(verdict).value, shown, asking.took_s, None, "; ".join(wrong))


def _all(authority: Authority, place: str) -> Iterator[table.Row]:
    unknown, timed_out = ProblemId.ADDRESS_UNKNOWN, ProblemId.TIMED_OUT
    cases: list[tuple[str, Answer, ProblemId]] = [
        ("silent", lambda _query: None, timed_out),
        ("the answer to another question", lambda q: b"\0\0" + _reply(q, 0)[2:], timed_out),
        ("no such name", lambda q: _reply(q, _NO_SUCH_NAME), unknown),
        ("a name without addresses", lambda q: _reply(q, _NO_ERROR), unknown),
        ("failed", lambda q: _reply(q, _SERVER_FAILED), unknown),
        ("refused", lambda q: _reply(q, _REFUSED), unknown),
        (
            "an address where nobody is",
            lambda q: _reply(q, _NO_ERROR, "127.0.0.1"),
            ProblemId.EXCHANGE_UNREACHABLE,
        ),
    ]
    for name, answer, problem in cases:
        deadline_s = _SHORT_S if problem is timed_out else 10.0
        asking = Asking(deadline_s=deadline_s, authorities=authority.file)
        yield _met(name, answer, not_checked(problem), asking, place)
    asking = Asking(authorities=authority.file)
    impostor = ScriptedServer(HONEST, tls=authority.server(address="127.0.0.1"), listens_at=443)
    with impostor:
        row = _met(
            "an address where somebody else is",
            lambda q: _reply(q, _NO_ERROR, "127.0.0.1"),
            not_checked(ProblemId.TLS_REFUSED),
            asking,
            place,
        )
    assert impostor.connections == 1
    assert not impostor.asked
    assert API_KEY.encode() not in impostor.heard
    yield row


_MS_BIND = 4096


def _put(text: str, file: Path, over: str) -> None:
    """For this process alone, `over` reads as `text`."""
    file.write_text(text)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(str(file).encode(), over.encode(), None, _MS_BIND, None) != 0:
        raise OSError(ctypes.get_errno(), "mount")


def _a_network_that_leads_somewhere() -> None:
    """A loopback that is up, and is taken for the way to everywhere (see netdevice(7))."""
    with socket.socket() as wire:
        fcntl.ioctl(wire, 0x8914, struct.pack("16sh14x", b"lo", 0x41))  # SIOCSIFFLAGS
        device = ctypes.create_string_buffer(b"lo")
        nowhere = struct.pack("H14x", socket.AF_INET)
        route = struct.pack(
            "@L16s16s16sHhLPhPLLH",
            *(0, nowhere, bytes(16), nowhere, 1, 0, 0, 0, 0),
            *(ctypes.addressof(device), 0, 0, 0),
        )
        fcntl.ioctl(wire, 0x890B, route + bytes(16))  # SIOCADDRT


def _at_the_usual_place() -> str:
    """Where this system asks for names anyhow; in this network that is here (netdevice(7))."""
    words = Path("/etc/resolv.conf").read_text().split()
    place = words[words.index("nameserver") + 1] if "nameserver" in words else "127.0.0.1"
    if not place.startswith("127."):
        address = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(place))
        with socket.socket() as wire:
            fcntl.ioctl(wire, 0x8916, struct.pack("16s16s", b"lo:1", address))  # SIOCSIFADDR
    return place


def _main(folder: Path, *, own_files: bool) -> None:
    """`own_files`: what is mounted here, nobody else sees."""
    _a_network_that_leads_somewhere()
    if own_files:
        _put("nameserver 127.0.0.1\n", folder / "resolv.conf", "/etc/resolv.conf")
        _put("hosts: files dns\n", folder / "nsswitch.conf", "/etc/nsswitch.conf")
        place = "127.0.0.1"
    else:
        place = _at_the_usual_place()
    json.dump(list(_all(Authority.create(folder), place)), sys.stdout)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), own_files="--own-files" in sys.argv)
