"""Keys, proofs and checks for tests of the vault, and how a refusal is expected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from wizard.core.credentials import Credentials, Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, Permissions
from wizard.core.problems import ProblemError, ProblemId
from wizard.core.saved_key import PastCheck, SavedKey, VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import CheckedKey, ReadOnly, judge, prove
from wizard.vault.cipher import ArgonCost
from wizard.vault.vault import Vault

CHEAP = ArgonCost(memory_kib=19 * 1024, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
NOW = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
CREATED_MS = 1_795_348_800_000
VENUE = VenueId.PRACTICE
# Looked for in every byte that leaves the vault.
MARKED = "MARKEDxSECRETx"


def credentials(number: int = 1) -> HmacCredentials:
    """Practice credentials; each number gives others."""
    secret = (MARKED + str(number)).ljust(64, "s")
    return HmacCredentials(f"{number:08d}".rjust(64, "K"), Secret(secret))


def permissions(**on: bool) -> Permissions:
    """What a read-only key reports, with some switched on."""
    flags = {READING: True, **dict.fromkeys(MUST_BE_REPORTED_OFF, False), **on}
    return Permissions(MappingProxyType(flags), CREATED_MS)


def check(minutes: int = 0, **on: bool) -> PastCheck:
    """One line of history."""
    verdict = VerdictWord.CAN_DO_MORE if on else VerdictWord.READ_ONLY
    return PastCheck(
        checked_at=NOW + timedelta(minutes=minutes),
        verdict=verdict,
        permissions=permissions(**on).flags,
        switched_on=tuple(on),
        test_order=TestOrder.REFUSED,
        problem_id=None,
    )


def proof(record_id: str, of: Credentials, venue: VenueId = VENUE) -> CheckedKey:
    """Fresh evidence that these credentials are read-only."""
    evidence = Evidence(Fingerprint.of(of), venue, permissions(), TestOrder.REFUSED, NOW, 80)
    verdict = judge(evidence)
    assert isinstance(verdict, ReadOnly)
    return prove(record_id, of, verdict, now=NOW)


def save(
    vault: Vault,
    name: str,
    of: Credentials,
    *,
    replaces: str | None = None,
    venue: VenueId = VENUE,
) -> SavedKey:
    """Seal, prove and commit in one go."""
    pending = vault.seal(name, venue, of, now=NOW, replaces=replaces)
    return vault.commit(proof(pending.record_id, of, venue), check())


@contextmanager
def refused(*problem_ids: ProblemId) -> Iterator[None]:
    """The block raises one of these problems, in three complete parts that give nothing away."""
    with pytest.raises(ProblemError) as caught:
        yield
    problem = caught.value.problem
    assert problem.id in problem_ids
    for text in (problem.what, problem.means, problem.do):
        assert text
        assert "{" not in text
    told = f"{caught.value!r} {problem!r} {problem.what} {problem.means} {problem.do}"
    assert MARKED not in told
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
