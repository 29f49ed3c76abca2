"""Every problem has its three parts, and every blank in them can be filled."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.core.problem_words import WORDS
from wizard.core.problem_words.words import Words
from wizard.core.problems import Action, Problem, ProblemError, ProblemId

SOURCES = Path(__file__).parents[2] / "wizard"


def parts(words: Words) -> tuple[str, str, str]:
    return words.what, words.means, words.do


def blanks(problem_id: ProblemId) -> set[str]:
    texts = parts(WORDS[problem_id])
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_problem_has_words_and_all_words_a_problem() -> None:
    assert set(WORDS) == set(ProblemId)


@pytest.mark.parametrize("problem_id", ProblemId)
def test_every_blank_can_be_filled(problem_id: ProblemId) -> None:
    assert all(name.isidentifier() for name in blanks(problem_id))
    values = {name: f"«{name}»" for name in blanks(problem_id)}
    problem = Problem(problem_id, technical="HTTP 400", values=values)
    filled = f"{problem.what} {problem.means} {problem.do}"
    assert all(value in filled for value in values.values())
    assert isinstance(problem.action, Action)


def made_in_the_program() -> Iterator[tuple[str, ProblemId, set[str] | None]]:
    """Where a problem is made, which, and the values it gets; None when only running it tells."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(
                    func=ast.Name(id="Problem"),
                    args=[ast.Attribute(value=ast.Name(id="ProblemId"), attr=name), *rest],
                ):
                    given = rest[1:] + [
                        word.value for word in node.keywords if word.arg == "values"
                    ]
                    where = f"{path.name}:{node.lineno}"
                    yield where, ProblemId[name], literal_names(given)
                case _:
                    pass


def literal_names(given: list[ast.expr]) -> set[str] | None:
    match given:
        case []:
            return set()
        case [ast.Dict(keys=keys)] | [ast.Call(args=[ast.Dict(keys=keys)])]:
            return {key.value for key in keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
        case _:
            return None


def test_whoever_makes_a_problem_fills_its_blanks() -> None:
    made = list(made_in_the_program())
    assert len(made) > 30
    for where, problem_id, given in made:
        assert given is None or blanks(problem_id) <= given, f"{where} leaves blanks empty"


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
