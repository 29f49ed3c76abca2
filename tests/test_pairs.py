"""A pair from its making to its handing over: real pages, real signatures, a real vault file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tests.practice.form_client import FormClient
from tests.test_key_service import Bench, refused
from wizard.core.credentials import Ed25519Credentials, HmacCredentials, KeyKind
from wizard.core.paste import read_credentials
from wizard.core.permissions import TRADING
from wizard.core.problems import Problem, ProblemError, ProblemId
from wizard.core.secret import Secret
from wizard.core.venue import VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, ReadOnly
from wizard.key_service import Saved
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.server import PracticeServer

API_KEY, SECRET = "A1b2" * 16, "Z9y8" * 16


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with PracticeServer() as server:
        bench = Bench(server, tmp_path / "kept")
        yield bench
        bench.service.close()


def _given_to_the_site(bench: Bench, public_key: str) -> str:
    """What a person does there with a public key; the API key that the page shows then."""
    page = FormClient(bench.server.addresses.pages_url).make_key(
        "Tracker", kind="self", public_key=public_key
    )
    assert "secret" not in page.elements
    return page.text("api-key")


def test_from_the_pair_to_the_program_that_uses_it(bench: Bench) -> None:
    pair = bench.service.pairs.make("  Tax   tool ")
    assert (pair.name, pair.venue) == ("Tax tool", VenueId.PRACTICE)
    assert bench.service.pending_keys() == ()
    assert bench.service.saved_keys() == ()
    # As after a crash right after its making: nothing that was shown is lost.
    assert bench.reopened().pairs.waiting() == (pair,)
    with pytest.raises(ProblemError) as early:
        bench.service.check_pending(pair.record_id)
    assert refused(early) is ProblemId.PAIR_UNFINISHED

    api_key = _given_to_the_site(bench, pair.public_key)
    pending = bench.service.pairs.complete(pair.record_id, f"API Key: {api_key}\n")
    assert (pending.record_id, pending.kind) == (pair.record_id, KeyKind.ED25519)
    assert bench.service.pairs.waiting() == ()
    assert bench.reopened().pending_keys() == (pending,)
    assert bench.service.pairs.public_key(pair.record_id) == pair.public_key

    outcome = bench.service.check_pending(pending.record_id)
    assert isinstance(outcome, CanDoMore)
    assert outcome.switched_on == (TRADING,)
    assert bench.service.saved_keys() == ()
    bench.account.save_permissions(api_key, READ_ONLY)
    saved = bench.service.check_pending(pending.record_id)
    assert isinstance(saved, Saved)
    assert isinstance(bench.reopened().verify(saved.key.record_id).verdict, ReadOnly)

    _, credentials = bench.service.hand_over(saved.key.record_id)
    assert isinstance(credentials, Ed25519Credentials)
    assert credentials.api_key == api_key
    assert isinstance(bench.service.check_only(credentials), ReadOnly)


def test_a_wrong_api_key_can_be_put_right(bench: Bench) -> None:
    """The exchange knows it not, or for another pair; the private key stays the same."""
    pair, other = (bench.service.pairs.make(name) for name in ("One", "Two"))
    theirs = _given_to_the_site(bench, other.public_key)
    bench.service.pairs.complete(pair.record_id, API_KEY)
    unknown = bench.service.check_pending(pair.record_id)
    assert isinstance(unknown, NotAccepted)
    assert unknown.problem.id is ProblemId.KEY_UNKNOWN

    bench.service.pairs.complete(pair.record_id, theirs)
    mixed = bench.service.check_pending(pair.record_id)
    assert isinstance(mixed, NotAccepted)
    assert mixed.problem.id is ProblemId.WRONG_PRIVATE_KEY

    ours = _given_to_the_site(bench, pair.public_key)
    bench.account.save_permissions(ours, READ_ONLY)
    bench.service.pairs.complete(pair.record_id, ours)
    assert isinstance(bench.service.check_pending(pair.record_id), Saved)
    with pytest.raises(ProblemError) as late:
        bench.service.pairs.complete(pair.record_id, API_KEY)
    assert refused(late) is ProblemId.KEY_SAVED_MEANWHILE


def test_what_is_no_api_key_changes_nothing(bench: Bench) -> None:
    made = bench.made("Other")
    bench.service.seal("Other", HmacCredentials(made.api_key, Secret(made.verifier)))
    pair = bench.service.pairs.make("One")
    file = bench.door.path.read_bytes()
    for text, problem_id in [
        (pair.public_key, ProblemId.API_KEY_IS_PUBLIC),
        (f"{API_KEY} {SECRET}", ProblemId.API_KEY_IS_SECRET),
        (f"API Key: {API_KEY[:-1]}", ProblemId.API_KEY_SHAPE),
        ("", ProblemId.API_KEY_EMPTY),
        (made.api_key, ProblemId.KEY_ALREADY_HERE),
    ]:
        with pytest.raises(ProblemError) as error:
            bench.service.pairs.complete(pair.record_id, text)
        assert refused(error) is problem_id
    assert bench.door.path.read_bytes() == file
    with pytest.raises(ProblemError) as gone:
        bench.service.pairs.complete("0" * 16, API_KEY)
    assert refused(gone) is ProblemId.KEY_GONE


def test_a_secret_that_the_exchange_made_has_no_pair(bench: Bench) -> None:
    pending = bench.service.seal("One", HmacCredentials(API_KEY, Secret(SECRET)))
    for act in (
        lambda: bench.service.pairs.complete(pending.record_id, API_KEY),
        lambda: bench.service.pairs.public_key(pending.record_id),
    ):
        with pytest.raises(ProblemError) as error:
            act()
        assert refused(error) is ProblemId.PRIVATE_KEY_UNKNOWN
    assert bench.reopened().pending_keys() == (pending,)


def test_the_name_is_taken_and_given_free_again(bench: Bench) -> None:
    pair = bench.service.pairs.make("One")
    for act in (
        lambda: bench.service.pairs.make("ONE"),
        lambda: bench.service.seal("one", HmacCredentials(API_KEY, Secret(SECRET))),
    ):
        with pytest.raises(ProblemError) as error:
            act()
        assert refused(error) is ProblemId.NAME_TAKEN
    renamed = bench.service.rename(pair.record_id, "Two")
    assert bench.reopened().pairs.waiting() == (renamed,)
    bench.service.discard(pair.record_id)
    bench.service.pairs.make("Two")
    (only,) = bench.reopened().pairs.waiting()
    assert only.public_key != pair.public_key


def test_values_that_the_site_made_itself_take_the_place_of_the_pair(bench: Bench) -> None:
    made = bench.made("One")
    pair = bench.service.pairs.make("One")
    credentials = HmacCredentials(made.api_key, Secret(made.verifier))
    pending = bench.service.seal("One", credentials, pending_id=pair.record_id)
    assert pending.record_id == pair.record_id
    assert bench.reopened().pairs.waiting() == ()
    assert isinstance(bench.service.check_pending(pending.record_id), Saved)


def test_a_pair_can_take_the_place_of_a_saved_key(bench: Bench) -> None:
    old, _ = bench.saved("Tracker")
    pair = bench.service.pairs.make("Tracker", replaces=old.record_id)
    assert bench.service.saved_keys() == (old,)
    api_key = _given_to_the_site(bench, pair.public_key)
    bench.account.save_permissions(api_key, READ_ONLY)
    bench.service.pairs.complete(pair.record_id, api_key)
    outcome = bench.service.check_pending(pair.record_id)
    assert isinstance(outcome, Saved)
    assert bench.reopened().saved_keys() == (outcome.key,)
    assert outcome.key.name == "Tracker"


def test_a_pair_of_another_site_waits_there(bench: Bench) -> None:
    pair = bench.service.pairs.make("One")
    with pytest.raises(ProblemError) as unknown:
        bench.service.pairs.move(pair.record_id, VenueId.BINANCE_COM)
    assert refused(unknown) is ProblemId.OTHER_VENUE
    assert bench.service.pairs.move(pair.record_id, VenueId.PRACTICE) == pair


def test_an_rsa_key_that_is_pasted_is_proven_too(bench: Bench) -> None:
    private_key = generate_private_key(65537, 2048)
    public = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    api_key = _given_to_the_site(bench, public.decode())
    bench.account.save_permissions(api_key, READ_ONLY)
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL):
        pem = private_key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()
        credentials = read_credentials(api_key, pem.replace("\n", "\r\n"))
        assert not isinstance(credentials, Problem)
        pending = bench.service.seal("RSA", credentials)
        assert pending.kind is KeyKind.RSA
        with pytest.raises(ProblemError):
            bench.service.pairs.public_key(pending.record_id)
        # An API key that was wrong can be changed for it as well.
        bench.service.pairs.complete(pending.record_id, API_KEY)
        assert isinstance(bench.service.check_pending(pending.record_id), NotAccepted)
        bench.service.pairs.complete(pending.record_id, api_key)
        outcome = bench.service.check_pending(pending.record_id)
        assert isinstance(outcome, Saved)
        bench.service.remove(outcome.key.record_id)
