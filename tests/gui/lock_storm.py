"""Walks the guide as a person would, and locks the vault at any moment. `python -m` for longer.

    python -P -m tests.gui.lock_storm --minutes 10

Whatever moment it is: behind the lock nothing is seen, the keys are dropped, what was sealed
stays sealed and what was pasted is not lost; the walk ends with the one key, proven and saved.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from tests.gui.locking_windows import opened, unlock, vault_service, wait_until_locked
from wizard.core.credentials import HmacCredentials
from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP
from wizard.core.secret import Secret
from wizard.gui.lock_words import LockReason
from wizard.gui.stage import Stage
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.practice_key import PracticeKey
from wizard.practice.server import PracticeServer

_NAME = "Tax report"
_MOST_MOVES = 400
_LATEST_MS = 40
_REASONS = (LockReason.BY_HAND, LockReason.SCREEN_LOCKED, LockReason.GOES_TO_SLEEP, LockReason.IDLE)


class LockedWalk:
    """One walk through the guide; `locks` counts how often it was locked, `moments` where."""

    def __init__(self, stage: Stage, key: PracticeKey, chance: random.Random) -> None:
        self._stage = stage
        self._key = key
        self._chance = chance
        self._sealed = False
        self.locks = 0
        self.moments: set[str] = set()

    def walk(self) -> None:
        """To the end. Raises AssertionError where something is not as promised."""
        for _ in range(_MOST_MOVES):
            if self._chance.random() < 0.4:
                self._lock_soon()
            if self._stage.window.locking.is_locked:
                self._be_locked_out()
            elif self._is_done():
                return
            else:
                self._move()
        raise AssertionError("the walk does not come to an end")

    def _lock_soon(self) -> None:
        window, reason = self._stage.window, self._chance.choice(_REASONS)

        def lock() -> None:
            if window.locking.can_lock and not window.locking.is_locked:
                self.moments.add(self._moment())
            window.locking.lock_now(reason)

        if self._chance.random() < 0.3:
            lock()
        else:
            QTimer.singleShot(self._chance.randrange(_LATEST_MS), window, lock)

    def _be_locked_out(self) -> None:
        stage = self._stage
        self.locks += 1
        pasted = stage.window.rooms.holds_unsealed()
        self._sees_nothing()
        wait_until_locked(stage)
        self._sees_nothing()
        unlock(stage)
        service = stage.window.service
        held = stage.window.rooms.holds_unsealed()
        pending = [key.record_id for key in service.pending_keys()]
        found = [*pending, *(key.record_id for key in service.saved_keys())]
        assert len(found) <= 1, "one key became two"
        assert not self._sealed or found, "a sealed key is lost"
        assert not pasted or held or found, "what was pasted is lost"
        for record_id in found:
            self._sealed = True
            whole = HmacCredentials(self._key.api_key, Secret(self._key.verifier))
            assert service.storage.vault.credentials(record_id) == whole

    def _moment(self) -> str:
        guide, state = self._stage.window.rooms.guide, self._stage.window.guide_state
        if guide is None or state is None:
            return "home"
        if guide._pasted._paste._seals.is_sealing:
            return "sealing"
        if guide.holds_unsealed:
            return "half pasted"
        return "checking" if guide._check.is_running else f"step {state.step}"

    def _sees_nothing(self) -> None:
        window = self._stage.window
        assert not window.rooms.pages.guide.isVisible()
        assert not window.rooms.pages.home.isVisible()
        assert not any(dialog.isVisible() for dialog in window.findChildren(QDialog))

    def _is_done(self) -> bool:
        saved = self._stage.is_home and self._stage.window.service.saved_keys()
        return bool(saved) and self._stage.is_enabled("verify-one")

    def _move(self) -> None:
        """The next thing that a person would do who sees what there is to see now."""
        state = self._stage.window.guide_state
        if state is None:
            self._press("resume", "pending-resume", "have-one")
        elif state.step == NAME_STEP:
            field = self._field("key-name")
            if field is not None and not field.text():
                QTest.keyClicks(field, _NAME)
            self._press("continue")
        elif state.step == PASTE_STEP and not self._press("continue"):
            self._paste()
        elif state.step == CHECK_STEP and not self._stage.says("Checking the key"):
            self._press("continue")
        self._let_live()

    def _paste(self) -> None:
        field = self._field("paste")
        if field is None:
            self._press("seal-again")
            return
        if self._stage.says("is already in the vault"):  # begun before it was seen to wait
            self._press("leave")
            return
        clipboard = QGuiApplication.clipboard()
        # In this order, for without a name the first one is taken for the API key.
        first_is_here = self._stage.window.rooms.holds_unsealed()
        clipboard.setText(self._key.verifier if first_is_here else self._key.api_key)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        clipboard.clear()

    def _press(self, *names: str) -> bool:
        for name in names:
            button = self._stage._pressable(name)
            if button is not None:
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                return True
        return False

    def _field(self, name: str) -> QLineEdit | None:
        fields = self._stage.window.findChildren(QLineEdit, name)
        return next((one for one in fields if one.isVisible() and one.isEnabled()), None)

    def _let_live(self) -> None:
        rounds = itertools.count()
        limit = self._chance.randrange(1, 4)
        self._stage.wait(lambda: next(rounds) >= limit, "a moment")


def storm(folder: Path, seed: int) -> LockedWalk:
    """One walk, with the chance of `seed`; gives it when it has ended well."""
    with PracticeServer() as server:
        key = server.account.make_key(_NAME, permissions=READ_ONLY)
        with opened(lambda: vault_service(folder, server.addresses.api_url)) as stage:
            walk = LockedWalk(stage, key, random.Random(seed))
            walk.walk()
            return walk


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    choices = parser.parse_args()
    end = time.monotonic() + choices.minutes * 60
    locks = walks = 0
    seed = choices.seed
    while time.monotonic() < end:
        sys.stdout.write(f"seed {seed}\n")
        sys.stdout.flush()
        with tempfile.TemporaryDirectory() as folder:
            locks += storm(Path(folder) / "data", seed).locks
        walks, seed = walks + 1, seed + 1
    sys.stdout.write(f"{walks} walks, locked {locks} times: all ended well.\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
