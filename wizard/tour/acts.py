"""The acts of the tour, in order: from the first screen to a key that was switched to trading."""

from __future__ import annotations

from wizard.core.guide import CHECK_STEP, KIND_STEP, NAME_STEP, PASTE_STEP, RESTRICT_STEP
from wizard.core.permissions import TRADING
from wizard.tour.scene import KEY_NAME, Scene


def welcome(scene: Scene) -> None:
    """The first screen says where secrets will be kept."""
    scene.stage.wait(lambda: scene.stage.is_enabled("create"), "the way in to open")
    scene.expect_words("A key that can look", "Secrets will be kept safe")
    scene.picture("welcome")
    scene.stage.press("why")
    scene.expect_words("2018")
    scene.picture("why-read-only")
    scene.stage.press("reading-back")


def open_account(scene: Scene) -> None:
    """Step 1: the button opens the account page; the person logs in."""
    scene.stage.press("create")
    scene.expect_step(1)
    scene.picture("step-1")
    scene.stage.press("open-page")
    scene.expect(bool(scene.stage.opened_addresses), "“Open the page” opens a page")
    scene.exchange.open(scene.stage.opened_addresses[-1])
    if scene.exchange.has_form("log-in"):
        scene.exchange.send("log-in")


def enable_api(scene: Scene) -> None:
    """Step 2: “Enable” in the “API” box, and a key that the exchange makes."""
    scene.go_on_to(KIND_STEP)
    scene.stage.press("kind-hmac")
    scene.picture("step-2")
    scene.stage.press("looks-different")
    scene.picture("step-2-looks-different")
    scene.exchange.open("/account")
    scene.exchange.send("enable-api")


def name_key(scene: Scene) -> None:
    """Step 3: the same name here and there."""
    scene.go_on_to(NAME_STEP)
    scene.expect(not scene.stage.is_enabled("continue"), "no key goes on without a name")
    scene.stage.type_into("key-name", KEY_NAME)
    scene.picture("step-3")
    scene.exchange.open("/api-management")
    scene.exchange.send("create-key", name=KEY_NAME)


def enter_code(scene: Scene) -> None:
    """Step 4: the six digits of the authenticator."""
    scene.go_on_to(4)
    scene.picture("step-4")
    scene.exchange.send("two-factor", code=scene.exchange.text("two-factor-code"))


def confirm_mail(scene: Scene) -> None:
    """Step 5: “Confirm Create” in the mail."""
    scene.go_on_to(5)
    scene.picture("step-5")
    scene.exchange.open("/inbox")
    scene.exchange.send("confirm-create")


def name_again(scene: Scene) -> None:
    """Step 6: the site asks for the name again; the guide goes back to step 3 and keeps it."""
    scene.go_on_to(6)
    scene.picture("step-6")
    scene.expect(scene.exchange.has_form("name-again"), "the site asks for the name again")
    scene.stage.press("name-again")
    scene.expect_step(NAME_STEP)
    scene.expect(scene.state.name == KEY_NAME, "the name was kept")
    scene.exchange.send("name-again", name=KEY_NAME)
    scene.exchange.send("two-factor", code=scene.exchange.text("two-factor-code"))
    scene.exchange.open("/inbox")
    scene.exchange.send("confirm-create")
    scene.go_on_to(6)


def leave_trading_on(scene: Scene) -> None:
    """Step 7: “Enable Trading” is ticked, as in 2018; for once it is left so."""
    scene.go_on_to(RESTRICT_STEP)
    scene.picture("step-7")
    scene.expect(scene.exchange.is_ticked("permissions", TRADING), "trading is on by default")
    scene.api_key, scene.secret = scene.exchange.text("api-key"), scene.exchange.text("secret")
    scene.exchange.send("permissions")
    scene.go_on_to(8)
    scene.picture("step-8")


