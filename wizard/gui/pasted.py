"""What was pasted in step 9, of either kind of key: sealed, or kept until that is possible."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wizard.core.credentials import Credentials, KeyKind
from wizard.gui.api_key_step import ApiKeyStep
from wizard.gui.jobs import JobRunner
from wizard.gui.kind_step import KindStep
from wizard.gui.pages.guide import GuidePage
from wizard.gui.paste_step import PasteStep
from wizard.gui.walk import Walk
from wizard.key_service import KeyService


class Pasted(QObject):
    """Nothing that is here goes without a word, whichever way the person takes in the guide."""

    def __init__(
        self, page: GuidePage, runner: JobRunner, service: KeyService, walk: Walk, kind: KindStep
    ) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._service = service
        self._walk = walk
        self._kind = kind
        self._paste = PasteStep(page, runner, service, walk)
        self.api_key = ApiKeyStep(page, runner, service, walk)
        self.api_key.both.connect(self._seal_both)
        for form in (page.paste, page.api_key):
            form.discard.connect(self._discard)

    @property
    def holds_unsealed(self) -> bool:
        """Whether something pasted is in memory only: both values, or one that waits."""
        return self._paste.holds_unsealed or self._page.api_key.holds_both

    @property
    def holds_pair(self) -> bool:
        """Whether both values are here, because they could not be sealed (yet)."""
        return self._paste.holds_pair or self._page.api_key.holds_both

    @property
    def holds_key(self) -> bool:
        """Whether an API key is here that could not be sealed yet."""
        return self.api_key.holds_key

    def drop(self) -> None:
        """Forget all of it."""
        self._paste.drop()
        self.api_key.drop()

    def end(self) -> None:
        """The window closes: what waits is wiped, also behind the lock."""
        self._page.paste.forget_one_value()
        self._page.api_key.forget()

    def keep_typed(self, kept: bool) -> None:
        """Whether what is typed stays while the page is hidden, as behind the lock."""
        self._page.paste.keep(kept)
        self._page.api_key.keep(kept)

    def seal_held(self) -> bool:
        """Try again what could not be sealed; whether there is something."""
        if self._paste.holds_pair:
            self._paste.seal_again()
        elif self.holds_key:
            self.api_key.again()
        return self._paste.holds_pair or self.holds_key

    def show(self) -> None:
        """Show the form of the kind that is wanted."""
        state = self._walk.state
        if state.is_self_generated:
            self.api_key.show()
        elif state.pending_id is None and self._page.api_key.holds_secret:
            # Pasted in the other form: to say that the site shows a secret is to want them used.
            self._paste.show()
            self._page.api_key.use_both()
        else:
            self._paste.show()

    def paste_again(self) -> None:
        """Offer the field once more."""
        of_pair = self._walk.state.is_self_generated
        (self._page.api_key if of_pair else self._page.paste).paste_again()

    def _seal_both(self, credentials: Credentials) -> None:
        """Two values were pasted in the place of the API key: the site made another kind."""
        if self._walk.state.is_self_generated:
            self._kind.choose(KeyKind.HMAC)
        self._paste.seal(credentials)

    def _discard(self) -> None:
        pending = self._walk.pending
        if pending is None:
            return
        self._page.show_ways(self._walk.state, busy=True)

        def gone(_: None) -> None:
            self._walk.pending = None
            self._walk.move(self._walk.state.discarded())

        self._runner.start_in_lane(
            lambda: self._service.discard(pending.record_id), gone, self._page.problem.show_problem
        )
