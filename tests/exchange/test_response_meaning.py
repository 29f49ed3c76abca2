"""What every status and every code means, said a second time: no socket, only replies."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from wizard.core.credentials import KeyKind
from wizard.core.evidence import Refused, Unanswered
from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind
from wizard.core.time_words import at_time
from wizard.core.venue import Venue, VenueId
from wizard.exchange.circumstances import Circumstances
from wizard.exchange.diagnosis import diagnose, unreadable
from wizard.exchange.failure_causes import problem_of
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
A_MINUTE = NOW + timedelta(seconds=60)
HTML = b" \n<html>"
COM = Venue(VenueId.BINANCE_COM, "Binance.com", "https://api.example", {})
US = Venue(VenueId.BINANCE_US, "Binance.US", "https://api.example", {})
HERE = Venue(VenueId.PRACTICE, "Practice", "http://127.0.0.1:8", {})
CHOSEN = Proxy(ProxyKind.HTTP, "chosen.example", 3128)
NOT_USED = Proxy(ProxyKind.SOCKS5, "named.example", 1080)


def asked(venue: Venue = COM, **more: object) -> Circumstances:
    return Circumstances(venue, 20.0, lambda: NOW, **more)  # type: ignore[arg-type]


def says(status: int, code: object = None, msg: object = "", wait: str | None = None) -> Answer:
    body = HTML if code is None else json.dumps({"code": code, "msg": msg}).encode()
    return Answer(status, body, wait)


# The meaning of codes, from the documentation, written down a second time on purpose.
TROUBLE = (-1000, -1001, -1006, -1007, -1008, -1016)
PARAMETERS = (-1100, -1102, -1121, -1198, -1199)
REFUSALS = {
    -2014: ProblemId.KEY_SHAPE_REFUSED,
    -2008: ProblemId.KEY_UNKNOWN,
    -2015: ProblemId.NOT_ALLOWED,
    -1022: ProblemId.WRONG_SECRET,
}
CODES = (None, 0, 1, -1, -1002, -1009, -1200, -1099, -2011, -1003, -1021, *TROUBLE, *PARAMETERS)
STATUSES = (
    *(302, 399, 400, 401, 402, 403, 404, 418, 429, 450, 451, 452, 499),
    *(500, 503, 511, 599),
)


def meaning(status: int, code: int | None) -> ProblemId:
    """What the exchange's documentation says of an answer that is none to the question."""
    if status < 400:
        return ProblemId.ANSWER_UNREADABLE
    if status in {400, 401} and code in REFUSALS:
        return REFUSALS[code]
    by_status = {
        418: ProblemId.BANNED,
        429: ProblemId.TOO_MANY_REQUESTS,
        451: ProblemId.LOCATION_REFUSED,
        403: ProblemId.FIREWALL,
        511: ProblemId.LOGIN_PAGE,
    }
    if status in by_status:
        return by_status[status]
    by_code = dict.fromkeys(PARAMETERS, ProblemId.REQUEST_MALFORMED)
    by_code |= {-1003: ProblemId.TOO_MANY_REQUESTS, -1021: ProblemId.CLOCK_OFF}
    if status in {400, 401} and code in by_code:
        return by_code[code]
    if status >= 500 or code in TROUBLE:
        return ProblemId.SERVER_TROUBLE
    return ProblemId.ANSWER_UNREADABLE if code is None else ProblemId.UNKNOWN_ERROR


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("code", [*CODES, *REFUSALS])
def test_every_status_with_every_code(status: int, code: int | None) -> None:
    found = diagnose(says(status, code), asked(kind=KeyKind.HMAC))

    expected = meaning(status, code)
    assert found.problem.id is expected
    assert isinstance(found, Refused) is (expected in REFUSALS.values())
    told = f"HTTP {status}"
    assert found.problem.technical == (
        told if code is None or status < 400 else f"{told}, code {code}"
    )
    asks_for_a_pause = expected in {ProblemId.BANNED, ProblemId.TOO_MANY_REQUESTS}
    until = getattr(found, "until", None)
    assert until == (A_MINUTE if asks_for_a_pause else None)
    if asks_for_a_pause:
        assert found.problem.values == {"until": at_time(A_MINUTE, NOW)}


def test_a_code_in_an_answer_that_is_no_error_is_no_error() -> None:
    """A proof of a permission may hold a field "code"; only 4xx and 5xx carry error codes."""
    for status in (200, 201, 302, 399):
        assert isinstance(diagnose(says(status, -2015), asked()), Unanswered)


