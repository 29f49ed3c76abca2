"""A client that knows nothing of us works as it would with the real exchange: python-binance.

ccxt and the exchange's own connectors were tried by hand in Nov 2026; they are no dependency.
"""

import pytest
from binance.client import Client
from binance.exceptions import BinanceAPIException

from tests.practice.api_client import PrivateKey, private_pem, public_pem
from wizard.practice.account import PracticeAccount
from wizard.practice.permission_boxes import READ_ONLY
from wizard.practice.server import PracticeServer

ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.001",
    "price": "20000",
}


@pytest.fixture
def account() -> PracticeAccount:
    return PracticeAccount()  # its clock is the real one, as the client's is


def _client(
    server: PracticeServer, api_key: str, secret: str = "", private_key: str | None = None
) -> Client:
    url = server.addresses.api_url
    here = type("Here", (Client,), {"API_URL": f"{url}/api", "MARGIN_API_URL": f"{url}/sapi"})
    client = here(api_key, secret, private_key=private_key)
    assert isinstance(client, Client)
    return client


# From Python 3.12 on, the client's own start complains.
@pytest.mark.filterwarnings("ignore:There is no current event loop:DeprecationWarning")
@pytest.mark.parametrize("kind", ["hmac", "ed25519_key", "rsa_key"])
def test_python_binance(
    kind: str, request: pytest.FixtureRequest, server: PracticeServer, account: PracticeAccount
) -> None:
    if kind == "hmac":
        key = account.make_key("client")
        client = _client(server, key.api_key, key.verifier)
    else:
        private_key: PrivateKey = request.getfixturevalue(kind)
        key = account.make_key("client", public_key_pem=public_pem(private_key))
        client = _client(server, key.api_key, private_key=private_pem(private_key))
    try:
        assert client.get_system_status() == {"status": 0, "msg": "normal"}
        assert client.get_symbol_info("BTCUSDT")["baseAsset"] == "BTC"
        assert client.get_asset_balance("BTC")["free"] == "0.25000000"
        assert client.get_account_api_permissions()["enableSpotAndMarginTrading"] is True
        assert client.create_test_order(**ORDER) == {}
        with pytest.raises(BinanceAPIException) as caught:
            client.create_test_order(**{**ORDER, "price": "0.001"})
        assert (caught.value.code, caught.value.status_code) == (-1013, 400)
        account.save_permissions(key.api_key, READ_ONLY)
        assert client.get_account_api_permissions()["enableSpotAndMarginTrading"] is False
        with pytest.raises(BinanceAPIException) as caught:
            client.create_test_order(**ORDER)
        assert (caught.value.code, caught.value.status_code) == (-2015, 401)
    finally:
        client.session.close()
