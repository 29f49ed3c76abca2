"""Which files are mutated, and which tests are asked first about each."""

from __future__ import annotations

_ANSWERS = (
    "tests/exchange/test_response_meaning.py",
    "tests/exchange/test_response_fates.py",
    "tests/exchange/test_response_words.py",
    "tests/exchange/test_response_tables.py",
    "tests/exchange/test_pauses.py",
)
_CONVERSATION = (
    "tests/exchange/test_response_conversation.py",
    "tests/exchange/test_response_second_look.py",
    "tests/exchange/test_response_pauses.py",
)

CLOSEST: dict[str, tuple[str, ...]] = {
    "wizard/core/verdict.py": (
        "tests/core/test_verdict.py",
        "tests/core/test_verdict_limits.py",
        "tests/core/test_weaker_grade.py",
    ),
    "wizard/core/permissions.py": (
        "tests/core/test_permissions.py",
        "tests/core/test_permission_reasons.py",
        "tests/exchange/test_response_tables.py",
        "tests/core/test_verdict_limits.py",
        "tests/core/test_verdict.py",
    ),
    "wizard/core/strict_json.py": (
        "tests/core/test_strict_json.py",
        "tests/core/test_permissions.py",
    ),
    "wizard/core/second_thoughts.py": ("tests/core/test_second_thoughts.py",),
    "wizard/core/pause.py": (
        "tests/core/test_pause.py",
        "tests/core/test_verdict_limits.py",
        "tests/exchange/test_response_tables.py",
    ),
    "wizard/exchange/diagnosis.py": _ANSWERS,
    "wizard/exchange/refusals.py": _ANSWERS,
    "wizard/exchange/error_body.py": _ANSWERS,
    "wizard/exchange/pauses.py": _ANSWERS,
    "wizard/exchange/failure_causes.py": _ANSWERS,
    "wizard/exchange/server_clock.py": _ANSWERS,
    "wizard/exchange/conversation.py": _CONVERSATION,
}
# For what is alive after that. Most of them talk over real sockets, so they come last.
ALL_TESTS = (
    "tests/core/test_weaker_grade.py",
    "tests/exchange/test_error_table.py",
    "tests/exchange/test_conversation.py",
    "tests/exchange/test_answers.py",
    "tests/exchange/test_greeting.py",
)
