"""A practice exchange as a process of its own, and what a person does on its pages."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.practice.form_client import FormClient

ROOT = Path(__file__).parents[2]
TRADING = "enableSpotAndMarginTrading"
_END_S = 20.0


@dataclass(frozen=True)
class SiteKey:
    """A key as the exchange's page showed it, once."""

    api_key: str
    secret: str
    path: str

    @property
    def input(self) -> str:
        return json.dumps({"api_key": self.api_key, "secret": self.secret})


class PracticeProcess:
    """`key-wizard practice`, and a person logged in on its pages."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "wizard", "practice", *arguments]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()
        assert self.first_line, self.process.communicate(timeout=_END_S)
        self.url: str = json.loads(self.first_line)["api_url"]
        self._pages_url: str = json.loads(self.first_line)["pages_url"]
        self.site = FormClient(self._pages_url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end; its exit status and what it said on standard error."""
        self.process.send_signal(how)
        _out, err = self.process.communicate(timeout=_END_S)
        return self.process.returncode, err

    def make_key(self, name: str, *, trading: bool, **form: str) -> SiteKey:
        """Walk the site's pages to a new key; trading is ticked there by default."""
        self.site = FormClient(self._pages_url)
        page = self.site.make_key(name, **form)
        secret = page.text("secret") if "secret" in page.elements else ""
        key = SiteKey(page.text("api-key"), secret, page.path)
        if not trading:
            self.site.submit("permissions", without=(TRADING,))
        return key

    def set_trading(self, key: SiteKey, *, on: bool) -> None:
        self.site.open(f"{key.path}/edit")
        if on:
            self.site.submit("edit-permissions", enableSpotAndMarginTrading="on")
        else:
            self.site.submit("edit-permissions", without=(TRADING,))

    def delete_every_key(self) -> None:
        self.site.open("/api-management")
        self.site.submit("delete-every-key")
