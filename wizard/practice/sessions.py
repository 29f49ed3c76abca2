"""Who is visiting the web pages: one session per browser, known by a cookie."""

import secrets
from dataclasses import dataclass, field

_MOST_SESSIONS = 200


@dataclass(slots=True)
class Session:
    """What the site remembers of one browser. Changed in place, by the server's thread alone."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    logged_in: bool = False
    notice: str = ""
    # A secret is shown once. Saving from the page that shows it shows it once more, because the
    # person has not looked away yet; the ticket in that page's form proves where it came from.
    _show_next: set[str] = field(default_factory=set)
    _tickets: dict[str, str] = field(default_factory=dict)

    def show_secret_next(self, key_reference: str) -> None:
        """The next look at this key's page shows the secret."""
        self._show_next.add(key_reference)

    def open_key_page(self, key_reference: str) -> str:
        """A look at the key's page. Gives a ticket if it shows the secret, else nothing."""
        self._tickets.pop(key_reference, None)
        if key_reference not in self._show_next:
            return ""
        self._show_next.discard(key_reference)
        ticket = self._tickets[key_reference] = secrets.token_urlsafe(16)
        return ticket

    def still_shows(self, key_reference: str, ticket: str) -> bool:
        """Whether this ticket belongs to the page that shows the secret now."""
        expected = self._tickets.get(key_reference, "")
        return bool(expected) and secrets.compare_digest(expected.encode(), ticket.encode())

    def take_notice(self) -> str:
        """The sentence about what just happened, once."""
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """Every session; when there are too many, the oldest of a stranger is forgotten first."""

    def __init__(self) -> None:
        self._by_token: dict[str, Session] = {}

    def find(self, token: str) -> Session | None:
        """The session of this cookie, if there is one."""
        return self._by_token.get(token)

    def new(self) -> Session:
        """A session for a browser that has none."""
        while len(self._by_token) >= _MOST_SESSIONS:
            strangers = (token for token, one in self._by_token.items() if not one.logged_in)
            del self._by_token[next(strangers, next(iter(self._by_token)))]
        session = Session()
        self._by_token[session.token] = session
        return session

    def renew(self, session: Session) -> None:
        """Give the session new tokens, so that nobody can know them from before."""
        self.forget(session)
        session.token = secrets.token_urlsafe(32)
        session.form_token = secrets.token_urlsafe(32)
        self._by_token[session.token] = session

    def forget(self, session: Session) -> None:
        """Log out."""
        self._by_token.pop(session.token, None)
