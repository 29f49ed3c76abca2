# ruff: noqa: F401 (each is loaded for those who need it later)
"""Loads everything behind the first picture, a few milliseconds' worth at a time."""

from __future__ import annotations

from collections.abc import Iterator


def load_parts() -> Iterator[None]:
    """Yields between two parts. In this order none of them brings much along."""
    yield from _load_what_it_works_on()
    yield from _load_what_is_seen()


def _load_what_it_works_on() -> Iterator[None]:
    import wizard.core.problem_ids

    yield
    import wizard.core.problems

    yield
    import wizard.core.saved_key

    yield
    import wizard.core.evidence

    yield
    import wizard.core.verdict

    yield
    import wizard.core.report

    yield
    import wizard.vault.slots

    yield
    import wizard.vault.door

    yield
    import wizard.core.paste_reading

    yield
    import wizard.core.pause

    yield
    import wizard.key_service.vault_care

    yield
    import wizard.key_service.service

    yield
    import ssl

    yield
    import importlib.metadata

    yield
    import wizard.core.report_net

    yield
    import wizard.key_service.report_findings

    yield
    import tomllib

    yield
    import wizard.guide.steps

    yield
    import wizard.core.guide

    yield


def _load_what_is_seen() -> Iterator[None]:
    import wizard.gui.widgets.button

    yield
    import wizard.gui.widgets.dialogs

    yield
    import wizard.gui.pages.welcome

    yield
    import wizard.gui.pages.passphrase

    yield
    import wizard.gui.pages.home

    yield
    import wizard.gui.pages.step_content

    yield
    import wizard.gui.pages.guide

    yield
    import wizard.gui.sheets.vault_sheet

    yield
    import wizard.gui.start_flow

    yield
    import wizard.gui.lock_flow

    yield
    import wizard.gui.vault_flow

    yield
    import wizard.gui.home_flow

    yield
    import wizard.gui.guide_flow

    yield
    import wizard.gui.rooms

    yield
