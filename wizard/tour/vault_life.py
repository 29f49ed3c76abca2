"""The acts about the vault itself: a recovery code on paper, and the day when it is needed."""

from __future__ import annotations

from wizard.tour.scene import Scene

_PASSPHRASE = "practice makes a passphrase"  # noqa: S105 (a rehearsal's)


def make_recovery_code(scene: Scene) -> None:
    """A code is shown, written down, and counts once it was typed back."""
    stage = scene.stage
    stage.press("vault")
    stage.wait(lambda: stage.is_enabled("code-make"), "what opens the vault")
    scene.expect_words("If you lose your keychain")
    scene.picture_of_dialog("vault-and-safety", "vault-sheet")
    stage.press("code-make")
    stage.wait(lambda: bool(stage.recovery_code), "the code")
    scene.recovery_code = stage.recovery_code
    scene.picture_of_dialog("recovery-code", "code-sheet")
    stage.press("code-go-on")
    care = stage.window.service.care
    scene.expect(not care.ways.recovery_code, "no code counts before it was typed back")
    stage.type_into("recovery-code-back", scene.recovery_code)
    scene.picture_of_dialog("recovery-code-back", "code-sheet")
    stage.press("code-go-on")
    scene.expect_words("Your recovery code is ready")
    scene.expect(care.ways.recovery_code, "the code opens the vault")
    stage.press("code-go-on")


def open_with_recovery_code(scene: Scene) -> None:
    """The keychain is left, the passphrase forgotten: the code opens the vault."""
    stage = scene.stage
    stage.press("passphrase-set")
    stage.type_into("new-passphrase", _PASSPHRASE)
    stage.type_into("new-passphrase-again", _PASSPHRASE)
    stage.press("passphrase-sheet-go")
    scene.expect_words("Your passphrase opens the vault")
    stage.press("passphrase-sheet-go")
    stage.press("keychain-leave")
    stage.type_into("leave-passphrase", _PASSPHRASE)
    stage.press("leave-go")
    scene.expect_words("The keychain opens the vault no more")
    scene.picture_of_dialog("without-keychain", "vault-sheet")
    stage.press("vault-close")
    stage.window.service.locking.lock()
    stage.window.begin()
    scene.expect_words("Open your vault")
    stage.press("lost-it")
    scene.expect_words("The recovery code on your paper opens the vault")
    scene.picture("forgotten")
    stage.press("use-code")
    stage.type_into("recovery-code-typed", scene.recovery_code)
    scene.picture("open-with-code")
    stage.press("passphrase-go")
    stage.wait(lambda: stage.is_home, "the saved keys")