def seal(scene: Scene) -> None:
    """Step 9: both values are pasted, one after the other and then together, and sealed at once."""
    scene.go_on_to(PASTE_STEP)
    scene.expect(not scene.stage.is_enabled("continue"), "nothing goes on unsealed")
    scene.picture("step-9")
    scene.stage.paste_into("paste", f"  {scene.api_key}\n")
    scene.expect(scene.stage.shows_row("API key: here"), "the key is here")
    scene.expect(scene.stage.shows_row("Secret: still missing"), "the secret is asked for")
    scene.picture("step-9-one-of-two")
    scene.stage.paste_into("paste", scene.secret)
    scene.expect_words("Sealed: API key", f"…{scene.api_key[-4:]}")
    scene.stage.press("paste-again")
    scene.stage.paste_into("paste", f"API Key: {scene.api_key}\nSecret Key: {scene.secret}\n")
    scene.expect_words("Sealed: API key", f"…{scene.api_key[-4:]}")
    scene.picture("step-9-sealed")


def refuse_to_save(scene: Scene) -> None:
    """Step 10: the check names the permission that is on, and saves nothing."""
    scene.go_on_to(CHECK_STEP)
    scene.picture("step-10")
    scene.stage.press("continue")
    scene.expect_words("This key can still trade", "does not count as saved yet")
    scene.expect_words("Enable Spot & Margin")
    scene.expect(scene.stage.shows_row("Spot & margin trading: ON"), "the permission is named")
    scene.expect(not scene.stage.window.service.saved_keys(), "nothing was saved")
    scene.expect(len(scene.stage.window.service.pending_keys()) == 1, "the key stays sealed")
    scene.picture("step-10-can-trade")


def untick_and_save(scene: Scene) -> None:
    """Back to step 7, the box is unticked, and the check saves the key."""
    scene.stage.press("advice-edit-restrictions")
    scene.expect_step(RESTRICT_STEP)
    switch_trading(scene, on=False)
    scene.go_on_to(CHECK_STEP)
    scene.stage.press("continue")
    scene.expect_words("This key can only read", "is proven and saved")
    scene.expect(scene.stage.shows_row("A test order is refused: refused"), "the order was refused")
    scene.picture("step-10-read-only")
    scene.stage.press("continue")
    scene.stage.wait(lambda: scene.stage.is_home, "the saved keys")
    scene.picture("saved-keys")


def verify_all(scene: Scene) -> None:
    """One click proves again that nothing has changed."""
    scene.stage.press("verify-all")
    scene.expect_words("is read-only")
    scene.picture("verified")


def hand_over(scene: Scene) -> None:
    """The key is proven once more, and then copied into the program it is for."""
    scene.stage.press("hand-over")
    scene.stage.press("copy-api-key")
    scene.expect(scene.stage.clipboard_holds(scene.api_key), "the API key was copied")
    scene.stage.press("copy-secret")
    scene.expect(scene.stage.clipboard_holds(scene.secret), "the secret was copied")
    scene.stage.press("hand-over-done")


def catch_trading(scene: Scene) -> None:
    """Trading is switched on at the exchange; the next click catches it."""
    switch_trading(scene, on=True)
    scene.stage.press("verify-all")
    scene.expect_words("no longer read-only")
    scene.picture("can-trade-now")


def survive_deletion(scene: Scene) -> None:
    """The exchange deletes every key, as on 3 July 2018; the person is told, and led on."""
    scene.exchange.open("/api-management")
    scene.exchange.send("delete-every-key")
    scene.stage.press("verify-all")
    scene.expect_words("no longer knows")
    scene.picture("every-key-deleted")
    scene.stage.press("create-again")
    scene.expect_step(1)
    scene.expect(scene.state.name == KEY_NAME, "the old name is filled in")
    scene.go_on_to(NAME_STEP)
    scene.picture("create-again")


def switch_trading(scene: Scene, *, on: bool) -> None:
    """Tick or untick the trading box on the exchange's page."""
    scene.exchange.open("/api-management")
    scene.exchange.follow("Edit restrictions")
    scene.exchange.send_boxes("edit-permissions", **{TRADING: on})
