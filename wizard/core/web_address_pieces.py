"""Which addresses stand in one text: mail programs and notes write a link's name and goal in one.

`www.binance.com<https://evil.example/>` and `[binance.com](evil.example)` show one of two.
"""

from __future__ import annotations

import re

# Whatever no address of the exchange holds parts two; so does another beginning of an address.
_BETWEEN = re.compile(r"[^a-z0-9\-._~!$&*+=:@/?#%]+|(?=https?:)", re.ASCII | re.IGNORECASE)
_END_OF_A_SENTENCE = ".!"
_BEGINNING = len("https://")


def pieces_of(address: str) -> tuple[str, ...]:
    """What `address`, which has no spaces, holds between the signs that part two addresses.

    One piece, equal to `address`, where nothing in it can be an address of its own.
    """
    pieces = tuple(filter(None, _BETWEEN.split(address.rstrip(_END_OF_A_SENTENCE))))
    if len(pieces) == 1 and "://" in address[_BEGINNING:]:
        return tuple(filter(None, address.split("://")))
    return pieces
