"""A format 2 that exists in tests alone, so that a migration can be driven for real.

Its first line, a field of the header and a field of every record have other names than before.
"""

from __future__ import annotations

from collections.abc import Mapping

from wizard.core.strict_json import JsonValue
from wizard.vault import header_1, records
from wizard.vault.canonical import NotCanonicalError, from_json, to_json
from wizard.vault.file_format import FORMAT_1, Format, Formats, Header
from wizard.vault.records import Records
from wizard.vault.strict_fields import VaultDamagedError

_HEADER_NAMES = {"generation": "saves"}
_RECORD_NAMES = {"name": "label"}


def _renamed(value: JsonValue, names: Mapping[str, str]) -> JsonValue:
    if not isinstance(value, dict) or not set(names) <= set(value):
        raise VaultDamagedError("not an object of this format")
    return {names.get(name, name): inner for name, inner in value.items()}


def _back(names: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in names.items()}


def _header_json(header: Header) -> JsonValue:
    return _renamed(header_1.header_json(header), _HEADER_NAMES)


def _read_header(value: JsonValue) -> Header:
    return header_1.read_header(_renamed(value, _back(_HEADER_NAMES)))


def _each_record(payload: JsonValue, names: Mapping[str, str]) -> JsonValue:
    if not isinstance(payload, dict) or not isinstance(payload.get("records"), list):
        raise VaultDamagedError("no records")
    found = payload["records"]
    assert isinstance(found, list)
    return {**payload, "records": [_renamed(record, names) for record in found]}


def _to_payload(of: Records, history_limit: int) -> bytearray:
    first = from_json(bytes(records.to_payload(of, history_limit)))
    return bytearray(to_json(_each_record(first, _RECORD_NAMES)))


def _from_payload(data: bytes | bytearray) -> Records:
    try:
        second = from_json(bytes(data))
    except NotCanonicalError as error:
        raise VaultDamagedError(str(error)) from None
    return records.from_payload(to_json(_each_record(second, _back(_RECORD_NAMES))))


FORMAT_2 = Format(2, _header_json, _read_header, _to_payload, _from_payload)
BOTH = Formats(FORMAT_1, FORMAT_2)
