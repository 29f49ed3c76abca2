"""The practice authenticator: six digits from a seed and the time (RFC 6238, SHA-1, 30 seconds)."""

import hashlib
import hmac
import struct

_STEP = 30_000  # milliseconds
_DIGITS = 6
# A real site takes a code for a minute or so. Here nobody has to hurry: five minutes.
_OLDER_STEPS = 10


def code_at(seed: bytes, now: int) -> str:
    """The code that the authenticator shows at `now`, milliseconds since the epoch."""
    return _code(seed, now // _STEP)


def accepts(seed: bytes, code: str, now: int) -> bool:
    """Whether the code is the present one or was shown in the last five minutes."""
    typed = "".join(code.split())
    step = now // _STEP
    return any(
        hmac.compare_digest(_code(seed, step - older).encode(), typed.encode())
        for older in range(_OLDER_STEPS + 1)
    )


def _code(seed: bytes, step: int) -> str:
    digest = hmac.new(seed, struct.pack(">q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack_from(">I", digest, offset)
    return f"{(number & 0x7FFF_FFFF) % 10**_DIGITS:0{_DIGITS}d}"