@pytest.mark.parametrize("code", ["-2015", True, -2015.0, [-2015], {"code": -2015}])
def test_a_code_is_a_whole_number(code: object) -> None:
    found = diagnose(says(401, code), asked())
    assert found == Unanswered(Problem(ProblemId.ANSWER_UNREADABLE, "HTTP 401"))


@pytest.mark.parametrize("kind", [*KeyKind, None])
def test_a_wrong_signature_is_told_by_the_kind_of_key(kind: KeyKind | None) -> None:
    expected = {
        KeyKind.ED25519: ProblemId.WRONG_PRIVATE_KEY,
        KeyKind.RSA: ProblemId.WRONG_PRIVATE_KEY,
    }.get(kind or KeyKind.HMAC, ProblemId.WRONG_SECRET)
    found = diagnose(says(400, -1022), asked(kind=kind))
    assert found == Refused(Problem(expected, "HTTP 400, code -1022"))


SITES = {
    VenueId.BINANCE_COM: ("Binance.com", "Binance.US"),
    VenueId.BINANCE_US: ("Binance.US", "Binance.com"),
    VenueId.PRACTICE: ("The practice exchange", None),
    VenueId.PRACTICE_US: ("The practice exchange", None),
}


@pytest.mark.parametrize("venue_id", VenueId)
@pytest.mark.parametrize("code", [-2008, -2015])
def test_an_unknown_key_may_belong_to_another_site(venue_id: VenueId, code: int) -> None:
    spoken, other = SITES[venue_id]
    venue = Venue(venue_id, "", "https://api.example", {})
    found = diagnose(says(401, code), asked(venue))

    assert isinstance(found, Refused)
    assert found.problem.values["venue"] == spoken
    named = found.problem.values["other_sites"]
    assert named == ("" if other is None else f", such as {other} or a testnet")
    if code == -2008:
        assert f"{spoken} does not know" in found.problem.what


def test_a_key_that_is_not_let_in_is_known_only_where_unknown_keys_are_told_apart() -> None:
    ids = {venue.id: diagnose(says(401, -2015), asked(venue)).problem.id for venue in (COM, US)}
    assert ids == {COM.id: ProblemId.NOT_ALLOWED, US.id: ProblemId.KEY_NOT_LET_IN}


@pytest.mark.parametrize("venue", [COM, US])
def test_the_address_that_the_exchange_sees_is_said(venue: Venue) -> None:
    words = "Invalid API-key, IP, or permissions for action, request ip: 203.0.113.7"
    problem = diagnose(says(401, -2015, words), asked(venue)).problem

    assert problem.values["address"] == "203.0.113.7"
    assert problem.values["address_seen"] == "It sees you at 203.0.113.7. "
    without = diagnose(says(401, -2015), asked(venue)).problem
    assert set(without.values) == {"venue", "other_sites"}


def test_a_clock_that_is_off_is_said_in_words() -> None:
    found = diagnose(says(400, -1021), asked(clock_off_ms=720_000))
    assert found == Unanswered(
        Problem(ProblemId.CLOCK_OFF, "HTTP 400, code -1021", {"offset": "12 minutes behind"})
    )


@pytest.mark.parametrize("off_ms", [0, 1, -1, 999, -999])
def test_a_clock_that_agrees_is_not_called_wrong(off_ms: int) -> None:
    found = diagnose(says(400, -1021), asked(clock_off_ms=off_ms))
    assert found == Unanswered(Problem(ProblemId.CLOCK_DISPUTED, "HTTP 400, code -1021"))
    assert "clock is wrong" not in found.problem.what


@pytest.mark.parametrize("off_ms", [None, 1000, -1000])
def test_a_clock_that_may_be_off_is_called_wrong(off_ms: int | None) -> None:
    found = diagnose(says(400, -1021), asked(clock_off_ms=off_ms))
    assert found.problem.id is ProblemId.CLOCK_OFF


@pytest.mark.parametrize("status", [418, 429, 400, 401])
def test_a_pause_is_as_long_as_the_header_says(status: int) -> None:
    found = diagnose(says(status, -1003, wait="7200"), asked())
    assert isinstance(found, Unanswered)
    assert found.until == NOW + timedelta(hours=2)
    assert found.problem.values == {"until": at_time(NOW + timedelta(hours=2), NOW)}


