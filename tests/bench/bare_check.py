"""The two calls of a check as anybody would write them with python-binance, without our care.

As a script: credentials as JSON on standard input, the exchange's address as the argument.
"""

from __future__ import annotations

import json
import sys

ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.001",
    "price": "20000",
}


def bare_check(url: str, api_key: str, secret: str) -> bool:
    """Whether reading alone is on and the test order was refused."""
    from binance.client import Client
    from binance.exceptions import BinanceAPIException

    client = Client(api_key, secret, ping=False)
    client.API_URL, client.MARGIN_API_URL = f"{url}/api", f"{url}/sapi"
    permissions = client.get_account_api_permissions()
    try:
        client.create_test_order(**ORDER)
    except BinanceAPIException as refusal:
        trading_refused = refusal.code == -2015
    else:
        trading_refused = False
    client.close_connection()
    return trading_refused and not permissions["enableSpotAndMarginTrading"]


if __name__ == "__main__":
    given = json.load(sys.stdin)
    sys.exit(not bare_check(sys.argv[1], given["api_key"], given["secret"]))
