"""The whole guide by screen reader alone: a real window, the real accessibility bus, a saved key.

Whoever walks here sees nothing: everything is found by its role and name, and what happened is
known from what was announced. At the exchange they use the pages, as they would in a browser.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.road.accessible_desktop import AccessibleDesktop, accessible_desktop
from tests.road.screen_reader import (
    BUTTON,
    CELL,
    CHOICE,
    FIELD,
    LABEL,
    PICTURE,
    WINDOW,
    ScreenReader,
    State,
    Thing,
)
from wizard.core.permissions import TRADING
from wizard.tour.page_walker import PageWalker

_NAME = "Tax report"
_KIND = "An API key and a secret"
_END_S = 20.0
_USED = {BUTTON, FIELD, CHOICE, "check box", "table", "toggle button", "combo box"}
_MARKS = ("**", "](", "<b>", "# ", "`")


@contextmanager
def _window(desktop: AccessibleDesktop) -> Iterator[ScreenReader]:
    reader = ScreenReader(desktop.bus)
    program = subprocess.Popen(
        [sys.executable, "-P", "-m", "wizard", "--practice"],
        env={**desktop.environment, "QT_QPA_PLATFORM": "xcb"},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield reader
    finally:
        reader.close()
        program.send_signal(signal.SIGINT)
        try:
            program.wait(_END_S)
        finally:
            program.kill()


class _Walk:
    """Somebody at the window, with the exchange's pages in the browser beside it."""

    def __init__(self, reader: ScreenReader, desktop: AccessibleDesktop) -> None:
        self.reader = reader
        self._desktop = desktop
        self._site: PageWalker | None = None

    @property
    def site(self) -> PageWalker:
        """The browser, after “Open the page” has opened it."""
        assert self._site is not None, "the page was not opened yet"
        return self._site

    def open_page(self) -> None:
        """Open the page that the step is about; its address was readable before."""
        reader, opened = self.reader, self._desktop.opened
        told = reader.wait_for(BUTTON, "Open the page").description
        reader.press("Open the page")
        reader.wait(opened.exists, "the browser")
        address = opened.read_text("utf-8").split()[-1]
        assert address == told, "the page was opened at another address than was told before"
        self._site = PageWalker(address.removesuffix("account"))
        self._site.open(address)

    def arrive(self, number: int, *, focus: str = BUTTON) -> None:
        """Hear that this step is shown, and find everything on it well named."""
        reader = self.reader
        reader.wait_for_words(f"STEP {number} OF 10. ")
        self.look_around(focus)
        here = [one for one in reader.screen() if one.name.endswith("you are here")]
        assert [one.name.startswith(f"Step {number},") for one in here] == [True]

    def go_on(self, number: int, *, focus: str = BUTTON) -> None:
        """Press Continue, and arrive at this step."""
        self.reader.forget()
        self.reader.press("Continue")
        self.arrive(number, focus=focus)

    def look_around(self, focus: str = BUTTON) -> None:
        """Nothing on the screen is nameless, mute, in the wrong role, or out of reach."""
        reader = self.reader
        reader.wait(lambda: _has_role(reader.focus(), focus), f"the focus on a {focus}")
        things = reader.screen()
        windows = [one for one in things if one.has(State.ACTIVE)]
        assert [one.role for one in windows] == [WINDOW]
        assert all(one.name for one in windows)
        # A text may be one that can be selected and copied: it is there to be read all the same.
        used = [
            one
            for one in things
            if one.role in _USED or (one.has(State.FOCUSABLE) and one.role != LABEL)
        ]
        assert used
        for one in used:
            assert one.role in _USED, f"{one} has a role that says nothing"
            assert one.name.strip(), f"a {one.role} has no name"
            assert one.has(State.FOCUSABLE), f"{one} is out of the keyboard's reach"
        twice = Counter(str(one) for one in used if one.has(State.SENSITIVE))
        assert not [name for name, count in twice.items() if count > 1]
        for one in things:
            assert not any(mark in one.name for mark in _MARKS), f"marks are read aloud: {one}"
            assert one.role != LABEL or one.name.strip(), "a text is mute"


def _has_role(thing: Thing | None, role: str) -> bool:
    return thing is not None and thing.role == role and thing.has(State.SENSITIVE, State.SHOWING)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[_Walk]:
    with accessible_desktop(tmp_path / "desktop") as desktop, _window(desktop) as reader:
        yield _Walk(reader, desktop)


@pytest.mark.timeout(240)
@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="AT-SPI is Linux's")
def test_the_whole_guide_by_ear_ends_with_a_saved_key(walk: _Walk) -> None:
    _first_screen(walk)
    api_key, secret = _make_key(walk)
    _paste(walk, api_key, secret)
    _hear_that_it_can_trade(walk)
    _mend(walk)
    _hear_of_saved_keys(walk)


