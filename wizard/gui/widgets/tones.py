"""How a tone looks: the card it lies on, the icon beside it, the role of its words."""

from __future__ import annotations

from wizard.core.status import Tone
from wizard.gui.widgets.card import CardTone
from wizard.gui.widgets.text import Role

ICONS = {
    Tone.GOOD: ("check", "good"),
    Tone.BAD: ("warning", "bad"),
    Tone.WARN: ("cross", "warn"),
    Tone.QUIET: ("clock", "muted"),
}
CARDS = {
    Tone.GOOD: CardTone.GOOD,
    Tone.BAD: CardTone.BAD,
    Tone.WARN: CardTone.WARN,
    Tone.QUIET: CardTone.HINT,
}
ROLES = {
    Tone.GOOD: Role.GOOD,
    Tone.BAD: Role.BAD,
    Tone.WARN: Role.WARN,
    Tone.QUIET: Role.STRONG,
}
