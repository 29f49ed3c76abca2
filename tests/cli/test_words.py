"""What is printed: columns, problems, verdicts, JSON, exit statuses."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.core.checked_keys import read_only, saved_key
from wizard.cli.columns import aligned, width
from wizard.cli.exit_codes import ExitCode, worst_of
from wizard.cli.key_json import Named, never_checked_json, past_json, unasked_json, verdict_json
from wizard.cli.problem_text import problem_text
from wizard.cli.terminal import Terminal
from wizard.cli.verdict_text import found_words, verdict_text
from wizard.core.credentials import Fingerprint, HmacCredentials
from wizard.core.evidence import Evidence, TestOrder
from wizard.core.permissions import MUST_BE_REPORTED_OFF, READING, TRADING, Permissions
from wizard.core.problem_words import WORDS, exchange, keeping, network, opening
from wizard.core.problems import Problem, ProblemId
from wizard.core.saved_key import PastCheck, VerdictWord
from wizard.core.secret import Secret
from wizard.core.venue import Grade, VenueId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, judge

NOW = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
OFF = dict.fromkeys(MUST_BE_REPORTED_OFF, False)
NAMED = Named("Tax tool", VenueId.PRACTICE, "A" * 60 + "last")


def evidence(flags: Mapping[str, bool], order: TestOrder = TestOrder.REFUSED) -> Evidence:
    return Evidence(
        subject=Fingerprint.of(HmacCredentials("A" * 64, Secret("B" * 64))),
        venue=VenueId.PRACTICE,
        permissions=Permissions({READING: True, **OFF, **flags}, 1),
        test_order=order,
        checked_at=NOW,
        answered_ms=80,
    )


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ((), 3),
        ((0,), 0),
        ((0, 3), 3),
        ((0, 3, 4), 4),
        ((0, 3, 4, 2), 2),
        ((0, 3, 4, 2, 1), 1),
    ],
)
def test_the_worst_of_several(codes: tuple[int, ...], worst: int) -> None:
    for order in itertools.permutations(codes):
        assert worst_of(ExitCode(code) for code in order) == worst


@pytest.mark.parametrize("problem_id", ProblemId)
def test_every_problem_has_an_exit_status_that_fits(problem_id: ProblemId) -> None:
    code = ExitCode.of_problem(problem_id)

    if problem_id.name.startswith("EXPORT_"):
        assert code is ExitCode.OUTPUT_LOST
    elif problem_id in keeping.WORDS or problem_id in opening.WORDS:
        assert code is ExitCode.VAULT
    elif problem_id in network.WORDS or problem_id in exchange.WORDS:
        assert code is ExitCode.NOT_CHECKED
    else:
        assert int(code) in {2, 3, 64, 69, 70, 74}


@pytest.mark.parametrize("problem_id", ProblemId)
def test_every_problem_is_told_in_three_parts(problem_id: ProblemId) -> None:
    class Blanks(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return f"«{name}»"

    problem = Problem(problem_id, "HTTP 400", Blanks())
    lines = problem_text(problem, "Tax tool").splitlines()

    assert lines[0] == f"Tax tool: {problem.what}"
    assert lines[1] == problem.means
    assert lines[2] == f"What to do: {problem.do}"
    assert lines[-1] == f"({problem_id.value}; HTTP 400)"


def test_columns_of_any_alphabet() -> None:
    rows = [("name", "x"), ("税ツール", "y"), ("e\u0301te\u0301", "z"), ("", "")]

    lines = aligned(rows, "  ").split("\n")

    assert [width(line[: line.rindex(end)]) for line, end in zip(lines, "xyz", strict=False)] == [
        12
    ] * 3
    assert lines[3] == ""


def test_words_of_an_answer_cannot_command_the_terminal() -> None:
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(io.BytesIO(), out, err, interactive=False)
    # The name of a permission comes from whoever answered.
    flags = {"\x1b]0;owned\x07\x1b[2J\u202egnp": True}

    terminal.say(verdict_text(judge(evidence(flags))))
    terminal.complain("\x1b[31m\u202e")

    said = out.getvalue() + err.getvalue()
    assert "owned" in said
    assert all(c.isprintable() or c == "\n" for c in said)


def test_every_fact_of_a_verdict_is_told() -> None:
    verdict = judge(evidence({"enableFutures": True, "enableNewThing": True, "ipRestrict": True}))

    lines = verdict_text(verdict).splitlines()

    assert "! Futures                          on, but must be off" in lines
    assert "! enableNewThing                   on, but must be off" in lines
    assert "  Restricted to your IP addresses  on" in lines
    assert "untick “Enable Futures” and “enableNewThing”" in lines[-1]


def test_flags_that_lie_are_not_believed() -> None:
    verdict = judge(evidence({}, TestOrder.ACCEPTED))
    assert isinstance(verdict, CanDoMore)

    text = verdict_text(verdict)

    assert "\n! Test order " in text
    assert "\n! Spot & margin trading       off, as the exchange says\n" in text
    assert "accepted: this key can trade" in text
    assert "delete it at the exchange" in text
    assert "untick" not in text


def test_the_json_of_a_verdict() -> None:
    document = verdict_json(NAMED, ReadOnly(evidence({}), Grade.FULL), NOW)

    assert document == {
        "name": "Tax tool",
        "venue": "practice",
        "grade": "full",
        "api_key_last4": "last",
        "verdict": "read-only",
        "switched_on": [],
        "evidence": {
            "permissions": {READING: True, **OFF},
            "test_order": "refused",
            "checked_at": "2026-11-22T12:00:00.123+00:00",
        },
        "problem": None,
    }
    for verdict in (
        NotAccepted(Problem(ProblemId.KEY_UNKNOWN)),
        NotChecked(Problem(ProblemId.CANCELLED)),
    ):
        refused = verdict_json(NAMED, verdict, NOW)
        assert list(refused) == list(document)
        assert refused["evidence"] == {
            "permissions": {},
            "test_order": "off",
            "checked_at": "2026-11-22T12:00:00.123+00:00",
        }
    assert list(never_checked_json(NAMED)) == list(document)
    assert list(unasked_json(NAMED, Problem(ProblemId.DISK_FULL))) == list(document)


@pytest.mark.parametrize("problem_id", WORDS)
def test_a_problem_of_the_past_has_words_though_its_values_are_gone(problem_id: ProblemId) -> None:
    past = PastCheck(NOW, VerdictWord.NOT_CHECKED, None, (), "off", problem_id)

    document = past_json(NAMED, past)

    problem = document["problem"]
    assert isinstance(problem, dict)
    assert problem["id"] == problem_id.value
    assert "{" not in str(problem["means"]) + str(problem["what"])
    json.dumps(document)


def test_a_switched_on_field_is_listed_as_the_exchange_names_it() -> None:
    document = verdict_json(NAMED, judge(evidence({TRADING: True})), NOW)

    assert document["verdict"] == "can-do-more"
    assert document["switched_on"] == [TRADING]


@pytest.mark.parametrize("order", [TestOrder.OFF, TestOrder.SILENT])
def test_a_report_without_a_refused_order_is_said_to_stand_alone(order: TestOrder) -> None:
    alone = "No test order was refused, so this rests on the exchange's report alone."
    assert alone in verdict_text(judge(evidence({}, order)))
    assert alone not in verdict_text(judge(evidence({})))
    key = saved_key("Tax")
    assert found_words(key, read_only()) == "Read-only"
    found = found_words(key, replace(read_only(), test_order=order.value))
    assert found == "Read-only by its report alone"
