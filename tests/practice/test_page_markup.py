"""Each page for people who see it, hear it, or walk it with the keyboard."""

from collections.abc import Iterator

import pytest

from tests.practice.form_client import FormClient, Page
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import PERMISSION_BOXES

REHEARSAL = "this is a practice exchange on your own computer. Nothing here is real."


def _all_pages(site: FormClient, account: PracticeAccount) -> Iterator[Page]:
    """Every page once, in several states."""
    yield site.open("/login")
    yield site.submit("log-in")
    yield site.submit("what-could-go-wrong")
    yield site.submit("trouble-clock-ahead")
    yield site.open("/account")
    yield site.submit("turn-off-two-factor")
    yield site.submit("enable-api")
    yield site.submit("create-key", name="")
    yield site.submit("create-key", name="tracker")
    yield site.submit("turn-on-two-factor", code="1")
    yield site.enter_code("turn-on-two-factor")
    yield site.submit("two-factor", code="1")
    yield site.enter_code()
    yield site.open("/inbox")
    yield site.submit("confirm-create")
    yield site.submit("name-again")
    site.enter_code()
    yield site.open("/inbox")
    yield site.submit("confirm-create")
    yield site.submit("permissions")
    yield site.submit("permissions", enableWithdrawals="on")
    yield site.open(site.page.path)
    yield site.open("/api-management")
    yield site.open(f"/keys/{account.all_keys()[0].reference}/edit")
    yield site.submit("ip-list", ip_addresses="x")
    yield site.open("/nix")
    site.open("/account")
    site.submit("all-trouble-off")


@pytest.fixture
def pages(site: FormClient, account: PracticeAccount) -> list[Page]:
    return list(_all_pages(site, account))


def test_every_page_says_that_it_is_a_rehearsal(pages: list[Page]) -> None:
    assert len(pages) == 25
    for page in pages:
        assert REHEARSAL in page.html, page.path
        assert "(rehearsal)</title>" in page.html
        lowered = page.html.lower()
        assert "binance" not in lowered


def test_every_page_has_one_headline_landmarks_and_a_language(pages: list[Page]) -> None:
    for page in pages:
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1, page.path
        assert {"header", "main", "footer"} <= set(tags)
        assert ("html", {"lang": "en"}) in page.tags
        first_link = next(attributes for tag, attributes in page.tags if tag == "a")
        assert first_link == {"class": "skip", "href": "#content"}
        assert "content" in page.elements


def test_every_field_has_a_label_and_every_reference_a_target(pages: list[Page]) -> None:
    for page in pages:
        labelled = {attributes["for"] for tag, attributes in page.tags if tag == "label"}
        for tag, attributes in page.tags:
            if tag in {"input", "textarea"} and attributes.get("type") != "hidden":
                assert attributes["id"] in labelled, (page.path, attributes)
            for name in ("aria-labelledby", "aria-describedby", "aria-errormessage", "for"):
                for target in attributes.get(name, "").split():
                    assert target in page.elements, (page.path, name, target)
            assert "tabindex" not in attributes or attributes["tabindex"] in {"0", "-1"}
            assert not any(name.startswith("on") for name in attributes)
            assert "style" not in attributes


def test_a_problem_is_announced_and_marked(pages: list[Page]) -> None:
    problems = [page for page in pages if "problem" in page.elements]
    assert len(problems) == 6
    for page in problems:
        assert page.elements["problem"].attributes["role"] == "alert"
        assert page.status in {404, 422}
    notices = [page for page in pages if "notice" in page.elements]
    assert notices
    for page in notices:
        assert page.elements["notice"].attributes["role"] == "status"


def test_boxes_carry_the_words_of_2018_and_of_today(pages: list[Page]) -> None:
    edit = next(page for page in pages if page.path.endswith("/edit"))
    for box in PERMISSION_BOXES:
        assert box.label.replace("&", "&amp;") in edit.html
        assert box.label_today.replace("&", "&amp;") in edit.html
    labels = [box.label for box in PERMISSION_BOXES[:3]]
    assert labels == ["Read Info", "Enable Trading", "Enable Withdrawals"]