@pytest.mark.parametrize(
    "reply",
    [
        says(401, -2008),
        says(401, -2015),
        says(429, -1003),
        says(400, -1021),
        Failure(Cause.TIMED_OUT, Stage.BODY),
    ],
)
def test_what_fills_a_problem_cannot_be_changed_afterwards(reply: Reply) -> None:
    values = diagnose(reply, asked()).problem.values
    assert values
    with pytest.raises(TypeError):
        values["venue"] = "another"  # type: ignore[index]


@pytest.mark.parametrize(
    ("body", "problem_id"),
    [
        (b"<html>", ProblemId.LOGIN_PAGE),
        (b" \r\n\t<!DOCTYPE html>", ProblemId.LOGIN_PAGE),
        (b"\xef\xbb\xbf<html>", ProblemId.LOGIN_PAGE),
        (b"{}", ProblemId.ANSWER_UNREADABLE),
        (b'{"<html>": true}', ProblemId.ANSWER_UNREADABLE),
        (b"", ProblemId.ANSWER_UNREADABLE),
        (b"x<html>", ProblemId.ANSWER_UNREADABLE),
    ],
)
def test_a_page_instead_of_an_answer(body: bytes, problem_id: ProblemId) -> None:
    found = unreadable(Answer(200, body), "for a reason")
    assert found == Unanswered(Problem(problem_id, "HTTP 200, for a reason"))


# No answer at all

CAUSES = {
    Cause.NO_NETWORK: ProblemId.NO_NETWORK,
    Cause.NAME_UNKNOWN: ProblemId.ADDRESS_UNKNOWN,
    Cause.UNREACHABLE: ProblemId.EXCHANGE_UNREACHABLE,
    Cause.PROXY_UNREACHABLE: ProblemId.PROXY_UNREACHABLE,
    Cause.PROXY_REFUSED: ProblemId.PROXY_REFUSED,
    Cause.PROXY_LOGIN: ProblemId.PROXY_LOGIN,
    Cause.PROXY_UNREADABLE: ProblemId.PROXY_UNREADABLE,
    Cause.BROKEN: ProblemId.CONNECTION_BROKEN,
    Cause.CERTIFICATE: ProblemId.TLS_REFUSED,
    Cause.CERTIFICATE_DATE: ProblemId.CERTIFICATE_DATE,
    Cause.TIMED_OUT: ProblemId.TIMED_OUT,
    Cause.TOO_LARGE: ProblemId.ANSWER_TOO_LARGE,
    Cause.REDIRECTED: ProblemId.REDIRECTED,
    Cause.GARBLED: ProblemId.ANSWER_UNREADABLE,
    Cause.OURS: ProblemId.PROGRAM_FAULT,
}


def test_every_cause_is_a_problem_of_its_own() -> None:
    assert set(CAUSES) == set(Cause)
    for cause, problem_id in CAUSES.items():
        failure = Failure(cause, Stage.TLS, "EIO")
        found = diagnose(failure, asked())
        values = {"seconds": "20", "proxy": ""}
        assert found == Unanswered(Problem(problem_id, f"{cause} while {Stage.TLS}: EIO", values))


def test_the_proxy_that_was_chosen_is_named() -> None:
    problem = problem_of(Failure(Cause.PROXY_REFUSED, Stage.PROXY), asked(proxy=CHOSEN))
    assert problem.values == {"seconds": "20", "proxy": "http://chosen.example:3128"}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("venue", [COM, HERE])
@pytest.mark.parametrize("proxy", [None, CHOSEN])
@pytest.mark.parametrize("named", [None, NOT_USED])
def test_when_a_proxy_would_help(
    stage: Stage, venue: Venue, proxy: Proxy | None, named: Proxy | None
) -> None:
    """Nothing led out, nobody chose a proxy, one is named, and the exchange is not here."""
    failure = Failure(Cause.TIMED_OUT, stage)
    problem = problem_of(failure, asked(venue, proxy=proxy, proxy_not_used=named))

    no_way_out = stage in {Stage.NAME, Stage.CONNECT}
    helps = no_way_out and venue is COM and proxy is None and named is not None
    assert problem.id is (ProblemId.PROXY_NEEDED if helps else ProblemId.TIMED_OUT)
    shown = named if helps else proxy
    assert problem.values["proxy"] == ("" if shown is None else shown.url)


def test_the_wait_is_said_as_it_is() -> None:
    for deadline_s, words in ((20.0, "20"), (0.5, "0.5")):
        circumstances = Circumstances(COM, deadline_s, lambda: NOW)
        problem = problem_of(Failure(Cause.TIMED_OUT, Stage.BODY), circumstances)
        assert problem.values["seconds"] == words
