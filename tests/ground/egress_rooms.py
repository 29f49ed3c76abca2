"""Who may use what of python-binance, of the network and of computed names: tables, no code."""

from __future__ import annotations

from collections.abc import Mapping

# The whole of what the program uses of python-binance's client.
ALLOWED_METHODS = frozenset(
    {
        "get_account_api_permissions",
        "get_my_trades",
        "create_test_order",
        "get_server_time",
        "get_system_status",
    }
)
# Replaced in StrictClient, or needed to read a private key; none of them asks for anything.
INNER_METHODS = frozenset({"_handle_response", "_init_session", "_init_private_key"})
ADAPTER = "exchange/binance_exchange.py"
THE_LIST = "exchange/listed_requests.py"
PRACTICE = "practice/"

# Who imports `socket` for something else than the network, and all they use of it.
SOCKETS_THAT_DIAL_NOBODY: Mapping[str, frozenset[str]] = {
    "cli/display.py": frozenset({"socket", "AF_UNIX"}),  # whether an X server listens, on a path
    "gui/interrupt.py": frozenset({"socketpair"}),  # within the process
    "gui/lock_signals.py": frozenset({"socket", "AF_UNIX"}),  # whether a bus listens, on a path
    "key_service/report_findings.py": frozenset({"gethostname"}),  # to leave it out of a report
    "practice/bare_line.py": frozenset({"socket", "SOL_SOCKET", "SO_LINGER"}),  # breaks one off
    "vault/one_worker.py": frozenset({"socket", "SHUT_RDWR"}),  # shuts one that a library opened
}
# What the program has no use for at all.
_NOWHERE = (
    *("requests", "urllib3", "httpx", "pycurl", "websockets", "websocket", "socketserver"),
    *("http.server", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc"),
    *("dns", "trio", "anyio", "paramiko", "webbrowser", "subprocess", "multiprocessing"),
    *("cffi", "pty", "runpy", "code", "codeop", "builtins", "pickle", "PySide6.QtNetwork"),
    *("PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
)
# Whatever can open a connection or start a program, and the only rooms that may import it.
NETWORK_ROOMS: Mapping[str, frozenset[str]] = {
    "binance": frozenset({ADAPTER}),
    "http.client": frozenset({"exchange/strict_transport.py"}),
    "python_socks": frozenset({"exchange/proxy_dialling.py"}),
    "socket": frozenset(
        {
            "exchange/connecting.py",
            "exchange/deadline.py",
            "exchange/dialling.py",
            "exchange/encryption.py",
            "exchange/proxy_dialling.py",
            *SOCKETS_THAT_DIAL_NOBODY,
        }
    ),
    "urllib.request": frozenset({"tour/page_walker.py"}),  # the practice pages, on loopback
    "urllib.error": frozenset({"tour/page_walker.py"}),
    "http.cookiejar": frozenset({"tour/page_walker.py"}),
    "PySide6.QtGui.QDesktopServices": frozenset({"gui/browser.py"}),  # opens the browser
    # The desktop of the same computer: who locks the screen, and what colours it likes.
    "PySide6.QtDBus": frozenset({"gui/lock_signals.py", "gui/portal.py"}),
    "ctypes": frozenset({"hardening.py"}),  # one call of the system: nobody may read this memory
    "asyncio": frozenset({PRACTICE}),
    "aiohttp": frozenset({PRACTICE}),
    **{library: frozenset() for library in _NOWHERE},
}
# What `getattr` may look into by a computed name: colours, and names of errors in one room.
LOOKED_INTO = frozenset({"tokens", "DRAWN", "self._look.tokens"})
LOOKED_INTO_BY_ROOM: Mapping[str, frozenset[str]] = {
    "exchange/connecting.py": frozenset({"socket"})
}
