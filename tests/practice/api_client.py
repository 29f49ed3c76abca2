"""Calls the practice exchange's API byte by byte, and signs as the documentation says."""

import base64
import hashlib
import hmac
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from wizard.practice.practice_key import PracticeKey

FORM = "application/x-www-form-urlencoded"
PrivateKey = Ed25519PrivateKey | RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        return json.loads(self.body)

    @property
    def code(self) -> int:
        """The code of an error."""
        error = self.json()
        assert isinstance(error, dict)
        code = error["code"]
        assert isinstance(code, int)
        return code

    def header(self, name: str) -> str | None:
        return next((text for other, text in self.headers.items() if other.lower() == name), None)


class ApiClient:
    """One practice exchange, seen from outside. `now` gives the timestamp of signed calls."""

    def __init__(self, url: str, now: int) -> None:
        self._address = urlsplit(url).netloc
        self.now = now

    def send(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request with exactly this target and body."""
        connection = http.client.HTTPConnection(self._address, timeout=20)
        try:
            connection.putrequest(method, target)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Answer:
        return self.send("GET", target, headers=headers)

    def signed(
        self,
        key: PracticeKey,
        path: str,
        parameters: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        private_key: PrivateKey | None = None,
    ) -> Answer:
        """A well-made signed call, everything in the query."""
        query = urlencode({**(parameters or {}), "timestamp": str(self.now)}, quote_via=quote)
        target = f"{path}?{query}&signature={sign(key, query.encode(), private_key)}"
        return self.send(method, target, headers={"X-MBX-APIKEY": key.api_key})


def sign(key: PracticeKey, payload: bytes, private_key: PrivateKey | None = None) -> str:
    """The signature, ready for a query string."""
    if private_key is None:
        return hmac.new(key.verifier.encode(), payload, hashlib.sha256).hexdigest()
    if isinstance(private_key, Ed25519PrivateKey):
        raw = private_key.sign(payload)
    else:
        raw = private_key.sign(payload, PKCS1v15(), hashes.SHA256())
    return quote(base64.b64encode(raw), safe="")


def public_pem(private_key: PrivateKey) -> str:
    """What a person pastes into the site."""
    return (
        private_key.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def private_pem(private_key: PrivateKey) -> str:
    """What a person must never paste anywhere."""
    return private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
