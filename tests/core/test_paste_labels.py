"""The names of the two values, in every language of the table."""

from __future__ import annotations

import pytest

from tests.core.pasted_texts import API_KEY, NAME_PAIRS, SECRET
from wizard.core.credentials import HmacCredentials
from wizard.core.paste_cleaning import folded
from wizard.core.paste_intake import Note, PasteIntake
from wizard.core.paste_labels import Role, labels_in
from wizard.core.paste_languages import NAMES
from wizard.core.secret import Secret


def _listed(role: Role, is_mistaken: bool) -> list[tuple[str, str]]:
    return [
        (language, name.strip())
        for language, names in NAMES.items()
        for name in (
            (names.mistaken_api_key if is_mistaken else names.api_key)
            if role is Role.API_KEY
            else (names.mistaken_secret if is_mistaken else names.secret)
        ).split(",")
        if name.strip()
    ]


ALL = [
    (language, name, role, is_mistaken)
    for role in Role
    for is_mistaken in (False, True)
    for language, name in _listed(role, is_mistaken)
]


def test_the_table_knows_many_languages() -> None:
    assert len(NAMES) >= 30
    assert {"en", "es", "pt", "fr", "de", "it", "ru", "uk", "tr", "vi", "pl"} < set(NAMES)
    assert {"zh-Hans", "zh-Hant", "ja", "ko"} < set(NAMES)
    assert all(names.api_key and names.secret for names in NAMES.values())


@pytest.mark.parametrize(("language", "name", "role", "is_mistaken"), ALL)
def test_every_name_is_found_however_it_is_written(
    language: str, name: str, role: Role, is_mistaken: bool
) -> None:
    spellings = {name, name.upper(), name.title(), name.replace(" ", "-"), name.replace(" ", "_")}
    for spelling in {*spellings, name.replace(" ", ""), name.replace(" ", "  ")}:
        found = labels_in(folded(f"x {spelling}: "))
        assert [(label.role, label.is_mistaken) for label in found] == [(role, is_mistaken)]
        assert (found[0].start, found[0].end) == (2, 2 + len(spelling))


@pytest.mark.parametrize("language", NAMES)
def test_a_page_in_every_language_is_read_and_only_foreign_ones_are_noted(language: str) -> None:
    names = NAMES[language]
    key, secret = names.api_key.split(",")[0], names.secret.split(",")[0]

    intake = PasteIntake().taken(f"{secret}\n{SECRET}\n{key}\n{API_KEY}\n")

    assert intake.credentials == HmacCredentials(API_KEY, Secret(SECRET))
    assert (Note.OTHER_LANGUAGE in intake.notes) is (language != "en")
    assert Note.TRANSLATED not in intake.notes


@pytest.mark.parametrize("names", NAME_PAIRS)
def test_names_that_programs_use_are_found(names: tuple[str, str]) -> None:
    for name, role in zip(names, Role, strict=True):
        assert [label.role for label in labels_in(folded(f'"{name}": '))] == [role]


@pytest.mark.parametrize("word", ["monkey", "keyboard", "api", "Management", "keys", "Tastatur"])
def test_a_word_that_only_resembles_one_is_no_name(word: str) -> None:
    assert labels_in(folded(f"the {word} of it")) == ()


def test_letters_of_a_value_are_no_name() -> None:
    value = "secretkeyAPIKEYsecret" + API_KEY[21:]

    intake = PasteIntake().taken(f"{value} {SECRET}")

    assert intake.guessed
    assert intake.credentials == HmacCredentials(value, Secret(SECRET))
