"""Our short way to the usual folder leads where platformdirs' long one does."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from wizard.vault.usual_folder import APP, usual_folder


@pytest.mark.parametrize("home", ["/home/somebody", "/home/somebody/", "/", "", None])
@pytest.mark.parametrize("chosen", ["/data", " /data ", "data", "  ", "", None])
def test_it_is_where_the_system_wants_it(
    monkeypatch: pytest.MonkeyPatch, home: str | None, chosen: str | None
) -> None:
    for name, text in (("HOME", home), ("XDG_DATA_HOME", chosen)):
        if text is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, text)
    assert usual_folder() == Path(platformdirs.user_data_dir(APP, appauthor=False))
