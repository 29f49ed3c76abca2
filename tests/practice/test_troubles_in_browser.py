"""“What could go wrong?” in a real browser: one keeps one's place, and sees what is on."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.practice.api_client import ApiClient
from tests.practice.browser import Browser
from tests.practice.test_troubles import make
from wizard.practice.account import PracticeAccount
from wizard.practice.troubles import Trouble

pytestmark = pytest.mark.browser

_PLACE = "const r = arguments[0].getBoundingClientRect(); return [r.top, r.bottom, innerHeight];"


def _edges(browser: Browser, css: str) -> tuple[float, float, float]:
    top, bottom, height = browser.driver.execute_script(_PLACE, browser.find(css))
    return top, bottom, height


def test_on_and_off_again(browser: Browser, account: PracticeAccount, api: ApiClient) -> None:
    browser.submit("what-could-go-wrong")
    assert browser.text("h1") == "What could go wrong?"
    browser.submit("trouble-wrong-type")
    assert account.behaviours.troubles == {Trouble.WRONG_TYPE}
    # The row that was switched is in sight, and so is the banner above it.
    _, banner_ends, height = _edges(browser, ".trouble-banner")
    row_begins, row_ends, _ = _edges(browser, "#row-wrong-type")
    assert 0 < banner_ends <= row_begins < row_ends <= height
    assert browser.text("#trouble-on") == "Trouble is on: A field of the wrong kind"
    browser.submit("all-trouble-off")
    assert account.behaviours.troubles == frozenset()
    assert not browser.has(".trouble-banner")
    assert api.get("/api/v3/time").status == 200


def test_the_banner_stays_in_sight(browser: Browser, account: PracticeAccount) -> None:
    make(account, Trouble.BAN)
    browser.driver.refresh()
    browser.follow("nav a[href='/trouble']")
    browser.driver.execute_script("window.scrollTo(0, document.body.scrollHeight)")
    begins, ends, height = _edges(browser, "#all-trouble-off button")
    assert 0 <= begins < ends <= height


def test_with_the_keyboard_alone(browser: Browser, account: PracticeAccount) -> None:
    browser.follow("nav a[href='/trouble']")
    browser.find("#trouble-trading-on button").send_keys(Keys.SPACE)
    browser.wait_for("#trouble-on")
    browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    # From the row that was switched it goes on, not from the top.
    active = browser.driver.switch_to.active_element
    assert active == browser.find("#trouble-trading-on button")
    assert active.value_of_css_property("outline-width") == "3px"
    active.send_keys(Keys.ENTER)
    browser.wait_for("#notice")
    assert account.behaviours.troubles == frozenset()


def test_what_a_screen_reader_says_of_a_switch(browser: Browser, account: PracticeAccount) -> None:
    browser.follow("nav a[href='/trouble']")
    button = browser.find("#trouble-silent button")
    assert button.accessible_name == "Switch on “Silence”"
    make(account, Trouble.SILENT)
    browser.driver.refresh()
    assert browser.find("#trouble-silent button").accessible_name == "Switch off “Silence”"
    assert browser.find(".trouble-banner").accessible_name == "Trouble is on"
