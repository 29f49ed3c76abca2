"""What a person does on the practice exchange's pages between the wish for a key and the key."""

from __future__ import annotations

from wizard.tour.page_walker import PageWalker


def confirm_creation(walker: PageWalker, name: str) -> None:
    """Steps 4 to 6: the code, the mail, and the name again where the site asks for it."""
    _confirm(walker)
    if walker.has_form("name-again"):
        walker.send("name-again", name=name)
        _confirm(walker)


def _confirm(walker: PageWalker) -> None:
    walker.send("two-factor", code=walker.text("two-factor-code"))
    walker.open("/inbox")
    walker.send("confirm-create")
