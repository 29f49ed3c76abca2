"""Where behaviours are played: certificates, a server elsewhere that must hear nothing."""

from __future__ import annotations

import datetime as dt
import os
import ssl
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.exchange.asking import HONEST
from tests.exchange.certificates import Authority
from tests.exchange.never_fooled.behaviour import Tls
from tests.exchange.scripted_server import ScriptedServer

_DAY = dt.timedelta(days=1)


@dataclass
class Scene:
    """One for all behaviours of a run. `elsewhere` is where the API key must never arrive."""

    folder: Path
    elsewhere: ScriptedServer
    authority: Authority
    _contexts: dict[Tls, ssl.SSLContext] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """What the environment calls home, and where it wants keys of encryption written."""
        return self.folder / "home"

    def context(self, tls: Tls) -> ssl.SSLContext:
        """What a server of this kind speaks."""
        if tls not in self._contexts:
            self._contexts[tls] = self._make(tls)
        return self._contexts[tls]

    def _make(self, tls: Tls) -> ssl.SSLContext:
        good = self.authority
        makers: dict[Tls, Callable[[], ssl.SSLContext]] = {
            Tls.GOOD: good.server,
            Tls.SELF_SIGNED: lambda: good.server(self_signed=True),
            Tls.ANOTHER_ADDRESS: lambda: good.server(address="127.0.0.2"),
            Tls.ANOTHER_NAME: lambda: good.server(address="api.binance.com"),
            Tls.SUBJECT_ALONE: lambda: good.server(named=False),
            Tls.EXPIRED: lambda: good.server(since=-2 * _DAY, until=-_DAY),
            Tls.NOT_YET_VALID: lambda: good.server(since=_DAY, until=2 * _DAY),
            Tls.UNKNOWN_AUTHORITY: lambda: self._stranger("Nobody knows me").server(),
            Tls.NAMESAKE: lambda: self._stranger().server(),
            Tls.ANOTHER_PURPOSE: lambda: good.server(purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
            Tls.OLD_PROTOCOL: lambda: _old(good.server()),
        }
        return makers[tls]()

    def _stranger(self, *names: str) -> Authority:
        folder = self.folder / f"stranger{len(names)}"
        folder.mkdir()
        return Authority.create(folder, *names)

    @contextmanager
    def environment(self, wanted: Mapping[str, str]) -> Iterator[None]:
        """These variables while it lasts; `{authority}` and the like stand for what is here."""
        self.home.mkdir(exist_ok=True)
        netrc = self.home / ".netrc"
        netrc.write_text("default login marked password marked\n")
        netrc.chmod(0o600)
        places = {
            "authority": self.authority.file,
            "folder": self.authority.folder,
            "elsewhere": self.elsewhere.url,
            "home": self.home,
        }
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update({name: value.format(**places) for name, value in wanted.items()})
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


@contextmanager
def a_scene(folder: Path) -> Iterator[Scene]:
    """`folder` is empty, and left with throw-away certificates in it."""
    own = folder / "authority"
    own.mkdir()
    with ScriptedServer(HONEST) as elsewhere:
        yield Scene(folder, elsewhere, Authority.create(own))


def _old(context: ssl.SSLContext) -> ssl.SSLContext:
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # so old that Python warns of it
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context
