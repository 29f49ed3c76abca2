"""The pages in a real browser: the whole road, the secret, the keyboard, the colours."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from tests.practice.api_client import ApiClient, PrivateKey, private_pem, public_pem
from tests.practice.browser import SECONDS, Browser
from tests.practice.test_troubles import make
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import PERMISSION_FIELDS, READ_ONLY
from wizard.practice.practice_key import KeyKind
from wizard.practice.troubles import Trouble

pytestmark = pytest.mark.browser


def _ticked(browser: Browser) -> set[str]:
    return {field for field in PERMISSION_FIELDS if browser.find(f"#{field}").is_selected()}


def _reported(api: ApiClient, account: PracticeAccount) -> set[str]:
    """What the API says of the one key there is."""
    (key,) = account.all_keys()
    restrictions = api.signed(key, "/sapi/v1/account/apiRestrictions").json()
    assert isinstance(restrictions, dict)
    return {field for field in PERMISSION_FIELDS if restrictions[field]}


def _confirm(browser: Browser) -> None:
    browser.enter_code()
    browser.follow("#to-inbox")
    browser.submit("confirm-create")


def test_from_the_account_to_a_read_only_key_and_on(
    browser: Browser, account: PracticeAccount, api: ApiClient
) -> None:
    assert browser.text("h1") == "Account"
    assert browser.text("#enable-api button") == "Enable"
    browser.submit("enable-api")
    browser.type("#name", "Portfolio tracker")
    browser.submit("create-key")
    _confirm(browser)
    browser.submit("name-again")
    _confirm(browser)

    (key,) = account.all_keys()
    assert browser.text("#api-key") == key.api_key
    assert browser.text("#secret") == key.verifier
    assert browser.text("label[for=enableReading]") == "Read Info"
    assert browser.text("label[for=enableSpotAndMarginTrading]") == "Enable Trading"
    trading = {"enableReading", "enableSpotAndMarginTrading"}
    assert _ticked(browser) == _reported(api, account) == trading

    browser.find("#enableSpotAndMarginTrading").click()
    assert browser.text("#permissions > button") == "Save"
    browser.submit("permissions")
    assert browser.text("#secret") == key.verifier
    assert _reported(api, account) == READ_ONLY

    browser.driver.refresh()
    assert browser.text("#secret") == "********"
    assert browser.text("#api-key") == key.api_key
    assert _ticked(browser) == READ_ONLY
    browser.driver.back()
    assert key.verifier not in browser.driver.page_source

    browser.open(browser.driver.current_url.split("/keys")[0] + "/api-management")
    browser.follow("a[href$='/edit']")
    browser.find("label[for=enableSpotAndMarginTrading]").click()
    browser.submit("edit-permissions")
    assert _reported(api, account) == trading
    browser.type("#ip-addresses", "203.0.113.7")
    browser.submit("ip-list")
    assert api.signed(key, "/sapi/v1/account/apiRestrictions").status == 401
    browser.submit("delete-key")
    assert account.all_keys() == ()
    assert browser.text("#notice") == "The key “Portfolio tracker” is deleted."


def test_a_key_of_ones_own(
    browser: Browser, account: PracticeAccount, api: ApiClient, ed25519_key: PrivateKey
) -> None:
    browser.submit("enable-api")
    browser.type("#name", "own")
    assert not browser.find("#public-key").is_displayed()
    browser.find("label[for=kind-self]").click()
    assert browser.find("#public-key").is_displayed()
    browser.type("#public-key", private_pem(ed25519_key))
    browser.submit("create-key")
    assert "That is a private key. It must never leave" in browser.text("#problem")
    assert private_pem(ed25519_key).splitlines()[1] not in browser.driver.page_source
    assert browser.find("#name").get_attribute("value") == "own"
    assert browser.find("#public-key").is_displayed(), "the choice is kept"
    browser.type("#public-key", public_pem(ed25519_key))
    browser.submit("create-key")
    _confirm(browser)
    browser.submit("name-again")
    _confirm(browser)
    (key,) = account.all_keys()
    assert key.kind is KeyKind.ED25519
    assert browser.text("#api-key") == key.api_key
    assert not browser.has("#secret")
    browser.find("#enableSpotAndMarginTrading").click()
    browser.submit("permissions")
    signed = api.signed(key, "/sapi/v1/account/apiRestrictions", private_key=ed25519_key)
    restrictions = signed.json()
    assert isinstance(restrictions, dict)
    assert {field for field in PERMISSION_FIELDS if restrictions[field]} == READ_ONLY


def test_with_the_keyboard_alone(browser: Browser, account: PracticeAccount) -> None:
    def press(*keys: str) -> None:
        browser.driver.switch_to.active_element.send_keys(*keys)

    def focus(css: str) -> None:
        """Tab until it is reached; everything on the way must show that it has the focus."""
        wanted = browser.find(css)
        for _ in range(40):
            active = browser.driver.switch_to.active_element
            if active == wanted:
                return
            active.send_keys(Keys.TAB)
            width = browser.driver.switch_to.active_element.value_of_css_property("outline-width")
            assert width == "3px"
        raise AssertionError(f"{css} cannot be reached with the tab key")

    press(Keys.TAB)
    assert browser.driver.switch_to.active_element.text == "Skip to the content"
    focus("#enable-api button")
    press(Keys.ENTER)
    browser.wait_for("#create-key")
    focus("#name")
    press("tracker", Keys.ENTER)
    browser.wait_for("#two-factor")
    # The field has the focus already.
    press(browser.text("#two-factor-code"), Keys.ENTER)
    browser.wait_for("#to-inbox")
    focus("#to-inbox")
    press(Keys.ENTER)
    browser.wait_for("#confirm-create")
    focus("#confirm-create button")
    press(Keys.SPACE)
    browser.wait_for("#name-again")
    assert account.keys_made == 0


def test_copying_a_value(browser: Browser, account: PracticeAccount) -> None:
    browser.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    key = account.make_key("tracker")
    browser.open(browser.driver.current_url.replace("/account", f"/keys/{key.reference}"))
    button = browser.find("button[data-copies=api-key]")
    assert button.is_displayed()
    button.click()
    WebDriverWait(browser.driver, SECONDS).until(lambda _: button.text.startswith("Copied"))
    copied = browser.driver.execute_async_script(
        "navigator.clipboard.readText().then(arguments[0], arguments[0])"
    )
    assert copied == key.api_key


def test_without_scripts_no_button_promises_to_copy(
    browser: Browser, account: PracticeAccount
) -> None:
    key = account.make_key("tracker")
    disable = "Emulation.setScriptExecutionDisabled"
    browser.driver.execute_cdp_cmd(disable, {"value": True})
    try:
        browser.open(browser.driver.current_url.replace("/account", f"/keys/{key.reference}"))
        assert not browser.find("button[data-copies=api-key]").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd(disable, {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_every_text_can_be_read_and_nothing_sticks_out(
    browser: Browser, account: PracticeAccount, scheme: str, width: int
) -> None:
    key = account.make_key("A name of some length, as people give them")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    base = browser.driver.current_url.removesuffix("/account")
    try:
        for path in (
            "/account",
            "/api-management",
            f"/keys/{key.reference}/edit",
            "/inbox",
            "/trouble",
        ):
            make(account, *([Trouble.TRADING_ON, Trouble.BAN] if path == "/trouble" else []))
            browser.open(base + path)
            # Waited for: under load the browser takes the new width a moment after the page.
            WebDriverWait(browser.driver, 10).until(_nothing_sticks_out, f"too wide: {path}")
            for element in browser.driver.find_elements(By.CSS_SELECTOR, _WITH_TEXT):
                contrast = browser.driver.execute_script(_CONTRAST, element)
                assert contrast is None or contrast >= 4.5, (path, element.text, contrast)
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def _nothing_sticks_out(driver: WebDriver) -> bool:
    return bool(driver.execute_script(_OVERFLOW) == 0)


_WITH_TEXT = "main *, .top *, .trouble-banner *"
_OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Contrast of an element's own text against the nearest painted background (WCAG 2.2).
_CONTRAST = """
const own = [...arguments[0].childNodes].some(n => n.nodeType === 3 && n.data.trim());
if (!own || !arguments[0].checkVisibility()) return null;
const light = (text) => {
  const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
let behind = arguments[0];
while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)")
  behind = behind.parentElement;
const a = light(getComputedStyle(arguments[0]).color);
const b = light(getComputedStyle(behind).backgroundColor);
return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
"""
