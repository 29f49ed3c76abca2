"""Whatever stands in a step's file, the loader answers with a step or with its own error."""

import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wizard.guide.content_files import StepFilesError
from wizard.guide.languages import languages_to_try
from wizard.guide.step_fields import read_fields
from wizard.guide.step_words import WordsError, read_words
from wizard.resource_files import resource

_LINES = st.sampled_from(
    [
        "# Do it",
        "text",
        "",
        "## rail",
        "## today",
        "## rehearsal",
        "## stuck",
        "## different",
        "### Why?",
        "## picture\n",
        "## picture-today",
        "## own-key",
        "## own-key-heading",
        "## own-key-today",
        "## binance-us",
        "## binance-us-today",
        "## practice",
        "## sealed",
        "## self-generated-practice",
        "## self-generated",
        "## self-generated-heading",
        "## self-generated-different",
        "## self-generated-picture",
        "##",
        "###",
        "## other",
        "\t",
    ]
)
_TOML = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_GOOD: dict[str, object] = {
    "number": 1,
    "id": "account",
    "action": "read",
    "page": "account",
    "illustration": "01-account.svg",
    "illustration_today": "01-account-today.svg",
    "compared_on": datetime.date(2026, 10, 10),
}


@given(st.lists(_LINES, max_size=40).map("\n".join) | st.text())
def test_any_markdown(text: str) -> None:
    try:
        words = read_words(text)
    except WordsError:
        return
    assert words.heading
    assert words.body
    assert words.variants


@given(st.dictionaries(st.sampled_from([*_GOOD, "other"]), _TOML, max_size=4))
def test_any_entry(changed: dict[str, object]) -> None:
    try:
        fields = read_fields(1, _GOOD | changed, resource("illustrations"))
    except StepFilesError:
        return
    assert fields.number == 1


@given(st.text() | st.from_regex(r"[a-z]{2,3}(_[A-Z]{2})?"))
def test_a_language_is_never_a_way_to_another_folder(language: str) -> None:
    codes = languages_to_try(language)
    assert codes[-1] == "en"
    for code in codes:
        assert Path(code).name == code
        assert code.replace("_", "").isalpha()
