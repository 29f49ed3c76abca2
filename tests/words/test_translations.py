"""Every text is found by Qt's own tool, and every language has all of them."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words.faults import faults
from tests.words.lupdate import ROOT, TRANSLATIONS, Message, messages_of, texts_in_sources

WIZARD = ROOT / "wizard"
LANGUAGES = sorted(path.stem for path in TRANSLATIONS.glob("*.ts"))
MARKERS = {"tr", "translate", "QT_TR_NOOP"}
# Knows no literals by trade: it is what all the others call.
THE_LOOKUP = WIZARD / "core" / "wording.py"


@pytest.fixture(scope="module")
def found() -> tuple[Message, ...]:
    return texts_in_sources("es")


def test_spanish_is_there_from_the_first_day() -> None:
    assert "es" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text(language: str, found: tuple[Message, ...]) -> None:
    """`python -m tests.words` brings the files up to date."""
    own = found if language == "es" else texts_in_sources(language)
    wrong = list(faults(own, messages_of(TRANSLATIONS / f"{language}.ts")))
    assert not wrong, "\n".join(["run “python -m tests.words”, then translate:", *wrong])


def test_the_tool_finds_every_text(found: tuple[Message, ...]) -> None:
    told = {message.source for message in found}
    written = {text: place for place, text in _literals()}
    assert len(written) > 1000
    assert {text: place for text, place in written.items() if text not in told} == {}


def test_no_text_is_put_together_before_it_is_translated() -> None:
    assert list(_put_together()) == []


@functools.cache
def _calls() -> tuple[tuple[str, str, ast.expr], ...]:
    """Where each text is marked, whether by a method of Qt's or by a function, and its text."""
    return tuple(_marked())


def _marked() -> Iterator[tuple[str, str, ast.expr]]:
    for file in sorted(WIZARD.rglob("*.py")):
        if file == THE_LOOKUP or "practice" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and (name := _marker(node.func)):
                place = 1 if name == "translate" else 0
                if len(node.args) > place:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", name, node.args[place]


def _marker(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) if name in MARKERS:
            return name
        case ast.Attribute(attr="tr"):
            return "self.tr"
        case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")):
            return "translate"
        case _:
            return ""


def _literals() -> Iterator[tuple[str, str]]:
    for place, _name, text in _calls():
        if isinstance(text, ast.Constant):
            yield place, str(text.value)


def _put_together() -> Iterator[str]:
    """Texts that no tool can find. `tr(name)` says a text of a table: there it was marked."""
    for place, name, text in _calls():
        looked_up = name == "tr" and isinstance(text, ast.Name | ast.Subscript | ast.Attribute)
        marked_here = isinstance(text, ast.BoolOp | ast.Call)  # `tr(known or QT_TR_NOOP("…"))`
        if not isinstance(text, ast.Constant) and not looked_up and not marked_here:
            yield f"{place}: {ast.unparse(text)}"


_WORDS = re.compile(r"[A-Za-z’']{2,}[,.:;]? [a-z]{2,}")
# Not for the person at the window: for developers, fonts, style sheets, and the system.
NOT_SHOWN = re.compile(r"[{}]|^(Inter|Noto Sans|DejaVu Sans)$")
FOR_DEVELOPERS = {"stage.py"}


def test_no_sentence_of_the_window_is_unmarked() -> None:
    """Screens that are drawn show most of them; flows say some that no drawing has."""
    unmarked = []
    for file in sorted((WIZARD / "gui").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        known = set(_known(tree))
        unmarked += [
            f"{file.relative_to(ROOT)}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in known and file.name not in FOR_DEVELOPERS
            if _WORDS.search(node.value) and not NOT_SHOWN.search(node.value)
        ]
    assert unmarked == []


def _known(tree: ast.Module) -> Iterator[int]:
    """Texts that are marked, raised, or documentation."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and _marker(node.func)) or isinstance(node, ast.Raise):
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def _message(source: str, *forms: str, counts: bool = False, done: bool = True) -> Message:
    return Message("Page", source, "", counts, forms, done)


GOOD = (
    _message("“{name}” is saved.", "“{name}” está guardada."),
    _message("{count} keys", "una clave", "{count} claves", counts=True),
    _message(" · withdrawals not proven", " · retiros sin demostrar"),
    _message("Read-Only Key Wizard", "Read-Only Key Wizard"),
)
BAD = {
    "not translated yet": _message("Close", "", done=False),
    "not translated yet ": _message("Close", "Cerrar", done=False),
    "not translated yet  ": _message("{count} keys", "una clave", "", counts=True),
    "other blanks": _message("“{name}” is saved.", "“{nombre}” está guardada."),
    "other blanks ": _message("{count} keys", "una clave", "claves", counts=True),
    "other blanks  ": _message("switched <b>on</b>", "activado"),
    "spaces at the edges": _message(" more", "más"),
    "quotation marks": _message("“{name}”", "“{name}"),
    "marks that the English has not": _message("Close", "**Cerrar**"),
    "still English": _message("This key can do nothing else", "This key can do nothing else"),
}


def test_good_translations_have_no_faults() -> None:
    assert list(faults(GOOD, GOOD)) == []


@pytest.mark.parametrize("kind", BAD)
def test_a_faulty_translation_is_told(kind: str) -> None:
    (told,) = faults([BAD[kind]], [BAD[kind]])
    assert told.startswith(kind.strip())


def test_missing_and_vanished_texts_are_told() -> None:
    first, second, *_ = GOOD
    told = list(itertools.chain(faults([first], []), faults([], [second])))
    assert [line.partition(":")[0] for line in told] == ["not in the file yet", "not said any more"]


def test_the_file_is_readable_by_people_and_tools() -> None:
    """Long lines of one kind: a change of one text is a change of one line."""
    for path in TRANSLATIONS.glob("*.ts"):
        text = Path(path).read_text(encoding="utf-8")
        assert "<location" not in text
        assert 'type="vanished"' not in text
