"""What the problem card and the details at the saved keys offer to do about a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wizard.core.problems import Action
from wizard.core.saved_key import SavedKey
from wizard.core.venue import Venue
from wizard.gui.pages.home import HomePage
from wizard.gui.round_trouble import Trouble
from wizard.key_service import KeyService


class HomeMending:
    """`verify` takes a record id; `look` reads the vault anew."""

    def __init__(
        self,
        page: HomePage,
        service: KeyService,
        open_address: Callable[[str], None],
        *,
        verify: Callable[[str], None],
        look: Callable[[], None],
    ) -> None:
        self._page = page
        self._service = service
        self._open_address = open_address
        self._verify = verify
        self._look = look
        self._trouble: Trouble | None = None

    def show_trouble(self, trouble: Trouble) -> None:
        """Show it in the card, whose button is about its key from now on."""
        self._page.show_problem(trouble.problem)
        self._trouble = trouble

    def act(self, action: Action, keys: Sequence[SavedKey]) -> None:
        """Do what was asked for. OPEN_PAGE is for the selected key, as the details want it.

        All else is for the key whose check ended so, whichever is selected by now.
        """
        selected = self._page.selected
        trouble = self._trouble
        if trouble is not None and trouble.problem is not self._page.problem:
            trouble = None  # the card tells of something else by now
        about = selected if trouble is None else trouble.record_id
        match action:
            case Action.OPEN_PAGE:
                self._open_address(self._venue_of(selected, keys).pages["api-management"])
            case Action.EDIT_RESTRICTIONS:
                self._open_address(self._venue_of(about, keys).pages["api-management"])
            case Action.CONNECTION_SETTINGS:
                self._page.connection.emit()
            case Action.RESTORE_COPY:
                self._page.restore.emit()
            case Action.START_AGAIN:
                self._page.create_again.emit(about)
            case Action.TRY_AGAIN if trouble is not None:
                self._verify(about)
            case Action.TRY_AGAIN:
                self._page.show_problem(None)
                self._look()
            case _:
                pass  # the card has no button for it

    def _venue_of(self, record_id: str, keys: Sequence[SavedKey]) -> Venue:
        known = {venue.id: venue for venue in self._service.venues}
        found = (known.get(key.venue) for key in keys if key.record_id == record_id)
        return next(found, None) or self._service.venue
