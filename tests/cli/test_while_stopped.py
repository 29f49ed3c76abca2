"""Ctrl+Z while a recovery code is shown: a shell has the screen meanwhile, and no code on it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.cli.talk import CODE, talking
from tests.cli.vaults import cheap, filled

_TAKEN_OFF, _PUT_BACK = "\x1b[H\x1b[2J\x1b[?1049l", "\x1b[?1049h\x1b[H\x1b[2J"
_PROMPT = "Press Enter when it is on paper"


def test_a_code_is_off_the_screen_while_stopped(tmp_path: Path) -> None:
    filled(tmp_path / "kept", "Tracker")
    with talking(cheap(tmp_path), "vault", "recovery-code", can_stop=True) as talk:
        shown = CODE.search(talk.wait(_PROMPT))
        assert shown is not None
        talk.process.send_signal(signal.SIGTSTP)
        _, status = os.waitpid(talk.process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        talk.wait(_TAKEN_OFF)
        talk.process.send_signal(signal.SIGCONT)
        talk.wait(_PUT_BACK)
        assert talk.code_shown() == shown[0]
        talk.wait(_TAKEN_OFF)
        talk.answer("The code from your paper", shown[0])
        assert talk.end().code == 0
