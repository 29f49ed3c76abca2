"""A language with long words: every text of ours a good third longer, as German or Finnish is."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTranslator

from wizard.core import wording
from wizard.guide.steps import Step, Variant

# What stays as it is: blanks, code, addresses, tags, what is between “…”, and short words.
_KEPT = re.compile(r"(\{[^}]*\}|`[^`]*`|https?://\S+|<[^>]*>|&\w+;)")
_VOWEL = re.compile(r"([aeiou])", re.IGNORECASE)


def longer(text: str) -> str:
    """The same text with every vowel doubled; blanks to fill in and code stay as they are."""
    parts = _KEPT.split(text)
    return "".join(
        part if index % 2 else _VOWEL.sub(lambda found: found[1] + found[1].lower(), part)
        for index, part in enumerate(parts)
    )


class _LongTranslator(QTranslator):
    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        return False

    def translate(self, *asked: object, **_named: object) -> str:
        """Qt gives the context, then the text, then what tells two uses of it apart."""
        return longer(str(asked[1]))


class _LongDictionary:
    def find(
        self,
        text: str,
        comment: str = "",  # noqa: ARG002 (as the protocol has it)
        count: int | None = None,  # noqa: ARG002
        context: str = "",  # noqa: ARG002
    ) -> str | None:
        return longer(text)


_installed: list[_LongTranslator] = []


def speak_long(on: bool) -> None:
    """From now on everything that is translated is long, or English again."""
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    wording.speak("long" if on else wording.ENGLISH, _LongDictionary() if on else None)
    if on:
        _installed.append(_LongTranslator())
        QCoreApplication.installTranslator(_installed[0])


def long_step(step: Step) -> Step:
    """A step whose texts are long."""
    return replace(
        step,
        rail_title=longer(step.rail_title),
        heading=longer(step.heading),
        body=longer(step.body),
        today=longer(step.today),
        rehearsal=longer(step.rehearsal),
        own_key=longer(step.own_key),
        stuck=longer(step.stuck),
        variants=tuple(Variant(longer(v.question), longer(v.answer)) for v in step.variants),
    )
