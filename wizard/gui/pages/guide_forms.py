"""What can be filled in at the steps of the guide, built one after the other: it takes long."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from wizard.gui.look import Look
from wizard.gui.pages.api_key_form import ApiKeyForm
from wizard.gui.pages.kind_choice import KindChoice
from wizard.gui.pages.live_check import LiveCheck
from wizard.gui.pages.name_form import NameForm
from wizard.gui.pages.other_kind import OtherKind
from wizard.gui.pages.pair_form import PairForm
from wizard.gui.pages.paste_form import PasteForm
from wizard.gui.pages.venue_choice import VenueChoice


@dataclass(frozen=True, slots=True)
class GuideForms:
    """All of them."""

    venue: VenueChoice
    kind: KindChoice
    name: NameForm
    pair: PairForm
    other_kind: OtherKind
    paste: PasteForm
    api_key: ApiKeyForm
    check: LiveCheck


def build_forms(look: Look) -> Generator[None, None, GuideForms]:
    """Yields between them, and gives all of them in the end."""
    check = LiveCheck(look)
    yield
    paste = PasteForm(look)
    yield
    venue, kind, name = VenueChoice(look), KindChoice(look), NameForm(look)
    yield
    pair, other_kind, api_key = PairForm(look), OtherKind(look), ApiKeyForm(look)
    yield
    return GuideForms(venue, kind, name, pair, other_kind, paste, api_key, check)


def forms_at_once(look: Look) -> GuideForms:
    """All of them, where nobody minds how long it takes."""
    steps = build_forms(look)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            forms: GuideForms = end.value
            return forms
