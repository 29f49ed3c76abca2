"""A real browser for the practice exchange's pages: the system's chromium, without a display."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM = Path("/usr/bin/chromium")
DRIVER = Path("/usr/bin/chromedriver")
SECONDS = 30
_NEW_PAGE_IS_THERE = (
    "return document.readyState === 'complete' && !document.documentElement.dataset.old"
)


class Browser:
    """One window. A click that leads to another page returns when that page is there."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, url: str) -> None:
        self.driver.get(url)

    def find(self, css: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def has(self, css: str) -> bool:
        return bool(self.driver.find_elements(By.CSS_SELECTOR, css))

    def wait_for(self, css: str) -> None:
        """For a page that is on its way."""
        WebDriverWait(self.driver, SECONDS, ignored_exceptions=[WebDriverException]).until(
            lambda _: self.has(css)
        )

    def text(self, css: str) -> str:
        return self.find(css).text

    def follow(self, css: str) -> None:
        """Click what leads to another page, and wait for it."""
        # Asking for an element of the old page instead fails now and then with an inspector error.
        self.driver.execute_script("document.documentElement.dataset.old = 'yes'")
        self.find(css).click()
        WebDriverWait(self.driver, SECONDS, ignored_exceptions=[WebDriverException]).until(
            lambda driver: driver.execute_script(_NEW_PAGE_IS_THERE)
        )

    def submit(self, form_id: str) -> None:
        self.follow(f"#{form_id} button:not([type=button])")

    def type(self, css: str, text: str) -> None:
        field = self.find(css)
        field.clear()
        field.send_keys(text)

    def enter_code(self, form_id: str = "two-factor") -> None:
        self.type("#code", self.text("#two-factor-code"))
        self.submit(form_id)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A fresh chromium with a profile of its own. Skips, loudly, where there is none."""
    for needed in (CHROMIUM, DRIVER):
        if not needed.exists():
            pytest.skip(
                f"{needed} is missing, so the pages were not tried in a real browser."
                " Install chromium and chromium-driver."
            )
    with TemporaryDirectory(prefix="practice-browser-") as profile:
        options = ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for argument in (
            "--headless=new",
            "--no-sandbox",  # needed as root
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={profile}",
            "--window-size=1000,900",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options=options, service=ChromeService(str(DRIVER)))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
