"""Walks the practice exchange's pages over HTTP like a browser without scripts."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

_VOID = {"input", "link", "meta", "br", "hr", "img"}
_TIMEOUT_S = 10.0


class PageWalkError(RuntimeError):
    """The page is not as the walker expects it; the text names what is missing."""


@dataclass(slots=True)
class _Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    boxes: set[str] = field(default_factory=set)


class _Page(HTMLParser):
    """Forms and texts by id, links by their words."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.forms: dict[str, _Form] = {}
        self.texts: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self._form: _Form | None = None
        self._area: str | None = None
        self._open: list[tuple[str, str | None, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = attributes.get("method", "get").lower()
            self._form = _Form(attributes.get("action", self.url), method)
            self.forms[attributes.get("id", "")] = self._form
        elif tag in {"input", "textarea"} and self._form is not None:
            self._read_field(tag, attributes, self._form)
        if tag not in _VOID:
            link = attributes.get("href") if tag == "a" else None
            self._open.append((tag, attributes.get("id"), link))

    def handle_endtag(self, tag: str) -> None:
        if any(opened == tag for opened, _, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        for _, name, link in self._open:
            if name is not None:
                self.texts[name] = self.texts.get(name, "") + data
            if link is not None and data.strip():
                self.links[data.strip()] = link
        if self._area is not None and self._form is not None:
            self._form.fields[self._area] += data

    def _read_field(self, tag: str, attributes: dict[str, str], form: _Form) -> None:
        name, kind = attributes.get("name", ""), attributes.get("type", "text")
        if tag == "textarea":
            form.fields[name] = ""
            self._area = name
        elif kind == "checkbox":
            form.boxes.add(name)
        if tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in attributes):
            form.fields[name] = attributes.get("value", "on")


class PageWalker:
    """One browser, logged in to one site; raises PageWalkError when a page lacks something."""

    def __init__(self, site: str) -> None:
        self._site = site
        handler = urllib.request.HTTPCookieProcessor(CookieJar())
        # No proxy: the pages are on this computer, whatever the environment says.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), handler)
        self._page = _Page(site, "")

    def open(self, address: str) -> None:
        """Go to an address or a path of the site."""
        self._get(urllib.request.Request(urljoin(self._site, address)))

    def follow(self, words: str) -> None:
        """Follow the first link that says `words`."""
        if words not in self._page.links:
            raise PageWalkError(f"The page has no link “{words}”.")
        self.open(urljoin(self._page.url, self._page.links[words]))

    def has_form(self, form_id: str) -> bool:
        """Whether this page has the form."""
        return form_id in self._page.forms

    def is_ticked(self, form_id: str, box: str) -> bool:
        """Whether a tick box of a form is ticked."""
        return box in self._form(form_id).fields

    def text(self, element_id: str) -> str:
        """The text of an element, white space folded."""
        if element_id not in self._page.texts:
            raise PageWalkError(f"The page has no element “{element_id}”.")
        return " ".join(self._page.texts[element_id].split())

    def send(self, form_id: str, **values: str) -> None:
        """Send a form as it stands, with these values typed in."""
        form = self._form(form_id)
        self._send(form, {**form.fields, **values})

    def send_boxes(self, form_id: str, **ticked: bool) -> None:
        """Send a form after ticking or unticking some of its boxes."""
        form = self._form(form_id)
        missing = set(ticked) - form.boxes
        if missing:
            raise PageWalkError(f"The form has no box “{min(missing)}”.")
        fields = {name: value for name, value in form.fields.items() if ticked.get(name, True)}
        fields |= {name: "on" for name, value in ticked.items() if value and name not in fields}
        self._send(form, fields)

    def _form(self, form_id: str) -> _Form:
        if form_id not in self._page.forms:
            raise PageWalkError(f"The page has no form “{form_id}”.")
        return self._page.forms[form_id]

    def _send(self, form: _Form, fields: dict[str, str]) -> None:
        url, body = urljoin(self._page.url, form.action), urlencode(fields)
        if form.method == "get":
            self._get(urllib.request.Request(f"{url}?{body}" if body else url))
        else:
            self._get(urllib.request.Request(url, body.encode()))

    def _get(self, request: urllib.request.Request) -> None:
        if not request.full_url.startswith(self._site):
            raise PageWalkError("The page leads away from the practice exchange.")
        try:
            with self._opener.open(request, timeout=_TIMEOUT_S) as answer:
                self._page = _Page(answer.geturl(), answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                raise PageWalkError(f"The page answered with HTTP {error.code}.") from None
        except OSError:
            raise PageWalkError("The practice exchange does not answer.") from None
