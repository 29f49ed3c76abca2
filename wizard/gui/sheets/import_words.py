"""What became of the keys of an imported file, in words."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.core.wording import tr
from wizard.vault.merging import Imported


def headline(imported: Imported) -> str:
    """How many keys are new here."""
    new = len(imported.added) + len(imported.renamed)
    if new == 0:
        return tr("There is nothing new to import")
    text = tr("{count} keys are imported", "", new, one="{count} key is imported")
    return text.format(count=new)


def lines_about(imported: Imported) -> list[tuple[str, Sequence[str]]]:
    """One heading and the names for each thing that happened."""
    renamed = [tr("“{0}”, here as “{1}”").format(*pair) for pair in imported.renamed]
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        (tr("New here"), [_quoted(name) for name in imported.added]),
        (tr("New here under another name, for theirs was taken"), renamed),
        (
            tr("Here already, and the same; yours was kept"),
            [_quoted(name) for name in imported.already_here],
        ),
        (
            tr("Here already with another secret; yours was kept. Check it before you use it"),
            [_quoted(name) for name in imported.different_here],
        ),
    )
    lines = [(heading, names) for heading, names in parts if names]
    return lines or [(tr("There are no keys in this file."), ())]


def _quoted(name: str) -> str:
    return tr("“{name}”").format(name=name)
