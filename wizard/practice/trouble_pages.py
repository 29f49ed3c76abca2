"""The page “What could go wrong?”: every trouble with a switch, and one switch for all.

Open to everybody without logging in, so that trouble can be switched off from any page.
"""

from dataclasses import dataclass, replace

from aiohttp import web

from wizard.practice.account_pages import own_path
from wizard.practice.page_visit import Visit
from wizard.practice.trouble_words import TROUBLE_WORDS
from wizard.practice.trouble_words.words import TroubleWords
from wizard.practice.troubles import Trouble, TroubleGroup, group_of, switched_on, troubles_of

_HERE = "/trouble"


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    words: TroubleWords
    on: bool


@dataclass(frozen=True, slots=True)
class _Group:
    id: str
    title: str
    rows: tuple[_Row, ...]


def show_troubles(visit: Visit) -> web.Response:
    """Every trouble that makes sense on this kind of site, group by group."""
    return visit.page("trouble.html", groups=[_group(visit, group) for group in TroubleGroup])


def switch_trouble(visit: Visit) -> web.Response:
    """One trouble on or off, as the form says; sent twice it does no more than once."""
    account = visit.site.account
    name = visit.request.match_info["name"]
    if name not in troubles_of(account.site):
        raise web.HTTPNotFound
    trouble = Trouble(name)
    before = account.behaviours.troubles
    after = switched_on(before, trouble) if visit.field("switch") == "on" else before - {trouble}
    account.behaviours = replace(account.behaviours, troubles=after)
    return visit.go(f"{_HERE}#row-{name}", _what_changed(before, after))


def switch_all_off(visit: Visit) -> web.Response:
    """Back to good weather, and back to the page the button was on."""
    account = visit.site.account
    account.behaviours = replace(account.behaviours, troubles=frozenset())
    page = own_path(visit.field("back"))
    # Like saving there: a secret that is on the page stays on it.
    key_reference = page.removeprefix("/keys/")
    if visit.session.still_shows(key_reference, visit.field("ticket")):
        visit.session.show_secret_next(key_reference)
    return visit.go(page, "All trouble is off. The practice exchange works as it should.")


def _group(visit: Visit, group: TroubleGroup) -> _Group:
    account = visit.site.account
    on = account.behaviours.troubles
    rows = tuple(
        _Row(trouble.value, TROUBLE_WORDS[trouble], trouble in on)
        for trouble in troubles_of(account.site)
        if group_of(trouble) is group
    )
    return _Group(f"group-{group.name.lower()}", group.value, rows)


def _what_changed(before: frozenset[Trouble], after: frozenset[Trouble]) -> str:
    changes = (("Switched on", after - before), ("Switched off", before - after))
    return " ".join(f"{words}: {_titles(some)}." for words, some in changes if some)


def _titles(some: frozenset[Trouble]) -> str:
    return ", ".join(TROUBLE_WORDS[trouble].title for trouble in Trouble if trouble in some)
