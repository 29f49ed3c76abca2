"""The acts about a site that reports nothing, and about one that wants to be left alone."""

from __future__ import annotations

from wizard.core.guide import CHECK_STEP, NAME_STEP, PASTE_STEP
from wizard.core.permissions import TRADING
from wizard.tour.page_walker import PageWalker
from wizard.tour.scene import Scene
from wizard.tour.site_visit import confirm_creation

_NAME = "Portfolio"
_LATER_NAME = "Second tool"


def prove_at_binance_us(scene: Scene) -> None:
    """A site of the Binance.US kind: the person looks at the boxes, the app tries a test order."""
    venue = scene.stage.window.service.venues[1]
    walker = PageWalker(venue.pages["account"].removesuffix("account"))
    _bring_own_key(scene, _NAME)
    scene.stage.press(f"venue-{venue.id}")
    scene.expect_words("It cannot prove that withdrawals are off")
    scene.picture("another-site")
    _seal(scene, *_make_key(walker, _NAME))
    scene.expect_words("Look at the page first")
    scene.expect(not scene.stage.is_enabled("continue"), "nothing is asked before the look")
    scene.picture("look-at-the-boxes")
    scene.stage.press("withdrawals-off")
    scene.stage.press("only-reading")
    scene.stage.press("continue")
    scene.expect_words("This key cannot trade", "nobody can prove that withdrawals are off")
    scene.expect(
        scene.stage.shows_row("Withdrawals: not reported by this site"), "what is not known is said"
    )
    scene.picture("cannot-trade")
    scene.stage.press("continue")
    scene.stage.wait(lambda: scene.stage.is_home, "the saved keys")


def come_back_later(scene: Scene) -> None:
    """The exchange asks to slow down: the button says from when it may be asked again."""
    api_key, secret = _make_key(scene.exchange, _LATER_NAME)
    _bring_own_key(scene, _LATER_NAME)
    _seal(scene, api_key, secret)
    scene.exchange.open("/trouble")
    scene.exchange.send("trouble-rate-limit")
    scene.stage.press("continue")
    scene.expect_words("The exchange asks us to slow down", "The button below works again in")
    scene.expect(not scene.stage.is_enabled("continue"), "nobody is asked before that time")
    scene.picture("come-back-later")


def _bring_own_key(scene: Scene, name: str) -> None:
    if not scene.stage.is_home:
        scene.stage.press("leave")
        scene.stage.wait(lambda: scene.stage.is_home, "the saved keys")
    scene.stage.press("check-own-key")
    scene.expect_step(NAME_STEP)
    scene.stage.type_into("key-name", name)


def _seal(scene: Scene, api_key: str, secret: str) -> None:
    scene.stage.press("continue")
    scene.expect_step(PASTE_STEP)
    scene.stage.paste_into("paste", api_key)
    scene.stage.paste_into("paste", secret)
    scene.expect_words("Sealed: API key", f"…{api_key[-4:]}")
    scene.stage.press("continue")
    scene.expect_step(CHECK_STEP)


def _make_key(walker: PageWalker, name: str) -> tuple[str, str]:
    """Steps 1 to 7 on the site's pages; gives the API key and the secret of a read-only key."""
    walker.open("/account")
    if walker.has_form("log-in"):
        walker.send("log-in")
        walker.open("/account")
    if walker.has_form("enable-api"):
        walker.send("enable-api")
    walker.open("/api-management")
    walker.send("create-key", name=name)
    confirm_creation(walker, name)
    api_key, secret = walker.text("api-key"), walker.text("secret")
    walker.send_boxes("permissions", **{TRADING: False})
    return api_key, secret
