"""Reads the program's own text for ways to the network that nobody listed; gives offences."""

from __future__ import annotations

import ast
import functools
import inspect
import re
from collections.abc import Callable, Iterator

from tests.ground.egress_rooms import (
    ADAPTER,
    ALLOWED_METHODS,
    INNER_METHODS,
    LOOKED_INTO,
    LOOKED_INTO_BY_ROOM,
    NETWORK_ROOMS,
    PRACTICE,
    SOCKETS_THAT_DIAL_NOBODY,
    THE_LIST,
)

_REACHING = frozenset({"eval", "exec", "compile", "__import__", "globals", "locals"})
_REACHING_ANY = frozenset(
    {"methodcaller", "attrgetter", "import_module", "__getattribute__", "__subclasses__"}
)
_ENDPOINT = re.compile(r"/(?:api|sapi|fapi|dapi|papi|wapi|eapi|bapi)(?:/|$)", re.IGNORECASE)
_API_HOST = re.compile(
    r"api[a-z0-9-]*\.binance|://[^/]*binance(?:future)?\.|wss?://", re.IGNORECASE
)
# The two folders of the API, put together with the venue's own address.
_BASES = frozenset({"{}/api", "{}/sapi"})

Rule = Callable[[str, ast.Module], Iterator[str]]


@functools.cache
def client_methods() -> frozenset[str]:
    """Every method of python-binance's client, its own and inherited."""
    import binance.client

    found = inspect.getmembers(binance.client.Client, callable)
    return frozenset(name for name, _ in found if not name.startswith("__"))


def imports(file: str, tree: ast.Module) -> Iterator[str]:
    """Libraries that reach out, outside their rooms."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            for library, rooms in NETWORK_ROOMS.items():
                inside = name == library or name.startswith(f"{library}.")
                if inside and not any(file.startswith(room) for room in rooms):
                    yield f"{file}:{getattr(node, 'lineno', 0)} imports {library}"


def methods(file: str, tree: ast.Module) -> Iterator[str]:
    """Names of the client's methods, written in any way: as attribute, name, text or stub."""
    allowed = ALLOWED_METHODS | INNER_METHODS if file == ADAPTER else frozenset()
    forbidden = client_methods() - allowed
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    if file != ADAPTER:  # a `_get` of one's own is no method of the client
        forbidden -= {name for name in own if name.startswith("_")}
    for node in ast.walk(tree):
        for name in _written(node) & forbidden:
            yield f"{file}:{getattr(node, 'lineno', 0)} names {name}"


def _written(node: ast.AST) -> set[str]:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return {name}
        case ast.alias(name=name) | ast.keyword(arg=str(name)):
            return {name}
        case ast.Constant(value=str(text)):
            return set(re.findall(r"\w+", text)) if "_" in text else {text}
    return set()


def reaching(file: str, tree: ast.Module) -> Iterator[str]:
    """Ways to get at something by a name that is only known when it runs."""
    for node in ast.walk(tree):
        where = f"{file}:{getattr(node, 'lineno', 0)}"
        match node:
            case ast.Name(id=name) if name in _REACHING | _REACHING_ANY:
                yield f"{where} uses {name}"
            case ast.Name(id="__builtins__"):
                yield f"{where} uses __builtins__"
            case ast.Attribute(attr=name) | ast.alias(name=name) if name in _REACHING_ANY:
                yield f"{where} uses {name}"
            case ast.Attribute(value=ast.Name(id="sys"), attr="modules"):
                yield f"{where} uses sys.modules"
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name.startswith(
                ("exec", "spawn", "posix_spawn", "fork", "popen", "system", "startfile")
            ):
                yield f"{where} starts a program"
            case ast.Attribute(attr="__dict__"):
                yield f"{where} uses __dict__"
            case ast.Name(id="getattr", ctx=ast.Load()) if not _plain_getattr(file, tree, node):
                yield f"{where} looks up a computed name"


def _plain_getattr(file: str, tree: ast.Module, name: ast.Name) -> bool:
    """Whether this `getattr` is called at once with a fixed name, or looks into a table."""
    tables = LOOKED_INTO | LOOKED_INTO_BY_ROOM.get(file, frozenset())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.func is name:
            fixed = isinstance(node.args[1], ast.Constant)
            return fixed or ast.unparse(node.args[0]) in tables
    return False


def addresses(file: str, tree: ast.Module) -> Iterator[str]:
    """Texts that look like a path or a host of the API, outside the list and the venues."""
    if file.startswith(PRACTICE):
        return
    pieces = {
        id(piece)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
    }
    told = _docstrings(tree) | pieces
    for node in ast.walk(tree):
        text = _text(node)
        if text is None or id(node) in told:
            continue
        base = file == ADAPTER and text in _BASES
        if _ENDPOINT.search(text) and not base and file != THE_LIST:
            yield f"{file}:{getattr(node, 'lineno', 0)} has the path {text!r}"
        if _API_HOST.search(text) and file != "exchange/venues.py":
            yield f"{file}:{getattr(node, 'lineno', 0)} has the host {text!r}"


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Constant(value=bytes(raw)):
            return raw.decode("latin-1")
        case ast.JoinedStr(values=values):
            return "".join(
                str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values
            )
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            sides = (_text(left), _text(right))
            return None if sides == (None, None) else "".join(one or "{}" for one in sides)
    return None


def _docstrings(tree: ast.Module) -> set[int]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def requests_made(file: str, tree: ast.Module) -> Iterator[str]:
    """A request made outside the list; a connection that is told to send one elsewhere."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="ListedRequest") | ast.Attribute(attr="ListedRequest")):
                if file != THE_LIST:
                    yield f"{file}:{node.lineno} makes a request of its own"
            case ast.Attribute(attr="send") if file.startswith("exchange/"):
                if file not in {"exchange/strict_transport.py", "exchange/greeting.py"}:
                    yield f"{file}:{node.lineno} sends"


def sockets(file: str, tree: ast.Module) -> Iterator[str]:
    """A socket used for more than its room may, or under another name."""
    allowed = SOCKETS_THAT_DIAL_NOBODY.get(file)
    if allowed is None:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="socket"), attr=name) if name not in allowed:
                yield f"{file}:{node.lineno} uses socket.{name}"
            case ast.ImportFrom(module="socket") | ast.alias(name="socket", asname=str()):
                yield f"{file}:{getattr(node, 'lineno', 0)} hides what it uses of sockets"


RULES: tuple[Rule, ...] = (imports, sockets, methods, reaching, addresses, requests_made)


def offences(file: str, text: str) -> list[str]:
    """All that one file does against the rules. `file` is relative to wizard/, with slashes."""
    tree = ast.parse(text)
    return [offence for rule in RULES for offence in rule(file, tree)]
