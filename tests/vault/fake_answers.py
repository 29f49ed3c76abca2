"""What a made-up Secret Service says to each call, honest unless its manners tell otherwise."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secretstorage.dhcrypto import Session

from tests.vault.fake_entries import Entries, dh_session, opened, plain_session, sealed
from tests.vault.fake_manners import ALTERED, Manners

ROOT = "/org/freedesktop/secrets"
OWN, FORGETFUL = f"{ROOT}/collection/own", f"{ROOT}/collection/session"
ENTRIES = "entries.json"
_NOT_SUPPORTED = "org.freedesktop.DBus.Error.NotSupported"
_NONE = "/"


class NoSuchThingError(Exception):
    """There is no object or method of this name."""


class RefusedError(Exception):
    """Answered with the D-Bus error of this name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body and how it is written on the wire; no signature for nothing at all."""

    signature: str | None = None
    body: tuple[object, ...] = ()


class Answers:
    """The state of one life. `note` writes a line that the test reads."""

    def __init__(self, folder: Path, manners: Manners, note: Callable[[str], None]) -> None:
        self._entries = Entries(folder / ENTRIES)
        self._manners = manners
        self._note = note
        self._locked = manners.locked
        self._alias = {"own": OWN, "missing": _NONE, "session": FORGETFUL}.get(
            manners.alias, f"{ROOT}/collection/nowhere"
        )
        self._sessions: dict[str, Session] = {}
        self._after: dict[str, Callable[[], Answer]] = {}

    def to(self, path: str, member: str, body: tuple[object, ...]) -> Answer:
        """Raises NoSuchThingError and RefusedError."""
        acts: dict[str, Callable[..., Answer]] = {
            "Get": self._get,
            "ReadAlias": self._read_alias,
            "OpenSession": self._open_session,
            "SearchItems": self._search,
            "Unlock": self._unlock,
            "CreateCollection": self._create_collection,
            "CreateItem": self._create_item,
            "GetSecret": self._get_secret,
            "Delete": self._delete,
        }
        if member not in acts:
            raise NoSuchThingError
        return acts[member](path, *body)

    def after_prompt(self, path: str) -> Answer:
        """What the dialog leads to."""
        if self._manners.prompt == "refuse":
            return Answer("s", ("",))
        return self._after.pop(path)()

    def _read_alias(self, _path: str, _name: str) -> Answer:
        self._note(f"! alias {self._manners.alias}")
        return Answer("o", (self._alias,))

    def _get(self, path: str, _interface: str, name: str) -> Answer:
        if path.endswith("/nowhere"):
            raise NoSuchThingError
        value = ("b", self._locked) if name == "Locked" else ("s", "a label")
        return Answer("v", (value,))

    def _open_session(self, _path: str, algorithm: str, given: tuple[str, bytes]) -> Answer:
        path = f"{ROOT}/session/s{len(self._sessions)}"
        how = self._manners.session
        if how == "plain" and algorithm != "plain":
            raise RefusedError(_NOT_SUPPORTED)
        if algorithm == "plain":
            self._note("! session plain")
            self._sessions[path] = plain_session()
            return Answer("vo", (("s", ""), path))
        self._note(f"! session {how}")
        session = self._sessions[path] = dh_session(given[1])
        if how == "text for a key":
            return Answer("vo", (("s", "no key"), path))
        if how == "in the clear":
            session.encrypted = False
        other = {"zero for a key": 0, "another key": 7}.get(how, session.my_public_key)
        return Answer("vo", (("ay", other.to_bytes(128, "big")), path))

    def _search(self, _path: str, attributes: dict[str, str]) -> Answer:
        found = self._entries.matching(attributes)
        before, after = self._manners.decoys_before, self._manners.decoys_after
        if before or after:
            self._note("! decoys")
        decoys = [f"{OWN}/decoy{number}" for number in range(max(before, after))]
        return Answer("ao", ([*decoys[:before], *found, *decoys[:after]],))

    def _unlock(self, _path: str, objects: list[str]) -> Answer:
        def act() -> Answer:
            self._locked = self._locked and self._manners.prompt == "accept in vain"
            return Answer("ao", (objects,))

        if not self._locked:
            return Answer("aoo", (objects, _NONE))
        return self._done_or_prompt("Unlock", act, "aoo", [])

    def _create_collection(self, _path: str, _properties: object, _alias: str) -> Answer:
        def act() -> Answer:
            self._alias = OWN
            return Answer("o", (OWN,))

        return self._done_or_prompt("CreateCollection", act, "oo", _NONE)

    def _create_item(
        self,
        _path: str,
        properties: dict[str, tuple[str, dict[str, str]]],
        secret: tuple[str, bytes, bytes, str],
        _replace: bool,
    ) -> Answer:
        attributes = properties["org.freedesktop.Secret.Item.Attributes"][1]

        def act() -> Answer:
            path = f"{OWN}/{secrets.token_hex(8)}"
            stores = self._manners.stores
            if stores is None:
                self._note("! stores nothing")
            else:
                value = opened(self._sessions[secret[0]], secret)
                self._entries.put(path, attributes, self._altered(stores, value))
            return Answer("o", (path,))

        return self._done_or_prompt("CreateItem", act, "oo", _NONE)

    def _get_secret(self, path: str, session: str) -> Answer:
        _, kept = self._entries.all().get(path, ({}, b"a decoy"))
        value = self._altered(self._manners.gives, kept)
        self._note(f"! content type {self._manners.content_type}")
        secret = sealed(self._sessions[session], session, value, self._manners.content_type)
        return Answer("(oayays)", (secret,))

    def _delete(self, path: str) -> Answer:
        def act() -> Answer:
            if self._manners.deletes:
                self._entries.remove(path)
            else:
                self._note("! deletes nothing")
            return Answer("o", (_NONE,))

        return self._done_or_prompt("Delete", act, "o", None)

    def _done_or_prompt(
        self, member: str, act: Callable[[], Answer], signature: str, nothing: object
    ) -> Answer:
        """Carried out at once, or named by a prompt that has to be shown first."""
        if member not in self._manners.prompts_for:
            done = act()
            return done if signature == "o" else Answer(signature, (*done.body, _NONE))
        prompt = f"{ROOT}/prompt/p{secrets.token_hex(4)}"
        self._after[prompt] = act
        return Answer(signature, (prompt,) if signature == "o" else (nothing, prompt))

    def _altered(self, how: str, value: bytes) -> bytes:
        if how != "as given":
            self._note(f"! {how}")
        return ALTERED[how](value)
