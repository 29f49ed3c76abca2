"""The longer texts: found by name and language, and never a way out of their folder."""

from pathlib import Path

import pytest

from wizard.guide.texts import StepFilesError, load_text


def test_why_read_only_tells_the_story() -> None:
    text = load_text("why-read-only")
    for fact in ("3 July 2018", "20:18 UTC", "Syscoin (SYS)", "“Enable Trading”", "by default"):
        assert fact in text


def test_english_where_a_language_has_no_text(broken: Path) -> None:
    (broken / "texts/pt").mkdir()
    (broken / "texts/pt/why-read-only.md").write_text("# Por quê\n", encoding="utf-8")
    assert load_text("why-read-only", "pt_BR", broken) == "# Por quê"
    assert load_text("false-addresses", "pt", broken) == load_text("false-addresses", "en")


@pytest.mark.parametrize("name", ["nothing-here", "../steps/en/01-account", "/etc/passwd", ""])
def test_a_text_that_is_not_there(name: str) -> None:
    with pytest.raises(StepFilesError) as caught:
        load_text(name)
    assert str(caught.value).endswith(".")
