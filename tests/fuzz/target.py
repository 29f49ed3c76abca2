"""One thing to fuzz: what is fed to it, and what must hold for each example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target(Generic[T]):
    """`check` raises when an example is answered wrongly."""

    name: str
    examples: st.SearchStrategy[T]
    check: Callable[[T], None]
