"""Whether a window can open, before Qt has to find out."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

import pytest

from wizard.cli.display import has_display


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":65000"}, False),
        ({"DISPLAY": "unix:65000.0"}, False),
        ({"DISPLAY": "another-computer:0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": "another-computer:0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"DISPLAY": "x" * 200}, True),
        ({"WAYLAND_DISPLAY": "x" * 200}, False),
    ],
)
def test_what_the_environment_names(environment: dict[str, str], expected: bool) -> None:
    assert has_display(environment) is expected


def test_a_display_that_is_there(tmp_path: Path) -> None:
    number = 40_000 + secrets.randbelow(20_000)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        assert not has_display({"DISPLAY": f":{number}"}), "it does not listen yet"
        server.listen()
        assert has_display({"DISPLAY": f":{number}"})
        assert has_display({"DISPLAY": f":{number}.0"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
        assert has_display({"WAYLAND_DISPLAY": "wayland-7", **runtime})
        assert has_display({"WAYLAND_DISPLAY": str(tmp_path / "wayland-7")})
