"""The two witnesses of a check: what is reported, and what becomes of a test order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wizard.core.credentials import Fingerprint
from wizard.core.evidence import (
    Evidence,
    Finding,
    PermissionsSeen,
    Refused,
    TestOrder,
    Unanswered,
)
from wizard.core.permissions import Permissions
from wizard.core.problems import ProblemId
from wizard.core.venue import VenueId
from wizard.exchange.conversation import Conversation


def hear(
    conversation: Conversation,
    subject: Fingerprint,
    venue: VenueId,
    *,
    try_test_order: bool,
    on_permissions: Callable[[PermissionsSeen], None],
    clock: Callable[[], datetime],
) -> Finding:
    """Ask for the report first, then try an order where that says more. `clock`: aware UTC."""
    seen = conversation.ask_permissions()
    order_tried: TestOrder = TestOrder.OFF
    wait: Unanswered | None = None
    if isinstance(seen, Refused) and seen.problem.id is ProblemId.NOT_ALLOWED:
        # A key that may not read can still trade: an order that passes says more than the no.
        if not try_test_order:
            return seen
        order_tried, wait = conversation.ask_test_order()
        if order_tried is not TestOrder.ACCEPTED:
            return wait or seen
        seen = PermissionsSeen(None, 0, conversation.clock_off_ms)
        checked_at = clock()
    elif not isinstance(seen, PermissionsSeen):
        return seen
    else:
        checked_at = clock()
        on_permissions(seen)
        if _order_says_more(seen.permissions, try_test_order=try_test_order):
            order_tried, wait = conversation.ask_test_order()
    return Evidence(
        subject=subject,
        venue=venue,
        permissions=seen.permissions,
        test_order=order_tried,
        checked_at=checked_at,
        answered_ms=seen.answered_ms,
        clock_off_ms=seen.clock_off_ms,
        wait=wait,
    )


def _order_says_more(permissions: Permissions | None, *, try_test_order: bool) -> bool:
    if permissions is None:  # the order is the only witness, whatever anybody prefers
        return True
    return try_test_order and permissions.reading and not permissions.switched_on
