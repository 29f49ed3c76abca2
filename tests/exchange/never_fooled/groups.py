"""All behaviours, by group."""

from __future__ import annotations

from itertools import chain

from tests.exchange.never_fooled import (
    clocks,
    encryption,
    orders,
    pauses_said,
    redirects,
    refusals,
    reports,
    reuse,
    texts,
    wire,
)
from tests.exchange.never_fooled.behaviour import Behaviour

EVERYTHING: dict[str, list[Behaviour]] = {}
for _one in chain(
    encryption.BEHAVIOURS,
    encryption.FROM_THE_ENVIRONMENT,
    redirects.BEHAVIOURS,
    wire.BEHAVIOURS,
    texts.BEHAVIOURS,
    reports.BEHAVIOURS,
    refusals.BEHAVIOURS,
    pauses_said.BEHAVIOURS,
    clocks.BEHAVIOURS,
    orders.BEHAVIOURS,
    reuse.BEHAVIOURS,
):
    EVERYTHING.setdefault(_one.group, []).append(_one)
