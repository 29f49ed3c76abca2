"""Agreeing on encryption: which certificates are believed, and what was wrong with one."""

from __future__ import annotations

import errno
import socket
import ssl
from pathlib import Path

from wizard.exchange.deadline import Deadline
from wizard.exchange.replies import Cause, Failure, Stage

# OpenSSL's X509_V_ERR_ numbers (x509_vfy.h of OpenSSL 3)
_NOT_YET_VALID, _EXPIRED = 9, 10
_NOBODY_KNOWN_SIGNED = {18, 19, 20, 21}  # self-signed, or an issuer that is not on our list
_FOR_ANOTHER_HOST = {62, 64}  # a name, an IP address


def trust(authorities: Path | None = None) -> ssl.SSLContext:
    """Which certificates are believed: Mozilla's list as certifi ships it, and no others.

    Not the system's store: virus scanners and company networks put authorities of their own
    there to read encrypted traffic, and an API key must not pass through them. It is also the
    same on every system. A bare SSLContext, because the usual constructors obey SSL_CERT_FILE
    and SSLKEYLOGFILE. `authorities` is another PEM file in certifi's place.
    """
    if authorities is None:
        import certifi

        authorities = Path(certifi.where())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=authorities)
    return context


def shake_hands(
    wire: socket.socket, tls: ssl.SSLContext, host: str, deadline: Deadline
) -> ssl.SSLSocket | Failure:
    """The wire, encrypted, with a certificate for `host` at its other end."""
    try:
        wire.settimeout(deadline.remaining())  # Python counts this over the whole handshake
        return tls.wrap_socket(wire, server_hostname=host)
    except TimeoutError:
        return Failure(Cause.TIMED_OUT, Stage.TLS)
    except ssl.SSLCertVerificationError as error:
        return _of_certificate(error.verify_code)
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # which of them depends on the Python
        return Failure(Cause.BROKEN, Stage.TLS)
    except ssl.SSLError as error:
        return Failure(Cause.CERTIFICATE, Stage.TLS, error.reason or "")
    except OSError as error:
        return Failure(Cause.BROKEN, Stage.TLS, errno.errorcode.get(error.errno or 0, ""))


def _of_certificate(code: int) -> Failure:
    if code in {_NOT_YET_VALID, _EXPIRED}:
        return Failure(Cause.CERTIFICATE_DATE, Stage.TLS, f"verify code {code}")
    if code in _NOBODY_KNOWN_SIGNED:
        return Failure(Cause.CERTIFICATE, Stage.TLS, f"unknown issuer, verify code {code}")
    if code in _FOR_ANOTHER_HOST:
        return Failure(Cause.CERTIFICATE, Stage.TLS, f"for another host, verify code {code}")
    return Failure(Cause.CERTIFICATE, Stage.TLS, f"verify code {code}")
