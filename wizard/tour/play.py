"""The tour's play: every act on the real window and the real pages, each with an expectation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wizard.core.wording import ENGLISH
from wizard.gui.app import make_application, without_known_noise
from wizard.gui.languages import install
from wizard.gui.stage import Stage, StageError
from wizard.key_service import KeyService
from wizard.tour.page_walker import PageWalkError
from wizard.tour.programme import ACTS
from wizard.tour.scene import ExpectationError, Scene

_FAILED = 1


def play(out: Path, make_service: Callable[[], KeyService], language: str = ENGLISH) -> int:
    """Play all acts in `language`, print one line for each, save pictures in `out`.

    `make_service` gives a service on a practice exchange. Gives 0 when every expectation held,
    and 1 after the first that did not.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"The pictures cannot be saved in {out}: {error.strerror}. Choose another folder.")
        return _FAILED
    without_known_noise()
    install(make_application(), language)
    stage = Stage(make_service)
    scene = Scene(stage, out)
    try:
        stage.open()
        for number, (title, act) in enumerate(ACTS, start=1):
            act(scene)
            print(f"{number:2}  {title}")
    except (ExpectationError, StageError, PageWalkError) as error:
        scene.picture("failed")
        print(f"    The tour stopped: {error}")
        return _FAILED
    finally:
        stage.close()
    print(f"All {len(ACTS)} acts held. {scene.pictures} pictures, light and dark, are in {out}.")
    return 0
