"""Every problem has its three parts, and every blank in them can be filled."""

from __future__ import annotations

import string

import pytest

from wizard.core.problem_words import WORDS
from wizard.core.problem_words.words import Words
from wizard.core.problems import Action, Problem, ProblemError, ProblemId

# What whoever makes a problem has to give. A blank that is not here is a blank nobody fills.
VALUES = {
    ProblemId.API_KEY_SHAPE: {"difference"},
    ProblemId.SECRET_SHAPE: {"difference"},
    ProblemId.NAME_TOO_LONG: {"limit"},
    ProblemId.NAME_TAKEN: {"name"},
    ProblemId.KEY_ALREADY_HERE: {"name"},
    ProblemId.NO_SUCH_KEY: {"name"},
    ProblemId.OTHER_VENUE: {"name", "venue"},
    ProblemId.CLOCK_OFF: {"offset"},
    ProblemId.TOO_MANY_REQUESTS: {"wait"},
    ProblemId.BANNED: {"wait"},
    ProblemId.TIMED_OUT: {"seconds"},
    ProblemId.VAULT_DAMAGED: {"folder", "backup"},
    ProblemId.VAULT_NOT_A_FILE: {"path"},
    ProblemId.VAULT_TOO_LARGE: {"path"},
    ProblemId.VAULT_UNREADABLE: {"path"},
    ProblemId.FOLDER_NOT_WRITABLE: {"folder"},
    ProblemId.PASSPHRASE_TOO_SHORT: {"limit"},
    ProblemId.PASSPHRASE_MEMORY: {"memory"},
    ProblemId.PORT_TAKEN: {"port"},
    ProblemId.PROGRAM_FILE_MISSING: {"file"},
}


def parts(words: Words) -> tuple[str, str, str]:
    return words.what, words.means, words.do


def blanks(problem_id: ProblemId) -> set[str]:
    texts = parts(WORDS[problem_id])
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_problem_has_words_and_all_words_a_problem() -> None:
    assert set(WORDS) == set(ProblemId)


@pytest.mark.parametrize("problem_id", ProblemId)
def test_every_blank_can_be_filled(problem_id: ProblemId) -> None:
    assert blanks(problem_id) == VALUES.get(problem_id, set())
    values = {name: f"«{name}»" for name in blanks(problem_id)}
    problem = Problem(problem_id, technical="HTTP 400", values=values)
    filled = f"{problem.what} {problem.means} {problem.do}"
    assert all(value in filled for value in values.values())
    assert isinstance(problem.action, Action)


def test_a_value_is_never_taken_for_a_blank() -> None:
    problem = Problem(ProblemId.NO_SUCH_KEY, values={"name": "{0} {name!r} %s"})
    assert "{0} {name!r} %s" in problem.what


@pytest.mark.parametrize("problem_id", ProblemId)
def test_every_part_is_a_sentence(problem_id: ProblemId) -> None:
    for text in parts(WORDS[problem_id]):
        assert text == text.strip()
        assert text[0].isupper() or text[0] in "“{"
        assert text.endswith((".", ")", "}}."))
        assert "  " not in text
        assert "!" not in text


def test_no_two_problems_begin_alike() -> None:
    assert len({words.what for words in WORDS.values()}) == len(WORDS)


def test_ids_are_stable_words() -> None:
    for problem_id in ProblemId:
        assert problem_id.value == problem_id.name.lower().replace("_", "-")


def test_an_error_carries_its_problem() -> None:
    problem = Problem(ProblemId.NO_SUCH_KEY, values={"name": "Tax"})
    error = ProblemError(problem)
    assert error.problem is problem
    assert str(error) == "no-such-key: There is no key named “Tax”."
