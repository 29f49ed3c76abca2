"""One small change to a source file: where it is, what it was, what it becomes."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

from tests.mutants.operators import changes_of, is_never_reached

# From a node to its child: the field's name, and the place in it when the field is a list.
Step = tuple[str, int | None]

_WITHOUT_EFFECT = {"annotation", "returns", "type_params", "type_comment"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one file. `name` does not depend on line numbers, and is unique in the file."""

    file: str
    line: int
    operator: str
    name: str
    way: tuple[Step, ...]
    becomes: ast.AST | None  # None: it goes away

    def code(self, text: str) -> CodeType:
        """The whole changed file, compiled. `text` is the file as it is."""
        changed = ast.parse(text)
        target: ast.AST = changed
        for step in self.way[:-1]:
            target = _child(target, step)
        field, place = self.way[-1]
        new = copy.deepcopy(self.becomes)
        if place is None:
            setattr(target, field, new)
        elif new is None:
            del getattr(target, field)[place]
        else:
            getattr(target, field)[place] = new
        return compile(ast.fix_missing_locations(changed), self.file, "exec", dont_inherit=True)


def mutants_of(root: Path, file: str) -> tuple[Mutant, ...]:
    """Every mutant of a file, in the order of its lines; always the same for the same text."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    module = file.removesuffix(".py").replace("/", ".")
    found = [
        Mutant(file, node.lineno, operator, f"{scope}: {name}", way, becomes)
        for node, way, scope in _places(tree, (), "module")
        for operator, name, becomes in changes_of(node, module)
    ]
    found.sort(key=lambda mutant: mutant.line)
    seen: Counter[str] = Counter()
    unique = []
    for mutant in found:
        seen[mutant.name] += 1
        count = seen[mutant.name]
        unique.append(mutant if count == 1 else replace(mutant, name=f"{mutant.name} #{count}"))
    return tuple(unique)


def _places(
    node: ast.AST, way: tuple[Step, ...], scope: str
) -> Iterator[tuple[ast.expr | ast.stmt | ast.pattern, tuple[Step, ...], str]]:
    """Everything that does something, with the way to it and the function or class it is in."""
    for step, child in _children(node):
        if _says_nothing(child):
            continue
        below = (*way, step)
        if isinstance(child, ast.expr | ast.stmt | ast.pattern):
            yield child, below, scope
        named = isinstance(child, ast.FunctionDef | ast.ClassDef)
        yield from _places(child, below, child.name if named else scope)  # type: ignore[attr-defined]


def _children(node: ast.AST) -> Iterator[tuple[Step, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in _WITHOUT_EFFECT:
            continue
        if isinstance(value, ast.AST):
            yield (field, None), value
        elif isinstance(value, list):
            yield from (
                ((field, n), one) for n, one in enumerate(value) if isinstance(one, ast.AST)
            )


def _says_nothing(node: ast.AST) -> bool:
    """Documentation, imports, names of types, and what the type checker knows never happens."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.ClassDef(bases=[ast.Name(id="Protocol")]):
            return True
        case ast.Assign(value=ast.BinOp(op=ast.BitOr())):  # a union of types
            return True
        case ast.Assign(value=ast.Subscript(value=ast.Name(id="Mapping"))):  # a type's name
            return True
        case ast.match_case():
            return is_never_reached(node)
        case _:
            return False


def _child(node: ast.AST, step: Step) -> ast.AST:
    field, place = step
    value = getattr(node, field)
    child = value if place is None else value[place]
    assert isinstance(child, ast.AST)
    return child
