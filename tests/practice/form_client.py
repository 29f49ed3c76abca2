"""A browser without scripts: keeps cookies, follows redirects, reads and sends forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

_VOID = {"input", "link", "meta", "br", "hr", "img"}


@dataclass
class Form:
    """One form with the values that a browser would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


@dataclass
class Element:
    """An element that has an id."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """What a page holds, as far as tests ask."""

    status: int
    path: str
    html: str
    headers: dict[str, str]
    forms: dict[str, Form] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def text(self, element_id: str) -> str:
        return " ".join(self.elements[element_id].text.split())


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._form: Form | None = None
        self._open: list[tuple[str, Element | None]] = []
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._page.tags.append((tag, attributes))
        element = Element(tag, attributes) if "id" in attributes else None
        if element is not None:
            assert attributes["id"] not in self._page.elements, f"twice: #{attributes['id']}"
            self._page.elements[attributes["id"]] = element
        if tag == "form":
            self._form = Form(attributes["action"], attributes.get("method", "get"))
            self._page.forms[attributes["id"]] = self._form
        if self._form is not None and tag in {"input", "textarea"}:
            self._read_field(tag, attributes)
        if tag not in _VOID:
            self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"<{opened}> closed by </{tag}>"
        if tag == "form":
            self._form = None
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        for _, element in self._open:
            if element is not None:
                element.text += data
        if self._form is not None and self._area:
            self._form.fields[self._area] += data

    def _read_field(self, tag: str, attributes: Mapping[str, str]) -> None:
        assert self._form is not None
        name = attributes["name"]
        self._form.names.add(name)
        if tag == "textarea":
            self._form.fields[name] = ""
            self._area = name
        elif attributes.get("type") not in {"checkbox", "radio"} or "checked" in attributes:
            self._form.fields[name] = attributes.get("value", "")


class FormClient:
    """Walks the pages of one site; `page` is the one it is on."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.cookies: dict[str, str] = {}
        self.page = Page(0, "", "", {})

    def open(self, path: str) -> Page:
        return self._request("GET", path)

    def submit(
        self,
        form_id: str,
        without: tuple[str, ...] = (),
        *,
        follow: bool = True,
        extra: Mapping[str, str] | None = None,
        **typed: str,
    ) -> Page:
        """Send a form of this page as a browser would, with these values typed in."""
        values = {**(extra or {}), **typed}
        form = self.page.forms[form_id]
        assert set(values) | set(without) <= form.names, f"{form_id} has only {form.names}"
        fields = {**form.fields, **values}
        for name in without:
            fields.pop(name, None)
        if form.method == "get":
            return self._request("GET", form.action + ("?" + urlencode(fields) if fields else ""))
        return self._request("POST", form.action, urlencode(fields).encode(), follow=follow)

    def post(self, path: str, body: bytes, **headers: str) -> Page:
        return self._request("POST", path, body, headers)

    def log_in(self) -> Page:
        page = self.open("/")
        return self.submit("log-in") if "log-in" in page.forms else page

    def enter_code(self, form_id: str = "two-factor") -> Page:
        return self.submit(form_id, code=self.page.text("two-factor-code"))

    def make_key(self, name: str, kind: str = "system", public_key: str = "") -> Page:
        """From the account page to the key's page, on the shortest road the site offers."""
        self.log_in()
        self.submit("enable-api")
        offers_kinds = "kind" in self.page.forms["create-key"].names
        if offers_kinds:
            self.submit("create-key", name=name, kind=kind, public_key=public_key)
        else:
            self.submit("create-key", name=name)
        while "api-key" not in self.page.elements:
            if "name-again" in self.page.forms:
                self.submit("name-again")
            self.enter_code()
            self.open(self.page.elements["to-inbox"].attributes["href"])
            self.submit("confirm-create")
        return self.page

    def _request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        follow: bool = True,
    ) -> Page:
        target = urljoin(self._url, path)
        for _ in range(10):
            page = self._one_request(method, target, body, headers or {})
            if page.status not in {302, 303} or not follow:
                self.page = page
                return page
            method, body, target = "GET", None, urljoin(target, page.headers["location"])
        raise AssertionError("too many redirects")

    def _one_request(
        self, method: str, target: str, body: bytes | None, headers: dict[str, str]
    ) -> Page:
        parts = urlsplit(target)
        assert target.startswith(self._url), f"leads away: {target}"
        connection = HTTPConnection(parts.netloc, timeout=20)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookie, "Origin": self._url} if cookie else {}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        path = parts.path + ("?" + parts.query if parts.query else "")
        try:
            connection.request(method, path, body, {**sent, **headers})
            return self._read(connection.getresponse(), parts.path)
        finally:
            connection.close()

    def _read(self, response: HTTPResponse, path: str) -> Page:
        for header in response.msg.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        html = response.read().decode()
        headers = {name.lower(): value for name, value in response.getheaders()}
        page = Page(response.status, path, html, headers)
        if "html" in headers.get("content-type", ""):
            _Reader(page).feed(html)
        return page
