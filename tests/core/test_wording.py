"""The one way from an English text to the language that is spoken."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.wording import ENGLISH, dictionary, in_english, language, speak, tr

SAID = {
    ("Close", ""): ("Cerrar",),
    ("Close", "near"): ("Cerca",),
    ("{count} keys", ""): ("{count} clave", "{count} claves"),
    ("The vault is full.", ""): ("La bóveda está llena.",),
}


class _Spanish:
    def find(
        self, text: str, comment: str = "", count: int | None = None, context: str = ""
    ) -> str | None:
        assert not context, "the core's texts have none"
        forms = SAID.get((text, comment))
        return None if forms is None else forms[0 if count in {None, 1} else 1]


@pytest.fixture
def spanish() -> Iterator[None]:
    speak("es", _Spanish())
    yield
    speak(ENGLISH, None)


def test_english_is_spoken_where_nobody_chose() -> None:
    assert (language(), dictionary()) == ("en", None)
    assert tr("Close") == "Close"
    assert tr("Close", "near") == "Close"


@pytest.mark.parametrize(("count", "said"), [(0, "0 keys"), (1, "1 key"), (2, "2 keys")])
def test_one_is_said_in_its_own_way(count: int, said: str) -> None:
    assert tr("{count} keys", "", count, one="{count} key").format(count=count) == said


@pytest.mark.usefixtures("spanish")
class TestAnotherLanguage:
    def test_it_says_its_own_words(self) -> None:
        assert language() == "es"
        assert tr("Close") == "Cerrar"

    def test_a_comment_tells_two_meanings_apart(self) -> None:
        assert tr("Close", "near") == "Cerca"

    @pytest.mark.parametrize(("count", "said"), [(1, "1 clave"), (7, "7 claves")])
    def test_it_has_its_own_forms_for_numbers(self, count: int, said: str) -> None:
        assert tr("{count} keys", "", count, one="{count} key").format(count=count) == said

    def test_what_it_lacks_stays_english(self) -> None:
        assert tr("Not in it") == "Not in it"
        assert tr("{count} foxes", "", 1, one="{count} fox") == "{count} fox"

    def test_what_goes_to_support_is_english(self) -> None:
        with in_english():
            assert (tr("Close"), language(), dictionary()) == ("Close", "en", None)
        assert tr("Close") == "Cerrar"

    def test_english_for_support_leaves_other_threads_alone(self) -> None:
        said: list[str] = []
        with in_english():
            thread = threading.Thread(target=lambda: said.append(tr("Close")))
            thread.start()
            thread.join()
        assert said == ["Cerrar"]

    def test_a_problem_is_told_in_it_and_logged_in_english(self) -> None:
        problem = Problem(ProblemId.VAULT_FULL)
        assert problem.what == "La bóveda está llena."
        assert str(ProblemError(problem)) == f"{problem.id}: The vault is full."
