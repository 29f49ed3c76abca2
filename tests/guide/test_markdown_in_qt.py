"""The texts as Qt shows them: nothing becomes a link, and no mark is left standing."""

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from wizard.guide.steps import load_steps
from wizard.guide.texts import load_text
from wizard.resource_files import resource

LANGUAGES = sorted(path.name for path in resource("steps").iterdir() if path.is_dir())
FEATURES = QTextDocument.MarkdownFeature
# A label reads Markdown in GitHub's dialect, which makes a link of every www. address it meets;
# a false address shown as an example must never become one.
DIALECTS = [FEATURES.MarkdownDialectGitHub, FEATURES.MarkdownDialectCommonMark]


def _every_text(language: str) -> list[str]:
    texts = [
        load_text(path.stem, language) for path in sorted(resource("texts", language).iterdir())
    ]
    for step in load_steps(language):
        texts += [step.body, step.today, step.rehearsal, step.own_key, step.stuck]
        texts += [step.own_key_today, step.binance_us, step.binance_us_today]
        texts += [f"**{variant.question}**\n\n{variant.answer}" for variant in step.variants]
    return texts


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_links_and_no_marks(language: str, dialect: FEATURES, qapp: QApplication) -> None:
    for text in _every_text(language):
        document = QTextDocument()
        document.setMarkdown(text, dialect)
        assert "href" not in document.toHtml()
        shown = document.toPlainText()
        assert not {"*", "`", "#", "_"} & set(shown), shown
