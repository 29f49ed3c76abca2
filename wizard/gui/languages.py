"""Which languages there are, and how one of them comes into the window."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from wizard.core.wording import ENGLISH, speak
from wizard.resource_files import ResourceMissingError, resource

if TYPE_CHECKING:
    from wizard.gui.catalogue import Catalogue

# Qt names the commonest country along with these: “español de España”.
_OWN_NAMES = MappingProxyType({ENGLISH: "English", "es": "Español"})
_OURS = "words-of-the-wizard"
_OF_QT = "words-of-qt"
# In English, for whoever looks after the installation.
_UNREADABLE = (
    "The words of this language could not be read, so the window speaks English: {file}\n"
    "What to do: install the program again."
)


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in settings and file names ("es"); `name` in the language itself ("Español")."""

    code: str
    name: str


def available() -> tuple[Language, ...]:
    """English, and every language that has a file in `resources/translations/`."""
    codes = sorted(path.stem for path in _folder().glob("*.ts")) if _folder().is_dir() else []
    return tuple(Language(code, _own_name(code)) for code in (ENGLISH, *codes))


def chosen(wanted: str) -> str:
    """The code of the language to speak. `wanted` "" asks the system, which names several.

    A wider form is good enough ("es" for "es-MX"). English when none of them is there.
    """
    known = {language.code for language in available()}
    for name in [wanted] if wanted else QLocale.system().uiLanguages():
        code = name.replace("-", "_")
        for one in (code, code.partition("_")[0]):
            if one in known:
                return one
    return ENGLISH


def install(application: QCoreApplication, wanted: str) -> str:
    """Speak `chosen(wanted)` from now on; gives its code. English where its words cannot be read.

    Windows that are there keep their words: call it before the first one, or make them anew.
    """
    code = chosen(wanted)
    catalogue = None if code == ENGLISH else _words_of(code)
    code = ENGLISH if catalogue is None else code
    teach(application, code, catalogue)
    return code


def _words_of(code: str) -> Catalogue | None:
    from wizard.gui.catalogue import read_catalogue  # the English never wait for it

    file = _folder() / f"{code}.ts"
    try:
        return read_catalogue(file, code)
    except (OSError, ValueError):
        print(_UNREADABLE.format(file=file), file=sys.stderr)  # noqa: T201 (no window may be there)
        return None


def teach(application: QCoreApplication, code: str, catalogue: Catalogue | None) -> None:
    """Speak the words of `catalogue` from now on, English without one. Tests bring their own."""
    for old in application.findChildren(QTranslator):
        if old.objectName() in {_OURS, _OF_QT}:
            application.removeTranslator(old)
            old.deleteLater()
    if catalogue is not None:
        _bring_in(application, code, catalogue)
    speak(code, catalogue)
    if isinstance(application, QGuiApplication):
        application.setLayoutDirection(QLocale(code).textDirection())


def _bring_in(application: QCoreApplication, code: str, catalogue: Catalogue) -> None:
    of_qt = QTranslator(application)
    of_qt.setObjectName(_OF_QT)
    # Standard buttons and menus; where Qt lacks them, they stay English.
    if of_qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(of_qt)
    application.installTranslator(_OurTranslator(catalogue, application))


class _OurTranslator(QTranslator):
    """Answers Qt's `tr` from the same words as ours."""

    def __init__(self, catalogue: Catalogue, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self.setObjectName(_OURS)
        self._catalogue = catalogue

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        count = None if n < 0 else n
        # None is Qt's “not mine”: it asks the next translator.
        return self._catalogue.find(  # type: ignore[return-value]
            sourceText, disambiguation or "", count, context
        )


def _own_name(code: str) -> str:
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def _folder() -> Path:
    try:
        return resource("translations")
    except ResourceMissingError:
        return Path("translations")
