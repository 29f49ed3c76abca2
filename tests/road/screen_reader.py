"""Reads and uses a window through the accessibility bus (AT-SPI), as a screen reader does.

Whatever is on the screen is known by its role and name only; what is announced, and where the
focus goes, is heard. Names of roles and states: the AT-SPI 2 specification (atspi-constants.h).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ANSWER_S = 20.0
_PATIENCE_S = 30.0
_LISTEN_S = 0.05

BUTTON, LABEL, FIELD = "push button", "label", "text"
PICTURE, CHOICE, CELL, WINDOW = "graphic", "radio button", "cell", "frame"


class State(IntEnum):
    """The bits of a state that the walk asks about."""

    ACTIVE = 1
    CHECKED = 4
    FOCUSABLE = 11
    FOCUSED = 12
    SENSITIVE = 24
    SHOWING = 25
    IS_DEFAULT = 39


class InaudibleError(AssertionError):
    """Something was not said or found; the text tells what was on the screen instead."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the screen at the moment when it was looked at."""

    place: tuple[str, str]
    role: str
    name: str
    description: str
    states: frozenset[State]

    def has(self, *states: State) -> bool:
        """Whether it is in all of these states."""
        return self.states.issuperset(states)

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


class ScreenReader:
    """One screen reader on the accessibility bus at `address`; `announced` is what it spoke."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address)
        self._listening = ExitStack()
        self.announced: list[str] = []
        self._events: deque[Message] = deque()
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        nothing: list[str] = []
        for event in ("object:", "window:"):
            self._ask(new_method_call(registry, "RegisterEvent", "sass", (event, nothing, "")))
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        Proxy(message_bus, self._connection).AddMatch(rule)
        self._listening.enter_context(self._connection.filter(rule, queue=self._events))

    def close(self) -> None:
        """Leave the bus."""
        self._listening.close()
        self._connection.close()

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Listen until `holds`. Raises InaudibleError after 30 seconds."""
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                seen = "\n".join(str(thing) for thing in self.screen())
                said = "\n".join(self.announced[-5:])
                raise InaudibleError(f"Waited in vain for {what}.\nScreen:\n{seen}\nSaid:\n{said}")
            self._listen()

    def wait_for(self, role: str, name: str, *states: State) -> Thing:
        """The thing of this role whose name begins so, as soon as it is there in these states."""
        found: list[Thing] = []

        def is_there() -> bool:
            found[:] = [
                thing
                for thing in self.screen()
                if thing.role == role and thing.name.startswith(name) and thing.has(*states)
            ]
            return bool(found)

        self.wait(is_there, f"{role} “{name}” {[state.name for state in states]}")
        return found[0]

    def wait_for_words(self, words: str) -> None:
        """Until it was told, by itself, of something with these words since the last `forget`."""
        self.wait(lambda: any(words in said for said in self.announced), f"the words “{words}”")

    def forget(self) -> None:
        """What was announced until now counts no more."""
        self._listen()
        self.announced.clear()

    def press(self, name: str, role: str = BUTTON) -> None:
        """Press what has this role and name, as soon as it can be pressed."""
        thing = self.wait_for(role, name, State.SENSITIVE)
        assert self._call(thing.place, "Action", "DoAction", "i", (0,)) == (True,), thing

    def write(self, name: str, text: str, role: str = FIELD) -> None:
        """Put a text into the field of this name, as an aid for input does."""
        thing = self.wait_for(role, name, State.SENSITIVE)
        done = self._call(thing.place, "EditableText", "SetTextContents", "s", (text,))
        assert done == (True,), thing

    def text_of(self, thing: Thing) -> str:
        """What stands in a field."""
        return str(self._call(thing.place, "Text", "GetText", "ii", (0, -1))[0])

    def screen(self) -> list[Thing]:
        """What is on the screen, from first to last, window by window."""
        programs = self._children((_REGISTRY, _ROOT))
        return [thing for program in programs for thing in self._walk(program)]

    def focus(self) -> Thing | None:
        """What has the focus."""
        return next((thing for thing in self.screen() if thing.has(State.FOCUSED)), None)

    def _walk(self, place: tuple[str, str]) -> Iterator[Thing]:
        for child in self._children(place):
            thing = self._look_at(child)
            if thing is not None and thing.has(State.SHOWING):
                yield thing
                yield from self._walk(child)

    def _look_at(self, place: tuple[str, str]) -> Thing | None:
        role = self._call(place, "Accessible", "GetRoleName")
        state = self._call(place, "Accessible", "GetState")
        if not role or not state:
            return None  # gone meanwhile
        bits = state[0][0] | state[0][1] << 32
        states = frozenset(one for one in State if bits >> one & 1)
        name, description = (self._property(place, which) for which in ("Name", "Description"))
        return Thing(place, str(role[0]), name, description, states)

    def _children(self, place: tuple[str, str]) -> list[tuple[str, str]]:
        answer = self._call(place, "Accessible", "GetChildren")
        return [(str(bus), str(path)) for bus, path in answer[0]] if answer else []

    def _property(self, place: tuple[str, str], name: str) -> str:
        address = DBusAddress(place[1], place[0], _PROPERTIES)
        wanted = ("org.a11y.atspi.Accessible", name)
        answer = self._ask(new_method_call(address, "Get", "ss", wanted))
        return str(answer[0][1]) if answer else ""

    def _call(
        self, place: tuple[str, str], interface: str, method: str, kind: str | None = None,
        values: tuple[object, ...] = (),
    ) -> tuple[Any, ...]:  # fmt: skip
        address = DBusAddress(place[1], place[0], f"org.a11y.atspi.{interface}")
        return self._ask(new_method_call(address, method, kind, values))

    def _ask(self, message: Message) -> tuple[Any, ...]:
        answer = self._connection.send_and_get_reply(message, timeout=_ANSWER_S)
        self._hear()
        return () if answer.header.message_type is MessageType.error else answer.body

    def _listen(self) -> None:
        with suppress(TimeoutError):
            self._connection.recv_messages(timeout=_LISTEN_S)
        self._hear()

    def _hear(self) -> None:
        while self._events:
            self.announced.append(str(self._events.popleft().body[3][1]))
