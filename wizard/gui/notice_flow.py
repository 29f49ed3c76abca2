"""Sees what there is to be told of the vault at the saved keys, and opens what is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from wizard.gui.jobs import JobRunner
from wizard.gui.look import GRID, Look
from wizard.gui.vault_flow import VaultFlow
from wizard.gui.widgets.notice_card import NoticeCard
from wizard.gui.widgets.notice_words import NoticeKind
from wizard.gui.window_flow import WindowFlow
from wizard.key_service import KeyService
from wizard.vault.slots import Ways

_INSET = 5 * GRID - 4  # as deep as the cards above the pages


class NoticeFlow(WindowFlow):
    """`was_read`: nothing is left to be said."""

    was_read = Signal()

    def __init__(
        self,
        look: Look,
        window: QWidget,
        runner: JobRunner,
        built: Callable[[], KeyService | None],
        vault: VaultFlow,
        *,
        is_practice: bool,
    ) -> None:
        super().__init__(look, window, runner, built)
        self._vault = vault
        self._is_practice = is_practice
        self._accepted: set[NoticeKind] = set()  # for as long as the window is open
        self._card = NoticeCard(look)
        self._card.was_read.connect(self.was_read)
        self._card.accepted.connect(self._accept)
        self._card.asked.connect(self._open)
        vault.changed.connect(self._look_again)
        vault.late.connect(self._card.tell)

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to be said now."""
        return self._card.isHidden()

    def tell_opened(self, *, code_dropped: bool = False) -> None:
        """The vault was just opened; `code_dropped`: a lock took a new code off the screen."""
        service = self._built()
        if service is None:
            return
        storage = service.storage
        by_code = storage.opened_with_code and not storage.healed
        for kind, is_so in (
            (NoticeKind.OLDER, storage.is_older and NoticeKind.OLDER not in self._accepted),
            (NoticeKind.HEALED, storage.healed),
            (NoticeKind.CODE_DROPPED, code_dropped),
            (NoticeKind.OPENED_BY_CODE, by_code),
        ):
            if is_so:
                self._card.tell(kind)
            else:
                self._card.forget(kind)

    def tell_saved(self) -> None:
        """A key was saved: the first one is worth a recovery code."""
        service = self._built()
        if service is None or self._is_practice or NoticeKind.MAKE_CODE in self._accepted:
            return

        def look() -> bool:
            return len(service.saved_keys()) == 1 and not service.care.ways.recovery_code

        def tell(is_wanted: bool) -> None:
            if is_wanted:
                self._card.tell(NoticeKind.MAKE_CODE)

        self._runner.start_in_lane(look, tell, lambda _: None)

    def tell_no_lock(self, above: QBoxLayout | None) -> None:
        """Somebody wants to lock a vault that its keychain would open at once.

        `above`: the window's top, where the page that is shown has no place for it.
        """
        self._card.tell(NoticeKind.NO_LOCK)
        if above is not None:
            self._card.show_in(above, inset=_INSET)

    def show_in(self, above: QBoxLayout) -> None:
        """Say there, at the top of a page, what there is to be said."""
        self._card.show_in(above)

    def _accept(self, kind: NoticeKind) -> None:
        self._accepted.add(kind)
        service = self._built()
        if kind is NoticeKind.OLDER and service is not None:
            # Where that cannot be noted, the next start tells of it again.
            accept = service.storage.accept_older
            self._runner.start_in_lane(accept, lambda _: None, lambda _: None)

    def _open(self, kind: NoticeKind) -> None:
        if kind in {NoticeKind.OPENED_BY_CODE, NoticeKind.NO_LOCK}:
            self._vault.open_passphrase()
        else:
            self._vault.open_code()

    def _look_again(self) -> None:
        service = self._built()
        if service is None or not service.storage.is_open:
            return

        def forget(ways: Ways) -> None:
            if ways.recovery_code:
                self._card.forget(NoticeKind.MAKE_CODE)
                self._card.forget(NoticeKind.CODE_DROPPED)
            if ways.passphrase or not ways.keychain:
                self._card.forget(NoticeKind.NO_LOCK)

        self._runner.start_in_lane(lambda: service.care.ways, forget, lambda _: None)
