"""The tables that decide what an answer means stay as they were written while the program runs."""

from __future__ import annotations

import importlib

import pytest

from tests.mutants.judged_files import CLOSEST


@pytest.mark.parametrize("file", CLOSEST)
def test_no_table_can_be_changed(file: str) -> None:
    module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    tables = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    changeable = {
        name for name, value in tables.items() if isinstance(value, dict | list | set | bytearray)
    }
    assert changeable == set()
