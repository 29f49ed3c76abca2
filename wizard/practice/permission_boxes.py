"""The eleven permissions of a key: their names in the API and beside the boxes of the site."""

from dataclasses import dataclass


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

PERMISSION_FIELDS = frozenset(box.field for box in PERMISSION_BOXES)

# What a new key could do in July 2018 when nobody touched the boxes (design: product.md).
TICKED_IN_2018 = frozenset({READING, TRADING})
READ_ONLY = frozenset({READING})
# What reads and does nothing else.
ONLY_READING = frozenset({READING, "enableFixReadOnly"})
