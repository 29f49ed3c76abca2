"""A language comes into the window: its words, Qt's own words, and the direction of writing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from wizard.core.wording import ENGLISH, language, tr
from wizard.gui import languages
from wizard.gui.app import system_is_english
from wizard.gui.catalogue import Catalogue, read_catalogue
from wizard.gui.languages import available, chosen, install, teach
from wizard.gui.said import is_said
from wizard.guide.steps import load_steps
from wizard.resource_files import resource

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context><name>Page</name>
<message><source>Close</source><translation>Cerrar</translation></message>
<message><source>Near</source><comment>a place</comment><translation>Cerca</translation></message>
<message><source>Half done</source><translation type="unfinished"></translation></message>
<message><source>Gone</source><translation type="vanished">Fue</translation></message>
<message numerus="yes"><source>%n keys</source>
<translation><numerusform>%n clave</numerusform><numerusform>%n claves</numerusform></translation>
</message></context>
<context><name>Other</name>
<message><source>Close</source><translation>Junto</translation></message></context></TS>
"""


class Page(QObject):
    """Its texts are asked for under this name."""


class SpecialPage(Page):
    """Nothing of its own."""


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    teach(qapp, ENGLISH, None)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    file = tmp_path / "es.ts"
    file.write_text(TS, encoding="utf-8")
    return read_catalogue(file, "es")


def test_english_and_spanish_are_there_under_their_own_names() -> None:
    assert [(one.code, one.name) for one in available()] == [("en", "English"), ("es", "Español")]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("es", "es"), ("es_MX", "es"), ("es-419", "es"), ("en", "en"), ("xx", "en"), ("../es", "en")],
)
def test_the_nearest_language_is_spoken(wanted: str, code: str) -> None:
    assert chosen(wanted) == code


@pytest.mark.skipif(sys.platform != "linux", reason="the system's languages are set elsewhere")
@pytest.mark.parametrize(
    ("preferred", "code"), [("eo:es:en", "es"), ("en:es", "en"), ("es_AR", "es"), ("eo", "en")]
)
def test_the_system_names_several_languages(preferred: str, code: str) -> None:
    asks = "from wizard.gui.languages import chosen; print(chosen(''))"
    environment = {"LANGUAGE": preferred, "LANG": "en_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", asks], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == code
    # The first picture does not wait for the whole list where the environment leaves no doubt.
    assert not system_is_english(environment, "linux")


