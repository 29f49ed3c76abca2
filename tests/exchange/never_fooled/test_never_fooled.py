"""Every behaviour of the table, met by the real adapter: no wrong verdict in any."""

from __future__ import annotations

import pytest

from tests.exchange.asking import HONEST, Asking
from tests.exchange.never_fooled import table
from tests.exchange.never_fooled.conftest import Note
from tests.exchange.never_fooled.groups import EVERYTHING
from tests.exchange.never_fooled.runner import SLACK_S, run_all
from tests.exchange.never_fooled.scene import Scene
from tests.exchange.never_fooled.weighing import Scales
from tests.exchange.scripted_server import PERMISSIONS, ScriptedServer, silence
from wizard.core.venue import VenueId
from wizard.core.verdict import NotChecked, judge
from wizard.exchange.exchange import DEADLINE_S


@pytest.mark.parametrize("group", EVERYTHING)
def test_no_wrong_verdict(group: str, scene: Scene, scales_at_hand: Scales, note: Note) -> None:
    outcomes = run_all(EVERYTHING[group], scene, scales_at_hand.weigh)
    note(group, table.rows(outcomes))
    assert all(one.memory_mb is not None for one in outcomes if one.behaviour.heavy)


def test_the_scales_weigh(scales_at_hand: Scales) -> None:
    with ScriptedServer(HONEST) as server:
        empty = scales_at_hand.ask(server.url, VenueId.PRACTICE, 5)
        full = scales_at_hand.ask(server.url, VenueId.PRACTICE, 5, also_fill_mb=50)
    assert empty < 3
    assert 45 < full < 60


def test_nobody_is_waited_for_beyond_the_real_deadline(asking: Asking) -> None:
    asking.deadline_s = DEADLINE_S
    with ScriptedServer({PERMISSIONS: silence()}) as server:
        verdict = judge(asking.check(server))
    assert isinstance(verdict, NotChecked)
    assert server.fired == [PERMISSIONS]
    assert DEADLINE_S <= asking.took_s < DEADLINE_S + SLACK_S


def test_each_behaviour_has_a_name_of_its_own() -> None:
    for group, behaviours in EVERYTHING.items():
        names = [one.name for one in behaviours]
        twice = {name for name in names if names.count(name) > 1}
        assert not twice, f"{group}: {twice}"
