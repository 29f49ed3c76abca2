"""A vault's contents sealed as a whole, and each secret once more on its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_bytes

from wizard.core.credentials import Credentials, KeyKind, credentials_of, secret_of
from wizard.core.public_key import raw_of_pem
from wizard.core.saved_key import HISTORY_LIMIT, KeptKey, PendingKey, SavedKey, WaitingPair
from wizard.core.secret import Secret
from wizard.vault.canonical import to_base64, to_json
from wizard.vault.cipher import (
    NONCE_BYTES,
    SALT_BYTES,
    SealBrokenError,
    Sealed,
    open_sealed,
    seal,
    seal_with,
    wipe,
)
from wizard.vault.file_format import (
    FORMATS,
    MAX_BYTES,
    Format,
    Formats,
    Header,
    SealedFile,
    Slot,
    from_file,
    to_file,
)
from wizard.vault.records import Record, Records, UnreadRecords
from wizard.vault.strict_fields import VaultDamagedError

_PAYLOAD = b"ROKEYVAULT/1 payload"
_SECRET = b"ROKEYVAULT/1 secret"
# A full vault gives up the oldest checks of every key before it refuses a new secret.
_HISTORY_LIMITS = (HISTORY_LIMIT, 25, 10, 3, 1)


class VaultFullError(ValueError):
    """The records do not fit into a vault file, whatever is left out."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an open vault knows: who it is, how it can be opened, what it holds.

    `form` is the format that the records were read from, or written in.
    """

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    records: Records
    form: Format = FORMATS.newest


def seal_vault(
    contents: Contents,
    data_key: bytearray,
    form: Format = FORMATS.newest,
    *,
    proven: Records = (),
) -> bytes:
    """The file's bytes in this format, already opened once in memory to be sure that they can be.

    Of the records, those that are not among `proven` are read again, too: those came out of a
    vault, or went into one, as they are. Raises VaultFullError, VaultDamagedError.
    """
    for limit in _HISTORY_LIMITS:
        payload = form.to_payload(contents.records, limit)
        try:
            data = _sealed(contents, data_key, form, payload)
            if len(data) <= MAX_BYTES:
                _require_same(_payload(from_file(data, Formats(form)), data_key), payload)
                break
        finally:
            wipe(payload)
    else:
        raise VaultFullError
    known = {id(record) for record in proven}
    _require_readable([each for each in contents.records if id(each) not in known], form)
    return data


def _require_same(opened: bytearray, payload: bytearray) -> None:
    try:
        if opened != payload:
            raise VaultDamagedError("what was sealed came back different")
    finally:
        wipe(opened)


def _require_readable(records: Records, form: Format) -> None:
    payload = form.to_payload(records, HISTORY_LIMIT)
    try:
        again = form.from_payload(payload)
    finally:
        wipe(payload)
    if list(again) != records:
        raise VaultDamagedError("a record came back different")


def _sealed(contents: Contents, data_key: bytearray, form: Format, payload: bytearray) -> bytes:
    header = Header(
        contents.vault_id,
        contents.generation,
        contents.slots,
        token_bytes(SALT_BYTES),
        token_bytes(NONCE_BYTES),
    )
    bound = form.bound_bytes(header)
    sealed = seal_with(data_key, _PAYLOAD, bound, payload, header.salt, header.nonce)
    return to_file(SealedFile(header, sealed.ciphertext, form))


def open_vault(file: SealedFile, data_key: bytearray) -> Contents:
    """The contents, every secret still sealed. Raises SealBrokenError for a wrong key or altered
    bytes; whoever first looks at the records may meet VaultDamagedError or VaultNewerError.
    """
    header, payload = file.header, _payload(file, data_key)

    def read() -> Records:
        records = file.form.from_payload(payload)
        wipe(payload)  # not after a failure: the next look must meet the same words
        return records

    return Contents(
        header.vault_id, header.generation, header.slots, UnreadRecords(read), file.form
    )


def _payload(file: SealedFile, data_key: bytearray) -> bytearray:
    header = file.header
    sealed = Sealed(header.salt, header.nonce, file.ciphertext)
    return open_sealed(data_key, _PAYLOAD, file.bound, sealed)


def seal_secret(
    vault_id: str, key: PendingKey | SavedKey, credentials: Credentials, data_key: bytearray
) -> Sealed:
    """Seal the secret part so that it fits this vault, this record and this API key alone."""
    return seal_part(vault_id, key, secret_of(credentials), data_key)


def seal_part(vault_id: str, key: KeptKey, secret: Secret, data_key: bytearray) -> Sealed:
    """As `seal_secret`, for a pair, too: its private key fits its public key alone."""
    with secret.lent() as plain:
        return seal(data_key, _SECRET, _secret_bound_bytes(vault_id, key), plain)


def open_secret(vault_id: str, record: Record, data_key: bytearray) -> Credentials:
    """The credentials of one record. Raises SealBrokenError when it was moved or altered.

    Raises TypeError for a pair, which has no API key yet.
    """
    key = record.key
    if isinstance(key, WaitingPair):
        raise TypeError("A pair that waits for its API key is no credentials.")
    return credentials_of(key.kind, key.api_key, open_part(vault_id, record, data_key))


def open_part(vault_id: str, record: Record, data_key: bytearray) -> Secret:
    """The secret part of any record. Raises SealBrokenError when it was moved or altered."""
    bound = _secret_bound_bytes(vault_id, record.key)
    plain = open_sealed(data_key, _SECRET, bound, record.secret)
    try:
        plain.decode()
        return Secret(plain)
    except UnicodeDecodeError:
        raise SealBrokenError("not a text") from None
    finally:
        wipe(plain)


def _secret_bound_bytes(vault_id: str, key: KeptKey) -> bytes:
    if isinstance(key, WaitingPair):
        public_key = to_base64(raw_of_pem(key.public_key))
        kind = KeyKind.ED25519
        return to_json([vault_id, key.record_id, "waiting", kind, key.venue, public_key])
    field = "secret" if key.kind is KeyKind.HMAC else "private_key"
    return to_json([vault_id, key.record_id, field, key.kind, key.venue, key.api_key])


def next_generation(contents: Contents) -> Contents:
    """The same vault, one save later."""
    return replace(contents, generation=contents.generation + 1)


def sealed_for(
    contents: Contents, before: bytearray, vault_id: str, data_key: bytearray
) -> Contents:
    """The same contents, every secret sealed anew for a vault of this id and data key.

    Raises SealBrokenError, and then nothing of it is to be used.
    """
    records = []
    for record in contents.records:
        secret = open_part(contents.vault_id, record, before)
        try:
            sealed = seal_part(vault_id, record.key, secret, data_key)
        finally:
            secret.wipe()
        records.append(Record(record.key, sealed))
    return replace(contents, vault_id=vault_id, records=tuple(records))
