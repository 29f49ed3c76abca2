"""A short stretch of a vault's life; `python -m tests.vault.model` goes on for longer."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.vault.model.machine import VaultLife


def test_a_vault_is_always_as_the_model_says() -> None:
    short = settings(
        max_examples=20,
        stateful_step_count=30,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(VaultLife, settings=short)
