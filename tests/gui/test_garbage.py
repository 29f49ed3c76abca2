"""What nobody needs any more is destroyed on the window's thread, whoever asks for memory."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from wizard.gui.garbage import Garbage

_MANY = 200_000


class _Leaves:
    """Garbage that only a search finds; notes where it went."""

    gone: list[threading.Thread]

    def __init__(self, gone: list[threading.Thread]) -> None:
        self.gone = gone
        self.itself = self

    def __del__(self) -> None:
        self.gone.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: QCoreApplication) -> Iterator[Garbage]:
    garbage = Garbage(qapp)
    garbage.begin()
    yield garbage
    garbage.end()


def _ask_elsewhere() -> list[list[int]]:
    """What another thread asked for; it is kept, or Python would count it off again."""
    kept: list[list[int]] = []
    asking = threading.Thread(target=lambda: kept.extend([number] for number in range(_MANY)))
    asking.start()
    asking.join()
    return kept


def test_it_goes_on_the_threads_own_loop(garbage: Garbage, qtbot: QtBot) -> None:
    gone: list[threading.Thread] = []
    _Leaves(gone)
    kept = _ask_elsewhere()
    assert gone == []
    qtbot.wait_until(lambda: bool(gone))
    assert gone == [threading.current_thread()]
    assert len(kept) == _MANY


def test_afterwards_python_sees_to_it_again(garbage: Garbage) -> None:
    garbage.end()
    assert gc.isenabled()
    gone: list[threading.Thread] = []
    _Leaves(gone)
    assert len(_ask_elsewhere()) == _MANY
    assert gone != []
    assert threading.current_thread() not in gone
