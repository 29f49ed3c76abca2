"""The eleven permissions of a key: their names in the API and beside the boxes of the site."""

from collections.abc import Collection
from dataclasses import dataclass

from wizard.practice.site import PracticeSite


@dataclass(frozen=True, slots=True)
class PermissionBox:
    """One permission. Fields as documented for `GET /sapi/v1/account/apiRestrictions`, Nov 2026.

    `label_2018` is None for what the site of July 2018 did not have.
    """

    field: str
    label_2018: str | None
    label_today: str
    meaning: str

    @property
    def label(self) -> str:
        """The words beside the box: those of 2018 where there were any."""
        return self.label_2018 or self.label_today


READING = "enableReading"
TRADING = "enableSpotAndMarginTrading"
WITHDRAWALS = "enableWithdrawals"

PERMISSION_BOXES = (
    PermissionBox(
        READING, "Read Info", "Enable Reading", "See balances, orders and the trade history."
    ),
    PermissionBox(
        TRADING, "Enable Trading", "Enable Spot & Margin Trading", "Buy and sell in your name."
    ),
    PermissionBox(
        WITHDRAWALS,
        "Enable Withdrawals",
        "Enable Withdrawals",
        "Send your coins away. Needs a list of trusted IP addresses first.",
    ),
    PermissionBox(
        "enableInternalTransfer",
        None,
        "Enable Internal Transfer",
        "Move funds between a main account and its sub-accounts.",
    ),
    PermissionBox(
        "enableMargin",
        None,
        "Enable Margin Loan, Repay & Transfer",
        "Borrow, repay and move margin funds.",
    ),
    PermissionBox("enableFutures", None, "Enable Futures", "Trade futures contracts."),
    PermissionBox(
        "permitsUniversalTransfer",
        None,
        "Permits Universal Transfer",
        "Move funds between the wallets of the account.",
    ),
    PermissionBox(
        "enableVanillaOptions", None, "Enable European Options", "Trade options contracts."
    ),
    PermissionBox(
        "enablePortfolioMarginTrading",
        None,
        "Enable Portfolio Margin Trading",
        "Trade with a portfolio margin account.",
    ),
    PermissionBox(
        "enableFixApiTrade", None, "Enable FIX API Trading", "Trade over the FIX protocol."
    ),
    PermissionBox(
        "enableFixReadOnly",
        None,
        "Enable FIX API Read-Only",
        "Read market data and orders over the FIX protocol.",
    ),
)

# The boxes of Binance.US today; there is no older guide to follow there (its help pages, Nov 2026).
_BOXES_US = (
    PermissionBox(
        READING, "Enable Reading", "Enable Reading", "See balances, orders and the trade history."
    ),
    PermissionBox(
        TRADING, "Enable Spot Trading", "Enable Spot Trading", "Buy and sell in your name."
    ),
    PERMISSION_BOXES[2],
)


def boxes_of(site: PracticeSite) -> tuple[PermissionBox, ...]:
    """The boxes beside which a site of this kind shows what a key may do."""
    match site:
        case PracticeSite.BINANCE_COM:
            return PERMISSION_BOXES
        case PracticeSite.BINANCE_US:
            return _BOXES_US


def known_permissions(site: PracticeSite, wanted: Collection[str]) -> frozenset[str]:
    """These permissions, if the site has a box for each. Raises ValueError."""
    unknown = set(wanted) - {box.field for box in boxes_of(site)}
    if unknown:
        raise ValueError(f"No such permission: {', '.join(sorted(unknown))}.")
    return frozenset(wanted)


PERMISSION_FIELDS = frozenset(box.field for box in PERMISSION_BOXES)

# What a new key could do in July 2018 when nobody touched the boxes (design: product.md).
TICKED_IN_2018 = frozenset({READING, TRADING})
READ_ONLY = frozenset({READING})
# What reads and does nothing else.
ONLY_READING = frozenset({READING, "enableFixReadOnly"})
