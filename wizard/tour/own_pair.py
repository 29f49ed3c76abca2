"""The acts of the self-generated road: this app makes the pair, the site gets the public key."""

from __future__ import annotations

from wizard.core.guide import CHECK_STEP, KIND_STEP, NAME_STEP, PASTE_STEP, RESTRICT_STEP
from wizard.core.permissions import TRADING
from wizard.tour.scene import Scene
from wizard.tour.site_visit import confirm_creation

PAIR_NAME = "Tracker"


def choose_self_generated(scene: Scene) -> None:
    """Step 2: the recommended kind is chosen already, and explained one click away."""
    stage = scene.stage
    stage.press("new-key")
    scene.expect_step(1)
    scene.go_on_to(KIND_STEP)
    stage.press("kind-ed25519")
    scene.expect(scene.state.is_self_generated, "this app makes the pair")
    scene.picture("two-kinds-of-key")
    stage.press("kind-more")
    scene.expect_words("Look at the help page of the tool")
    scene.picture("which-kind")


def make_pair(scene: Scene) -> None:
    """Step 3: the pair is made and sealed, and its public key goes to the site."""
    stage, pairs = scene.stage, scene.stage.window.service.pairs
    scene.go_on_to(NAME_STEP)
    stage.type_into("key-name", PAIR_NAME)
    scene.expect(not pairs.waiting(), "nothing is made before the button is pressed")
    stage.press("continue")
    scene.expect_words("its private key is sealed")
    (pair,) = pairs.waiting()
    scene.picture("public-key")
    stage.press("copy-public-key")
    scene.expect_words("Copied")
    scene.expect(stage.clipboard_holds(pair.public_key), "the public key was copied")
    scene.exchange.open("/api-management")
    scene.exchange.send("create-key", name=PAIR_NAME, kind="self", public_key=pair.public_key)
    confirm_creation(scene.exchange, PAIR_NAME)
    scene.api_key = scene.exchange.text("api-key")
    scene.exchange.send_boxes("permissions", **{TRADING: False})


def bring_api_key(scene: Scene) -> None:
    """Step 9: the API key alone comes back; a public key in its place is told apart."""
    stage, service = scene.stage, scene.stage.window.service
    (pair,) = service.pairs.waiting()
    scene.go_on_to(RESTRICT_STEP)
    scene.picture("self-generated-step-7")
    scene.go_on_to(PASTE_STEP)
    scene.expect(not stage.is_enabled("continue"), "nothing goes on without the API key")
    stage.paste_into("api-key", pair.public_key)
    scene.expect_words("This is the public key itself")
    scene.picture("public-key-pasted-back")
    stage.paste_into("api-key", f"API Key: {scene.api_key}")
    scene.expect_words("Sealed: API key", f"…{scene.api_key[-4:]}", "and its private key")
    scene.expect(not service.pairs.waiting(), "the pair waits no more")
    scene.picture("api-key-sealed")


def prove_pair(scene: Scene) -> None:
    """Step 10: the check signs with the private key; nothing secret was ever on a page."""
    scene.go_on_to(CHECK_STEP)
    scene.stage.press("continue")
    scene.expect_words("This key can only read", "is proven and saved")
    scene.picture("self-generated-read-only")
    scene.stage.press("continue")
    scene.stage.wait(lambda: scene.stage.is_home, "the saved keys")
