"""The mutator itself: always the same mutants, every one a change, every outcome an honest one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.explained import explained
from tests.mutants.judged_files import ALL_TESTS, CLOSEST
from tests.mutants.mutation import mutants_of

ROOT = Path(__file__).resolve().parents[2]


def names_in(folder: Path, text: str) -> set[str]:
    (folder / "small.py").write_text(text, encoding="utf-8")
    return {mutant.name.partition(": ")[2] for mutant in mutants_of(folder, "small.py")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(a): return a < 5", {"a <[nothing → =] 5", "a [< → >=] 5", "[5 → 6]", "[5 → 4]"}),
        ("def f(a, b): return a and b", {"a [and → or] b", "[a and  → nothing]b"}),
        ("def f(a): return not a", {"[not  → nothing]a"}),
        ("X = frozenset({1, 2})", {"{1[, 2 → nothing]}", "{[1,  → nothing]2}"}),
        ("X = {'a': True}", {"{['a': True → nothing]}", "'a[nothing → ~]'", "[Tru → Fals]e"}),
        ("def f(a): return 1 if a else 2", {"1 if [a → True] else 2", "1 if [a → False] else 2"}),
        ("def f(a):\n    raise a", {"[raise a → pass]"}),
        ("def f(a): return g(a, b=1)", {"g(a[, b=1 → nothing])", "return [g(a, b=1) → None]"}),
        ("import re\nX = re.compile('a{1,3}')", {"re.compile('a{1,[3 → 4]}')"}),
        ("def f(a): return min(a)", {"m[in → ax]", "[min(a) → a]"}),
        ("def f(a): return [b for b in a if b]", {"[b for b in a[ if b → nothing]]"}),
        ("def f(a): return a[:3]", {":[3 → nothing]"}),
    ],
)
def test_what_each_operator_does(text: str, expected: set[str], tmp_path: Path) -> None:
    assert expected <= names_in(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    ['"""Words."""', "import a", "def f(a: int = None) -> int: ...", "Kind = int | None"],
)
def test_what_does_nothing_is_left_alone(text: str, tmp_path: Path) -> None:
    assert names_in(tmp_path, text) == set()


@pytest.mark.parametrize("file", CLOSEST)
def test_every_mutant_is_another_program_and_has_a_name_of_its_own(file: str) -> None:
    mutants = mutants_of(ROOT, file)
    text = (ROOT / file).read_text(encoding="utf-8")

    assert [mutant.name for mutant in mutants] == [mutant.name for mutant in mutants_of(ROOT, file)]
    assert len({mutant.name for mutant in mutants}) == len(mutants) > 30
    for mutant in mutants:
        assert mutant.code(text).co_filename == file
        assert "[nothing → nothing]" not in mutant.name


def test_the_tests_that_judge_are_there() -> None:
    for file in {*ALL_TESTS, *(file for files in CLOSEST.values() for file in files)}:
        assert (ROOT / file).is_file()


def test_every_explained_survivor_is_a_mutant_that_exists() -> None:
    there = {(file, mutant.name) for file in CLOSEST for mutant in mutants_of(ROOT, file)}
    assert set(explained()) <= there


_RULE = "def rule(number: int) -> bool:\n    while number > 100:\n        number -= 100\n"
_RULE += "    return number > 5\n"
_TEST = (
    "from small.rule import rule\n\n\ndef test_it():\n    assert rule(7)\n    assert rule(208)\n"
)
_ASK = """
import json, sys
from pathlib import Path
from tests.mutants.jury import Jury
from tests.mutants.mutation import mutants_of
root = Path(sys.argv[1])
sys.path.insert(0, str(root))
jury = Jury(root, jobs=2, seconds=8)
asked = sys.argv[2:]
mutants = [None, *(one for one in mutants_of(root, "small/rule.py") if one.name in asked)]
outcomes = jury.judge(mutants, lambda file: ["small/test_rule.py"])
print(json.dumps({o.mutant.name if o.mutant else "as it is": [o.fate, o.by] for o in outcomes}))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a mutant runs in a forked process")
def test_killed_survived_and_timed_out(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small/rule.py").write_text(_RULE, encoding="utf-8")
    (tmp_path / "small/test_rule.py").write_text(_TEST, encoding="utf-8")
    settings = tmp_path / "tests/mutants/mutants.ini"
    settings.parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests/mutants/mutants.ini", settings)

    killed = ("rule: number [> → <=] 5", "rule: return [number > 5 → None]")
    alive, endless = "rule: number >[nothing → =] 5", "rule: [number -= 100 → pass]"
    asked = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path), *killed, alive, endless],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    by = "small/test_rule.py::test_it"
    assert json.loads(asked.stdout) == {
        "as it is": ["survived", ""],
        alive: ["survived", ""],
        endless: ["timed out", ""],
        **{name: ["killed", by] for name in killed},
    }
