"""Every screen there is, in narrow windows, with large letters and with long words."""

from __future__ import annotations

import pytest

from tests.look.ways import WAYS, Way, faults_in


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_nothing_is_clipped(way: Way) -> None:
    faults = faults_in(way)
    assert not faults, "\n".join(faults)
