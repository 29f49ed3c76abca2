"""What became of the keys of an imported file, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from wizard.vault.merging import Imported


def headline(imported: Imported) -> str:
    """How many keys are new here."""
    new = len(imported.added) + len(imported.renamed)
    if new == 0:
        return _said("No key is new here")
    return _said("1 key is imported") if new == 1 else _said("{0} keys are imported").format(new)


def lines_about(imported: Imported) -> list[tuple[str, Sequence[str]]]:
    """One heading and the names for each thing that happened."""
    renamed = [_said("“{0}”, here as “{1}”").format(*pair) for pair in imported.renamed]
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        (_said("New here"), [_quoted(name) for name in imported.added]),
        (_said("New here under another name, for theirs was taken"), renamed),
        (
            _said("Here already, and the same; yours was kept"),
            [_quoted(name) for name in imported.already_here],
        ),
        (
            _said("Here already with another secret; yours was kept. Check it before you use it"),
            [_quoted(name) for name in imported.different_here],
        ),
    )
    lines = [(heading, names) for heading, names in parts if names]
    return lines or [(_said("There are no keys in this file."), ())]


def _quoted(name: str) -> str:
    return f"“{name}”"


def _said(words: str) -> str:
    return QCoreApplication.translate("Import", words)