@pytest.mark.skipif(sys.platform != "linux", reason="the system's languages are set elsewhere")
@pytest.mark.parametrize(
    "environment",
    [{}, {"LANG": "C.UTF-8"}, {"LANG": "en_GB.UTF-8", "LANGUAGE": "en_GB", "LC_ALL": ""}],
    ids=["nothing", "none", "British"],
)
def test_an_english_environment_leaves_no_doubt(environment: dict[str, str]) -> None:
    asks = "from wizard.gui.languages import chosen; print(chosen(''))"
    done = subprocess.run(
        [sys.executable, "-c", asks], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ENGLISH
    assert system_is_english(environment, "linux")
    assert not system_is_english(environment, "darwin"), "there it says nothing"
    assert not system_is_english(environment | {"LC_MESSAGES": "es_AR.UTF-8"}, "linux")


def test_a_file_gives_what_is_finished_in_it(catalogue: Catalogue) -> None:
    assert catalogue.find("Close", context="Page") == "Cerrar"
    assert catalogue.find("Close", context="Other") == "Junto"
    assert catalogue.find("Close", context="Elsewhere") == "Cerrar"
    assert catalogue.find("Near", "a place") == "Cerca"
    assert catalogue.find("Near") is None
    assert catalogue.find("Half done") is None
    assert catalogue.find("Gone") is None


_MESSAGE = "<message{many}><source>{source}</source><translation>{said}</translation></message>"


@pytest.mark.parametrize(
    ("source", "said", "is_used"),
    [
        ("Hello {name}", "Hola {name}", True),
        ("{a} and {b}", "{b} y {a}", True),
        ("Hello {name}", "Hola", False),
        ("Hello {name}", "Hola {nothing}", False),
        ("Hello {name}", "{nothing} {name}", False),
        ("Hello {name}", "Hola {name.__class__}", False),
        ("Hello {name}", "Hola {name!r}", False),
        ("Hello {name}", "Hola {name:999999999}", False),
        ("Hello {name}", "Hola {name} {", False),
        ("Hello", "Hola {0}", False),
        ("A } alone", "Una } sola", True),
    ],
)
def test_what_cannot_be_filled_in_stays_english(
    source: str, said: str, is_used: bool, tmp_path: Path
) -> None:
    file = tmp_path / "es.ts"
    message = _MESSAGE.format(many="", source=source, said=said)
    file.write_text(f"<TS><context><name>A</name>{message}</context></TS>", encoding="utf-8")
    assert read_catalogue(file, "es").find(source) == (said if is_used else None)


@pytest.mark.parametrize(
    ("one", "many", "is_used"),
    [("una clave", "{count} claves", True), ("una", "{count} de {total}", False)],
)
def test_one_may_be_said_without_its_number(
    one: str, many: str, is_used: bool, tmp_path: Path
) -> None:
    file = tmp_path / "es.ts"
    forms = f"<numerusform>{one}</numerusform><numerusform>{many}</numerusform>"
    message = _MESSAGE.format(many=' numerus="yes"', source="{count} keys", said=forms)
    file.write_text(f"<TS><context><name>A</name>{message}</context></TS>", encoding="utf-8")
    assert (read_catalogue(file, "es").find("{count} keys", "", 1) == one) is is_used


def test_all_that_is_translated_can_be_filled_in() -> None:
    read = read_catalogue(resource("translations/es.ts"), "es")
    root = ElementTree.parse(resource("translations/es.ts")).getroot()  # noqa: S314 (our own)
    for message in root.iter("message"):
        said = message.find("translation")
        if said is not None and said.get("type") is None:
            source, comment = message.findtext("source", ""), message.findtext("comment", "")
            assert read.find(source, comment) is not None, source


_BOMB = '<!DOCTYPE TS [<!ENTITY a "aaaaaaaaaa">{0}]><TS><context><name>&i;</name></context></TS>'
_ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        TS[:600].encode(),
        b"\xff\xfe",
        b"<html/>",
        _BOMB.format(_ENTITIES).encode(),
        b'<?xml version="1.0" encoding="no-such"?><TS/>',
    ],
    ids=["a folder", "empty", "cut off", "no text", "another", "a bomb", "unknown letters"],
)
def test_words_that_cannot_be_read_leave_the_window_english(
    content: bytes | None,
    tmp_path: Path,
    english_again: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "es.ts"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    monkeypatch.setattr(languages, "_folder", lambda: tmp_path)
    assert install(english_again, "es") == language() == ENGLISH
    assert "es.ts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "forms"),
    [("es", (1, 0, 1)), ("fr", (0, 0, 1)), ("pt_BR", (1, 0, 1)), ("ja", (0, 0, 0))],
)
def test_a_number_chooses_the_form_of_its_language(code: str, forms: tuple[int, ...]) -> None:
    catalogue = Catalogue(code)
    catalogue.add("", "{count} keys", "", ("0", "1"))
    assert tuple(catalogue.find("{count} keys", "", n) for n in (0, 1, 2)) == tuple(map(str, forms))


def test_classes_and_functions_say_the_same_words(
    english_again: QApplication, catalogue: Catalogue
) -> None:
    teach(english_again, "es", catalogue)

    assert Page().tr("Close") == SpecialPage().tr("Close") == tr("Close") == "Cerrar"
    assert Page().tr("%n keys", "", 2) == "2 claves"
    assert Page().tr("Not in it") == "Not in it"
    assert is_said("Close", "Pulsa Cerrar.")
    assert not is_said("Close", "Pulsa otra cosa.")


def test_spanish_comes_with_qts_own_words_and_the_steps(english_again: QApplication) -> None:
    in_english = load_steps()

    assert install(english_again, "es") == language() == "es"

    assert tr("The vault is full.") == "La bóveda está llena."
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert cancel.text().replace("&", "") == "Cancelar"
    assert load_steps()[0].heading != in_english[0].heading

    install(english_again, "en")
    assert (language(), tr("The vault is full.")) == ("en", "The vault is full.")
    assert QCoreApplication.translate("Action", "Try again") == "Try again"
    assert load_steps() == in_english


def test_a_language_that_is_written_from_the_right_turns_the_window(
    english_again: QApplication,
) -> None:
    teach(english_again, "ar", Catalogue("ar"))
    assert english_again.layoutDirection() is Qt.LayoutDirection.RightToLeft
    teach(english_again, ENGLISH, None)
    assert english_again.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_the_english_never_wait_for_a_translation(english_again: QApplication) -> None:
    asks = (
        "import sys; from PySide6.QtCore import QCoreApplication;"
        "from wizard.gui.languages import install; install(QCoreApplication([]), 'en');"
        "print(sorted({'wizard.gui.catalogue', 'xml.etree.ElementTree'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
