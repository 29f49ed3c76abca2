"""Which versions are at work, without loading any of the libraries."""

from __future__ import annotations

import platform
import ssl
from collections.abc import Mapping
from importlib import metadata

from wizard import __version__

Versions = Mapping[str, str | None]

_DISTRIBUTIONS = {
    "PySide6": "PySide6-Essentials",
    "python-binance": "python-binance",
    "cryptography": "cryptography",
    "keyring": "keyring",
}


def versions() -> Versions:
    """Name and version; None for what is not installed."""
    return {
        "wizard": __version__,
        "python": platform.python_version(),
        **{name: _version(dist) for name, dist in _DISTRIBUTIONS.items()},
        "OpenSSL": ssl.OPENSSL_VERSION,
    }


def certificates() -> str:
    """Whose list of authorities is believed, and of when."""
    return f"certifi {_version('certifi') or 'not installed'}"


def system_name() -> str:
    """Operating system and machine, without the computer's own name."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
