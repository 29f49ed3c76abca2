"""The ways in which a mutant differs from the program. Names, not line numbers, tell them apart."""

from __future__ import annotations

import ast
import copy
import enum
import importlib
import re
from collections.abc import Callable, Iterator

from tests.mutants.counterparts import ARITHMETIC, COMPARISONS, TWINS
from tests.mutants.naming import difference, text_of

# The operator, what was changed into what, and the new node (None: the node goes away).
Change = tuple[str, str, ast.AST | None]


def changes_of(node: ast.expr | ast.stmt | ast.pattern, module: str) -> Iterator[Change]:
    """Every change of this one node; those of the nodes in it are asked for one by one."""
    before = text_of(node)
    for operator, new in _news(node, module):
        after = "" if new is None else text_of(new)
        if after != before:
            yield operator, difference(before, after), new


def _news(node: ast.AST, module: str) -> Iterator[tuple[str, ast.AST | None]]:
    for operator, change in _OPERATORS:
        for new in change(node):
            yield operator, new
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=member) if owner[0].isupper():
            for other in _other_members(module, owner, member):
                yield "another member", _with(node, attr=other)
        case _:
            return


def _comparisons(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield _with(node, ops=ops)


def _logic(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case _:
            return


def _arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp | ast.AugAssign):
        yield _with(node, op=ARITHMETIC[type(node.op)]())


def _constants(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)) | ast.Constant(value=float(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str(value)):
            yield ast.Constant(f"{value}~")
        case ast.Constant(value=bytes(value)):
            yield ast.Constant(value + b"~")
        case ast.MatchSingleton(value=bool(value)):
            yield ast.MatchSingleton(not value)
        case _:
            return


def _patterns(node: ast.AST) -> Iterator[ast.AST]:
    """Numbers in a pattern one up and one down; what it looks ahead or behind for left out."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="re"), attr="compile"), args=[first, *_]
        ):
            assert isinstance(first, ast.Constant)
            assert isinstance(first.value, str)
            for text in _other_patterns(first.value):
                yield _with(node, args=[ast.Constant(text), *node.args[1:]])
        case _:
            return


def _other_patterns(text: str) -> Iterator[str]:
    for found in re.finditer(r"(?<=[{,])[0-9]+", text):
        for other in (int(found[0]) + 1, int(found[0]) - 1):
            if other >= 0:
                yield f"{text[: found.start()]}{other}{text[found.end() :]}"
    for found in re.finditer(r"\(\?<?[!=][^()]*\)|(?<=[^\\(])[?*+](?!\?)", text):
        yield text[: found.start()] + text[found.end() :]


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _with(node, test=ast.Constant(True))
        yield _with(node, test=ast.Constant(False))


def _cases(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Match):
        return
    for place, case in enumerate(node.cases):
        others = [*node.cases[:place], *node.cases[place + 1 :]]
        if others and not is_never_reached(case):
            yield _with(node, cases=others)
        if case.guard is not None:
            for value in (True, False):
                guarded = _with(case, guard=ast.Constant(value))
                cases = [*node.cases[:place], guarded, *node.cases[place + 1 :]]
                yield _with(node, cases=cases)


def is_never_reached(case: ast.match_case) -> bool:
    """What the type checker proves: it is for the type checker alone."""
    match case.body:
        case [ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))]:
            return True
        case _:
            return False


def _elements(node: ast.AST) -> Iterator[ast.AST]:
    """One element less, in everything that has elements."""
    match node:
        case ast.Tuple(elts=parts, ctx=ast.Load()) | ast.List(elts=parts) | ast.Set(elts=parts):
            for place in range(len(parts)):
                if len(parts) > 1 or not isinstance(node, ast.Set):
                    yield _with(node, elts=[*parts[:place], *parts[place + 1 :]])
        case ast.Dict(keys=keys, values=values):
            for place in range(len(values)):
                yield _with(
                    node,
                    keys=[*keys[:place], *keys[place + 1 :]],
                    values=[*values[:place], *values[place + 1 :]],
                )
        case ast.MatchOr(patterns=choices):
            for place in range(len(choices)):
                rest = [*choices[:place], *choices[place + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, patterns=rest)
        case _:
            return


def _loops(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        for place, loop in enumerate(node.generators):
            for condition in range(len(loop.ifs)):
                ifs = [*loop.ifs[:condition], *loop.ifs[condition + 1 :]]
                others = (*node.generators[:place],), (*node.generators[place + 1 :],)
                yield _with(node, generators=[*others[0], _with(loop, ifs=ifs), *others[1]])


def _calls(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    args = node.args
    for place in range(0 if _has_no_order(node) else len(args) - 1):
        yield _with(node, args=[*args[:place], args[place + 1], args[place], *args[place + 2 :]])
    if len(args) > 1:
        yield _with(node, args=args[:-1])
    for place, keyword in enumerate(node.keywords):
        if _is_bool(keyword.value):
            continue  # turned round among the constants
        yield _with(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])
    match node.func:
        case ast.Attribute(value=owner) if not args and not node.keywords:
            yield owner
        case ast.Name() if len(args) == 1 and not node.keywords:
            yield args[0]
        case _:
            return


def _twins(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in TWINS:
            yield _with(node, id=TWINS[name])
        case ast.Attribute(attr=name) if name in TWINS:
            yield _with(node, attr=TWINS[name])
        case _:
            return


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        # None instead of False is as good; True instead of False is among the constants.
        case ast.Return(value=ast.expr() as value) if not _is_false(value):
            yield ast.Return(ast.Constant(None))
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            if not _is_false(value):
                yield _with(node, value=ast.Constant(None))
        case ast.Raise() | ast.Expr() | ast.AugAssign():
            yield ast.Pass()
        case ast.Continue() | ast.Break():
            yield ast.Pass()
        case _:
            return


def _slices(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Slice(lower=lower, upper=upper):
            if lower is not None:
                yield _with(node, lower=None)
            if upper is not None:
                yield _with(node, upper=None)
        case _:
            return


def _decorators(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        for place in range(len(node.decorator_list)):
            kept = [*node.decorator_list[:place], *node.decorator_list[place + 1 :]]
            yield _with(node, decorator_list=kept)


_OPERATORS: tuple[tuple[str, Callable[[ast.AST], Iterator[ast.AST]]], ...] = (
    ("comparison", _comparisons),
    ("logic", _logic),
    ("arithmetic", _arithmetic),
    ("constant", _constants),
    ("pattern", _patterns),
    ("condition", _conditions),
    ("case", _cases),
    ("element", _elements),
    ("loop condition", _loops),
    ("call", _calls),
    ("twin", _twins),
    ("statement", _statements),
    ("slice", _slices),
    ("decorator", _decorators),
)


def _other_members(module: str, owner: str, member: str) -> Iterator[str]:
    """The next member of an enumeration; nothing for any other attribute."""
    family = getattr(importlib.import_module(module), owner, None)
    if isinstance(family, enum.EnumMeta) and member in family.__members__:
        names = list(family.__members__)
        yield names[(names.index(member) + 1) % len(names)]


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _is_false(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in {None, False}


def _has_no_order(node: ast.Call) -> bool:
    """Whether the arguments may stand in any order."""
    return isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}


def _is_bool(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)
