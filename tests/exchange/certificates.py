"""A throw-away authority and certificates of every kind, good and bad."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Signs certificates for one test run."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def create(cls, folder: Path, name: str = "Throw-away authority") -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, name, key, key, -_DAY, 10 * _DAY, [], authority=True)
        authority = cls(folder, key, certificate)
        authority.file.write_bytes(_pem(certificate))
        return authority

    @property
    def file(self) -> Path:
        return self.folder / "authority.pem"

    def server(
        self,
        *,
        address: str = "127.0.0.1",
        since: dt.timedelta = -_DAY,
        until: dt.timedelta = _DAY,
        named: bool = True,
        purpose: x509.ObjectIdentifier | None = None,
        self_signed: bool = False,
    ) -> ssl.SSLContext:
        """What a server with a certificate for `address` speaks; times are from now.

        Not `named`: the address is the subject alone, which has not counted for many years.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        subject: x509.GeneralName = (
            x509.IPAddress(ipaddress.ip_address(address))
            if address[0].isdigit()
            else x509.DNSName(address)
        )
        issuer = self.certificate.subject.rfc4514_string().removeprefix("CN=")
        certificate = _certificate(
            address,
            address if self_signed else issuer,
            key,
            key if self_signed else self.key,
            since,
            until,
            [subject] if named else [],
            purpose=purpose,
        )
        file = self.folder / f"{certificate.serial_number}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.write_bytes(private + _pem(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(
    subject: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    since: dt.timedelta,
    until: dt.timedelta,
    names: list[x509.GeneralName],
    *,
    authority: bool = False,
    purpose: x509.ObjectIdentifier | None = None,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since)
        .not_valid_after(now + until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.sign(signer, hashes.SHA256())
