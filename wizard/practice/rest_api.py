"""The practice exchange's API over HTTP: takes a request through the checks to its answer."""

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import assert_never

from aiohttp import web

from wizard.practice import api_errors
from wizard.practice.account import PracticeAccount
from wizard.practice.answers import Call
from wizard.practice.api_errors import ApiError
from wizard.practice.api_parameters import check_all_known
from wizard.practice.bare_line import PlayedAnswer
from wizard.practice.closures import closed_answer
from wizard.practice.endpoints import Endpoint, PublicEndpoint, SignedEndpoint, endpoints_of
from wizard.practice.key_troubles import time_told
from wizard.practice.network_troubles import play_of
from wizard.practice.request_gate import SECURITY_PARAMETERS, Caller, admit
from wizard.practice.sent_parameters import SentParameters, read_parameters
from wizard.practice.spoiled_answers import spoiled_answer
from wizard.practice.used_weight import UsedWeight

FAMILIES = ("/api/", "/sapi/", "/fapi/", "/dapi/")

_FORM = "application/x-www-form-urlencoded"
_NOT_FOUND = (
    "<html><head><title>404 Not Found</title></head>"
    "<body><center><h1>404 Not Found</h1></center></body></html>"
)
_TIME_UNITS = {"MILLISECOND": False, "MICROSECOND": True}


def is_api_path(path: str) -> bool:
    """Whether a request is for the API and not for the web pages."""
    return path.startswith(FAMILIES)


class RestApi:
    """Answers every request below /api, /sapi and the (empty) futures families."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account
        self._endpoints = endpoints_of(account.site)
        self._weight = UsedWeight(account.now)
        self._ending = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The answer to one request. Raises only aiohttp's own error for a body too large."""
        troubles = self._account.behaviours.troubles
        answer = await self._true_answer(request)
        for trouble in troubles:
            closed = closed_answer(trouble, request.path, time_told(self._account))
            answer = closed or spoiled_answer(trouble, request, answer)
            play = play_of(trouble, answer)
            if play is not None:
                return PlayedAnswer(play, self._ending)
        return answer

    async def end(self, _app: web.Application) -> None:
        """Whatever is being played ends now: the server stops."""
        self._ending.set()

    async def _true_answer(self, request: web.Request) -> web.Response:
        methods = self._endpoints.get(request.path)
        if methods is None:
            return web.Response(
                status=HTTPStatus.NOT_FOUND, text=_NOT_FOUND, content_type="text/html"
            )
        endpoint = methods.get(request.method)
        if endpoint is None:
            refusal = ApiError(
                -1000,
                f"Request method '{request.method}' not supported",
                http_status=HTTPStatus.METHOD_NOT_ALLOWED,
            )
            return _error_answer(refusal, {"Allow": ", ".join(methods)})
        return self._respond(request, endpoint, await request.read())

    def _respond(self, request: web.Request, endpoint: Endpoint, body: bytes) -> web.Response:
        weight = endpoint.weight
        try:
            sent = _parameters(request, body)
            weight = _weigh(endpoint, sent.values)
            answer = self._answer(request, endpoint, sent)
        except ApiError as error:
            return _error_answer(error, self._weight.add(request.path, weight))
        return _json_answer(HTTPStatus.OK, answer, self._weight.add(request.path, weight))

    def _answer(self, request: web.Request, endpoint: Endpoint, sent: SentParameters) -> object:
        on_sapi = not request.path.startswith("/api/")
        in_microseconds = not on_sapi and _in_microseconds(request)
        own = {
            name: value for name, value in sent.values.items() if name not in SECURITY_PARAMETERS
        }
        match endpoint:
            case PublicEndpoint():
                if not on_sapi:
                    check_all_known(sent.values, endpoint.parameters)
                return endpoint.answer(Call(self._account, sent.values, in_microseconds))
            case SignedEndpoint():
                caller = Caller(
                    api_key=request.headers.get("X-MBX-APIKEY"),
                    address=request.remote or "",
                    on_sapi=on_sapi,
                )
                key = admit(
                    self._account,
                    caller,
                    sent,
                    permission=endpoint.permission,
                    mandatory=endpoint.mandatory,
                )
                if not on_sapi:
                    check_all_known(sent.values, endpoint.parameters | SECURITY_PARAMETERS)
                return endpoint.answer(Call(self._account, own, in_microseconds), key)
        assert_never(endpoint)


def _parameters(request: web.Request, body: bytes) -> SentParameters:
    # As sent, byte by byte: aiohttp's own view of the query is decoded and written anew.
    query = request.raw_path.partition("?")[2].encode("utf-8", "surrogateescape")
    is_form = request.content_type == _FORM or "Content-Type" not in request.headers
    return read_parameters(query, body, body_has_parameters=is_form and request.method != "GET")


def _weigh(endpoint: Endpoint, values: Mapping[str, str]) -> int:
    if isinstance(endpoint, SignedEndpoint) and values.get(endpoint.heavy_with) == "true":
        return endpoint.heavy_weight
    return endpoint.weight


def _in_microseconds(request: web.Request) -> bool:
    unit = request.headers.get("X-MBX-TIME-UNIT", "MILLISECOND").upper()
    if unit not in _TIME_UNITS:
        raise api_errors.invalid_time_unit()
    return _TIME_UNITS[unit]


def _error_answer(error: ApiError, headers: Mapping[str, str]) -> web.Response:
    return _json_answer(error.http_status, error.body(), headers)


def _json_answer(status: int, answer: object, headers: Mapping[str, str]) -> web.Response:
    return web.Response(
        status=status,
        text=json.dumps(answer, separators=(",", ":"), ensure_ascii=False),
        content_type="application/json",
        charset="UTF-8",
        headers=headers,
    )
