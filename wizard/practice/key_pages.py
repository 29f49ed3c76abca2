"""The pages of the keys: the list, the new key with its secret, and editing one later."""

from collections.abc import Callable
from functools import wraps

from aiohttp import web

from wizard.practice.account import IpListRefusedError, UnknownKeyError
from wizard.practice.page_visit import Visit
from wizard.practice.permission_boxes import (
    ONLY_READING,
    WITHDRAWALS,
    boxes_of,
)
from wizard.practice.practice_key import KeyKind, PracticeKey

_KEYS = "/api-management"
_NEEDS_IP_LIST = (
    "“Enable Withdrawals” needs a list of trusted IP addresses first. Nothing was saved. Leave the"
    " box empty, or add the list {where}."
)


def _for_key(
    answer: Callable[[Visit, PracticeKey], web.Response],
) -> Callable[[Visit], web.Response]:
    """A page about one key; for a key that is gone it leads back to the list."""

    @wraps(answer)
    def find(visit: Visit) -> web.Response:
        for key in visit.site.account.all_keys():
            if key.reference == visit.reference():
                try:
                    return answer(visit, key)
                except UnknownKeyError:
                    break  # deleted this very moment
        return visit.go(_KEYS, "That key does not exist any more.")

    return find


def key_page(key: PracticeKey) -> str:
    """The address of one key's page."""
    return f"/keys/{key.reference}"


def keys_page(visit: Visit, *, problem: str = "", problem_field: str = "") -> web.Response:
    """API management: a new key, the list of keys, and the third of July 2018."""
    # What was typed comes back, except a key: it might be the private one.
    return visit.page(
        "api_management.html",
        problem=problem,
        problem_field=problem_field,
        keys=visit.site.account.all_keys(),
        name=visit.field("name"),
        kind=visit.field("kind"),
        takes_public_keys=visit.site.account.site.takes_public_keys,
    )


def show_keys(visit: Visit) -> web.Response:
    """API management."""
    return keys_page(visit)


def delete_every_key(visit: Visit) -> web.Response:
    """What the exchange did on 3 July 2018."""
    count = visit.site.account.delete_every_key()
    return visit.go(_KEYS, f"Keys deleted: {count}. Every program that used one is locked out now.")


@_for_key
def show_key(visit: Visit, key: PracticeKey) -> web.Response:
    """Steps 7 to 10: the key, its secret at the first look, and the boxes."""
    return _key_page(visit, key, visit.session.open_key_page(key.reference))


@_for_key
def save_permissions(visit: Visit, key: PracticeKey) -> web.Response:
    """Step 7: “Save” beside the boxes."""
    ticket = visit.field("ticket")
    shows_secret = visit.session.still_shows(key.reference, ticket)
    wanted = _ticked(visit)
    if WITHDRAWALS in wanted and not key.ip_list:
        problem = _NEEDS_IP_LIST.format(where="under “Edit restrictions”")
        shown = ticket if shows_secret else ""
        return _key_page(visit, key, shown, problem=problem, ticked=wanted)
    visit.site.account.save_permissions(key.api_key, wanted)
    if shows_secret:
        visit.session.show_secret_next(key.reference)
    return visit.go(key_page(key), _saved(visit, wanted))


@_for_key
def show_edit(visit: Visit, key: PracticeKey) -> web.Response:
    """“Edit restrictions”."""
    return _edit_page(visit, key)


@_for_key
def edit_permissions(visit: Visit, key: PracticeKey) -> web.Response:
    """“Save” beside the boxes, later."""
    wanted = _ticked(visit)
    if WITHDRAWALS in wanted and not key.ip_list:
        problem = _NEEDS_IP_LIST.format(where="further down")
        return _edit_page(visit, key, problem=problem, ticked=wanted)
    visit.site.account.save_permissions(key.api_key, wanted)
    return visit.go(f"{key_page(key)}/edit", _saved(visit, wanted))


@_for_key
def save_ip_list(visit: Visit, key: PracticeKey) -> web.Response:
    """From which addresses the key may be used."""
    typed = visit.field("ip_addresses")
    if WITHDRAWALS in key.permissions and not typed.strip():
        return _edit_page(
            visit,
            key,
            problem="“Enable Withdrawals” is on, and it needs this list. Untick it first.",
            typed_addresses=typed,
        )
    try:
        visit.site.account.save_ip_list(key.api_key, typed.replace(",", " ").split())
    except IpListRefusedError as refusal:
        return _edit_page(visit, key, problem=str(refusal), typed_addresses=typed)
    return visit.go(f"{key_page(key)}/edit", "Saved.")


@_for_key
def delete_key(visit: Visit, key: PracticeKey) -> web.Response:
    """One key goes."""
    visit.site.account.delete_key(key.api_key)
    return visit.go(_KEYS, f"The key “{key.label}” is deleted.")


def _saved(visit: Visit, wanted: frozenset[str]) -> str:
    boxes = boxes_of(visit.site.account.site)
    more = [box.label for box in boxes if box.field in wanted - ONLY_READING]
    if more:
        return "Saved. This key can do more than read: " + ", ".join(more) + "."
    return "Saved. This key can only read." if wanted else "Saved. This key can do nothing."


def _ticked(visit: Visit) -> frozenset[str]:
    return frozenset(
        box.field for box in boxes_of(visit.site.account.site) if box.field in visit.form
    )


def _key_page(
    visit: Visit,
    key: PracticeKey,
    ticket: str,
    *,
    problem: str = "",
    ticked: frozenset[str] | None = None,
) -> web.Response:
    """With a ticket, the page shows the secret."""
    return visit.page(
        "key.html",
        problem=problem,
        key=key,
        has_secret=key.kind is KeyKind.HMAC,
        ticket=ticket,
        ticked=key.permissions if ticked is None else ticked,
    )


def _edit_page(
    visit: Visit,
    key: PracticeKey,
    *,
    problem: str = "",
    ticked: frozenset[str] | None = None,
    typed_addresses: str | None = None,
) -> web.Response:
    return visit.page(
        "edit_key.html",
        problem=problem,
        key=key,
        ticked=key.permissions if ticked is None else ticked,
        typed_addresses="\n".join(key.ip_list) if typed_addresses is None else typed_addresses,
    )