def _first_screen(walk: _Walk) -> None:
    reader = walk.reader
    create = reader.wait_for(BUTTON, "Create a read-only key", State.SENSITIVE, State.FOCUSED)
    walk.look_around()
    reader.wait_for(LABEL, "Secrets will be kept safe")
    reader.press("Why read-only?")
    reader.wait_for_words("3 July 2018")
    walk.look_around()
    reader.press("Back")
    reader.forget()
    reader.press(create.name)


def _make_key(walk: _Walk) -> tuple[str, str]:
    """Steps 1 to 8, with trading left on; gives what the site shows."""
    reader = walk.reader
    walk.arrive(1)
    assert len(reader.wait_for(PICTURE, "A log-in page").name) > 40, "the picture is told"
    walk.open_page()
    if walk.site.has_form("log-in"):
        walk.site.send("log-in")
    walk.go_on(2)
    reader.press(_KIND, CHOICE)
    reader.wait_for(CHOICE, _KIND, State.CHECKED)
    reader.forget()
    reader.press("My screen looks different")
    reader.wait_for_words("Create Tax Report API")
    walk.site.open("/account")
    walk.site.send("enable-api")
    walk.go_on(3, focus=FIELD)
    assert not reader.wait_for(BUTTON, "Continue").has(State.SENSITIVE), "a name is needed first"
    reader.write("Name of the key", _NAME)
    walk.site.open("/api-management")
    walk.site.send("create-key", name=_NAME)
    walk.go_on(4)
    _confirm(walk.site)
    walk.go_on(5)
    walk.go_on(6)
    reader.forget()
    reader.press("It asked for a name again")
    walk.arrive(3, focus=FIELD)
    assert reader.text_of(reader.wait_for(FIELD, "Name of the key")) == _NAME
    walk.site.send("name-again", name=_NAME)
    _confirm(walk.site)
    for step in (4, 5, 6, 7):
        walk.go_on(step)
    api_key, secret = walk.site.text("api-key"), walk.site.text("secret")
    walk.site.send("permissions")  # as the site offers it: trading is on
    walk.go_on(8)
    return api_key, secret


def _confirm(site: PageWalker) -> None:
    site.send("two-factor", code=site.text("two-factor-code"))
    site.open("/inbox")
    site.send("confirm-create")


def _paste(walk: _Walk, api_key: str, secret: str) -> None:
    reader, field = walk.reader, "Paste the API key and the secret here"
    walk.go_on(9, focus=FIELD)
    assert not reader.wait_for(BUTTON, "Continue").has(State.SENSITIVE), "nothing is sealed yet"
    reader.forget()
    reader.write(field, "https://www.binance.com/")
    reader.wait(lambda: bool(reader.announced), "the word that this is no key")
    reader.forget()
    reader.write(field, api_key)
    reader.wait_for_words("Secret: still missing")
    reader.write(field, secret)
    reader.wait_for_words(f"Sealed: API key …{api_key[-4:]}")
    walk.look_around()
    heard = " ".join(reader.announced) + " ".join(one.name for one in reader.screen())
    assert secret not in heard, "the secret is read aloud"
    assert api_key not in heard, "the API key is read aloud"


def _hear_that_it_can_trade(walk: _Walk) -> None:
    reader = walk.reader
    walk.go_on(10)
    reader.forget()
    reader.press("Check now")
    reader.wait_for_words("This key can still trade")
    (verdict,) = [said for said in reader.announced if "can still trade" in said]
    assert "does not count as saved yet" in verdict
    walk.look_around()
    screen = [one.name for one in reader.screen()]
    assert "Spot & margin trading" in screen
    assert screen[screen.index("Spot & margin trading") + 1].startswith("ON"), "read side by side"


def _mend(walk: _Walk) -> None:
    reader = walk.reader
    here = reader.focus()
    assert here is not None
    assert here.name == "Open the page", "the focus is on what to do now"
    reader.forget()
    reader.press("Take me to step 7")
    walk.arrive(7)
    walk.site.open("/api-management")
    walk.site.follow("Edit restrictions")
    walk.site.send_boxes("edit-permissions", **{TRADING: False})
    for step in (8, 9, 10):
        walk.go_on(step)
    reader.forget()
    reader.press("Check again")
    reader.wait_for_words("This key can only read")
    reader.wait_for_words("is proven and saved")
    walk.look_around()


def _hear_of_saved_keys(walk: _Walk) -> None:
    reader = walk.reader
    reader.press("Show my keys")
    row = reader.wait_for(CELL, f"{_NAME}: Read-only")
    assert "verified" in row.name
    assert [one for one in reader.screen() if one.role == CELL and one.name.startswith("Status")]
    reader.forget()
    reader.press("Verify all")
    reader.wait_for_words("is read-only")
