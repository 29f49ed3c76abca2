"""Every act of the tour in its order, with the line that is printed when it held."""

from __future__ import annotations

from collections.abc import Callable

from wizard.tour import acts, other_site, own_pair, vault_life
from wizard.tour.scene import Scene

ACTS: tuple[tuple[str, Callable[[Scene], None]], ...] = (
    ("The first screen says where secrets will be kept.", acts.welcome),
    ("Step 1: the account page opens, at an address that was shown before.", acts.open_account),
    ("Step 2: the API is enabled.", acts.enable_api),
    ("Step 3: the key gets its name.", acts.name_key),
    ("Step 4: the authenticator's code is entered.", acts.enter_code),
    ("Step 5: the mail is confirmed.", acts.confirm_mail),
    ("Step 6: the site asks for the name again; the guide keeps it.", acts.name_again),
    ("Step 7: “Enable Trading” is left ticked, as it was in 2018.", acts.leave_trading_on),
    ("Step 9: both values are pasted, and sealed at once.", acts.seal),
    ("Step 10: the check names “Spot & margin trading” and saves nothing.", acts.refuse_to_save),
    (
        "Back at step 7 the box is unticked; the check proves the key and saves it.",
        acts.untick_and_save,
    ),
    ("Verify all: the key is read-only.", acts.verify_all),
    ("Hand over: proven once more, the key is copied for the program it is for.", acts.hand_over),
    (
        "Vault and safety: a recovery code is made, and typed back from paper.",
        vault_life.make_recovery_code,
    ),
    (
        "Without the keychain, the passphrase forgotten: the recovery code opens the vault.",
        vault_life.open_with_recovery_code,
    ),
    ("Trading is switched on at the exchange: verify all catches it.", acts.catch_trading),
    (
        "Every key is deleted, as on 3 July 2018: the person is told and led on.",
        acts.survive_deletion,
    ),
    (
        "A site of the Binance.US kind: what cannot be proven is looked at.",
        other_site.prove_at_binance_us,
    ),
    (
        "Another kind of key: self-generated is recommended, and explained.",
        own_pair.choose_self_generated,
    ),
    (
        "A key pair is made and sealed; the site is given its public key alone.",
        own_pair.make_pair,
    ),
    ("The API key comes back, and is sealed beside its private key.", own_pair.bring_api_key),
    ("The check signs with the private key, and proves the key.", own_pair.prove_pair),
    (
        "The exchange asks to slow down: the button says when to come back.",
        other_site.come_back_later,
    ),
)
