"""Reads a translation from `resources/translations/<language>.ts`, as Qt's tools write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from xml.etree import ElementTree as Xml

_Forms = tuple[str, ...]
_Key = tuple[str, str]  # text and comment
_Blanks = set[tuple[str, str | None, str | None]]

# Which of a language's forms goes with a number, in the order in which Qt's tools write them
# (Qt's “Translation Rules for Plural Forms”, autumn 2026). The others are like English.
_ONE_FORM = frozenset({"ja", "ko", "zh", "th", "vi", "id", "ms"})
_FORM_OF = MappingProxyType({"fr": lambda count: int(count > 1)})


def _form_of(language: str) -> Callable[[int], int]:
    base = language.partition("_")[0]
    if base in _ONE_FORM:
        return lambda _count: 0
    return _FORM_OF.get(base, lambda count: int(count != 1))


class Catalogue:
    """The translations of one file; `wizard.core.wording.Dictionary` tells what `find` gives."""

    def __init__(self, language: str) -> None:
        self._form = _form_of(language)
        self._in_context: dict[tuple[str, _Key], _Forms] = {}
        self._anywhere: dict[_Key, _Forms] = {}

    def add(self, context: str, text: str, comment: str, forms: _Forms) -> None:
        """Take in one message; the first of several with the same key counts."""
        key = (text, comment)
        self._in_context.setdefault((context, key), forms)
        self._anywhere.setdefault(key, forms)

    def forms(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every English text with its translations."""
        for (text, _comment), forms in self._anywhere.items():
            yield text, forms

    def find(
        self, text: str, comment: str = "", count: int | None = None, context: str = ""
    ) -> str | None:
        """That of another context where this one has none: a text may be said by another class
        than the one it is written in.
        """
        key = (text, comment)
        forms = self._in_context.get((context, key)) or self._anywhere.get(key)
        if forms is None:
            return None
        form = 0 if count is None else self._form(count)
        return forms[min(form, len(forms) - 1)]


def read_catalogue(file: Path, language: str) -> Catalogue:
    """The finished translations of a `.ts` file; what is not translated yet stays English.

    So does what could not be filled in as the English can. Raises OSError, and ValueError for what
    is no such file.
    """
    if not file.is_file():  # a pipe would be waited for without end
        raise FileNotFoundError(file)
    try:
        root = Xml.parse(file).getroot()  # noqa: S314 (our own file)
    except (Xml.ParseError, LookupError) as error:  # LookupError: letters in an unknown code
        raise ValueError(str(error)) from None
    if root.tag != "TS":
        raise ValueError("It holds no translation.")
    catalogue = Catalogue(language)
    for context in root.iterfind("context"):
        name = context.findtext("name", "")
        for message in context.iterfind("message"):
            forms = _forms(message.find("translation"))
            source, comment = message.findtext("source", ""), message.findtext("comment", "")
            if forms and all(forms) and _can_be_filled(source, forms):
                catalogue.add(name, source, comment, forms)
    return catalogue


def _forms(translation: Xml.Element | None) -> _Forms:
    if translation is None or translation.get("type") in {"vanished", "obsolete"}:
        return ()
    several = tuple(form.text or "" for form in translation.iterfind("numerusform"))
    return several or (translation.text or "",)


def _can_be_filled(source: str, forms: _Forms) -> bool:
    """Whether all blanks are those of the source; of several forms, one may say “one” for {count}.

    One more, or a brace that nothing closes, would fail where the sentence is to be shown.
    """
    wanted = _blanks(source)
    if wanted is None:  # nothing is ever filled into it
        return True
    may_lack: _Blanks = {("count", "", None)} if len(forms) > 1 else set()
    every = [_blanks(form) for form in forms]
    return all(got is not None and wanted - may_lack <= got <= wanted for got in every)


def _blanks(text: str) -> _Blanks | None:
    if "{" not in text and "}" not in text:
        return set()
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return {(name, form, turned) for _said, name, form, turned in parts if name is not None}
