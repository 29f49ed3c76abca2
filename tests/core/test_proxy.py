"""Addresses of proxies: typed in every way, wrong in every way, and named by the environment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.problems import Problem, ProblemId
from wizard.core.proxy import Proxy, ProxyKind, proxy_in_environment, read_proxy

HTTP, SOCKS5 = ProxyKind.HTTP, ProxyKind.SOCKS5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://proxy.example:3128", Proxy(HTTP, "proxy.example", 3128)),
        ("socks5://127.0.0.1:9050", Proxy(SOCKS5, "127.0.0.1", 9050)),
        ("socks5h://127.0.0.1:9050", Proxy(SOCKS5, "127.0.0.1", 9050)),
        ("socks://127.0.0.1:9050/", Proxy(SOCKS5, "127.0.0.1", 9050)),
        ("proxy.example:3128", Proxy(HTTP, "proxy.example", 3128)),
        ("proxy:80", Proxy(HTTP, "proxy", 80)),
        ("http://proxy.example:3128/", Proxy(HTTP, "proxy.example", 3128)),
        ("  HTTP://Proxy.EXAMPLE:3128\r\n", Proxy(HTTP, "proxy.example", 3128)),
        ("\ufeffhttp://proxy.example:3128\u200b", Proxy(HTTP, "proxy.example", 3128)),
        ("ｈｔｔｐ：／／ｐｒｏｘｙ．ｅｘａｍｐｌｅ：３１２８", Proxy(HTTP, "proxy.example", 3128)),
        ("http://bücher.example:1", Proxy(HTTP, "xn--bcher-kva.example", 1)),
        ("http://xn--bcher-kva.example:65535", Proxy(HTTP, "xn--bcher-kva.example", 65535)),
        ("http://proxy.example.:80", Proxy(HTTP, "proxy.example.", 80)),
        ("http://my_proxy:80", Proxy(HTTP, "my_proxy", 80)),
        ("http://[::1]:80", Proxy(HTTP, "::1", 80)),
        ("socks5://[2001:DB8:0::1]:1080", Proxy(SOCKS5, "2001:db8::1", 1080)),
    ],
)
def test_an_address(text: str, expected: Proxy) -> None:
    assert read_proxy(text) == expected


@pytest.mark.parametrize(
    "proxy",
    [Proxy(HTTP, "proxy.example", 3128), Proxy(SOCKS5, "::1", 1), Proxy(HTTP, "10.0.0.1", 65535)],
)
def test_its_one_form_is_read_again(proxy: Proxy) -> None:
    assert read_proxy(proxy.url) == proxy
    assert read_proxy(proxy.url).url == proxy.url  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "proxy",
        "http://",
        "http://proxy.example",
        "http://:3128",
        "http://proxy.example:",
        "http://proxy.example:0",
        "http://proxy.example:65536",
        "http://proxy.example:70000",
        "http://proxy.example:-1",
        "http://proxy.example:031280",
        "http://proxy.example:80x",
        "http://proxy.example:80:80",
        "http://proxy.example:80/path",
        "http://proxy.example:80//",
        "http://proxy.example:80?x=1",
        "http://proxy.example:80#x",
        "http://pro xy.example:80",
        "http://proxy.example :80",
        "http:// proxy.example:80",
        "http:proxy.example:80",
        "http:/proxy.example:80",
        "http:\\\\proxy.example:80",
        "https://proxy.example:443",
        "socks4://proxy.example:1080",
        "ftp://proxy.example:21",
        "file:///etc/passwd",
        "http://-proxy.example:80",
        "http://proxy-.example:80",
        "http://pro..xy:80",
        "http://.proxy:80",
        "http://pro%78y:80",
        "http://pro*xy:80",
        "http://" + "a" * 64 + ".example:80",
        "http://" + "a." * 130 + "example:80",
        "http://" + "a" * 5000 + ":80",
        "http://proxy.example:80" + " " * 5000,
        "http://256.1.1.1:80",
        "http://127.1:80",
        "http://127.0.0.01:80",
        "http://127.0.0.1.:80",
        "http://0x7f000001:80",
        "http://2130706433:80",
        "http://0.0.0.0:80",
        "http://[::]:80",
        "http://224.0.0.1:80",
        "http://::1:80",
        "http://[::1:80",
        "http://[::1]80",
        "http://[::g]:80",
        "http://[fe80::1%eth0]:80",
        "http://one.example:80 http://two.example:80",
        "http://one.example:80\nhttp://two.example:80",
        "http://\ud800.example:80",
        "http://proxy.example:८०८०",
    ],
)
def test_no_address(text: str) -> None:
    found = read_proxy(text)
    assert isinstance(found, Problem), found
    assert found.id is ProblemId.PROXY_ADDRESS
    assert found.technical


@pytest.mark.parametrize(
    "text",
    [
        "http://marked:hidden@proxy.example:80",
        "marked:hidden@proxy.example:80",
        "socks5://marked@proxy.example:80",
        "http://marked:hi@dden@proxy.example:80",
        "http://marked:hidden＠proxy.example:80",
        "http://@proxy.example:80",
    ],
)
def test_a_log_in_is_refused_and_never_repeated(text: str) -> None:
    found = read_proxy(text)
    assert isinstance(found, Problem)
    everything = f"{found!r} {found.what} {found.means} {found.do}"
    assert "marked" not in everything
    assert "dden" not in everything
    assert found.technical == "it contains a log-in"


@given(st.text(max_size=60) | st.from_regex(r"(http|socks5)://[^/]{1,30}:[0-9]{1,6}/?"))
def test_whatever_is_typed_is_an_address_or_a_problem(text: str) -> None:
    found = read_proxy(text)
    if isinstance(found, Proxy):
        assert read_proxy(found.url) == found
        assert found.url.isascii()
        assert 1 <= found.port <= 65535
    else:
        assert found.id is ProblemId.PROXY_ADDRESS


OFFICE = Proxy(HTTP, "office.example", 3128)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        ({"https_proxy": ""}, None),
        ({"https_proxy": "http://office.example:3128"}, OFFICE),
        ({"HTTPS_PROXY": "http://office.example:3128/"}, OFFICE),
        ({"all_proxy": "socks5h://localhost:9050"}, Proxy(SOCKS5, "localhost", 9050)),
        ({"ALL_PROXY": "socks://127.0.0.1:9050/"}, Proxy(SOCKS5, "127.0.0.1", 9050)),
        ({"https_proxy": "office.example:3128", "all_proxy": "socks5://a:1"}, OFFICE),
        ({"https_proxy": "no address", "all_proxy": "office.example:3128"}, OFFICE),
        ({"http_proxy": "http://office.example:3128"}, None),
        ({"https_proxy": "office.example:3128", "no_proxy": "*"}, None),
        ({"https_proxy": "office.example:3128", "no_proxy": "localhost"}, OFFICE),
    ],
)
def test_what_the_environment_names(environ: dict[str, str], expected: Proxy | None) -> None:
    assert proxy_in_environment(environ) == expected


@pytest.mark.parametrize(
    "value",
    ["http://marked:hid@den@office.example:3128", "marked:hidden@office.example:3128"],
)
def test_a_log_in_in_the_environment_is_left_out(value: str) -> None:
    assert proxy_in_environment({"https_proxy": value}) == OFFICE
