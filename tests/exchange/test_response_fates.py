"""What became of a test order, by status and code: the second witness, told by replies alone."""

from __future__ import annotations

import json

import pytest

from wizard.core.evidence import TestOrder
from wizard.exchange.diagnosis import fate_of_test_order
from wizard.exchange.replies import Answer, Cause, Failure, Reply, Stage


def says(status: int, code: int) -> Answer:
    return Answer(status, json.dumps({"code": code, "msg": ""}).encode())


ABOUT_THE_ORDER = {-1010, -1013, -1014, -2010, -2021, -2022, *range(-1199, -1099)}


def fate(reply: Reply) -> TestOrder:
    return fate_of_test_order(reply)


@pytest.mark.parametrize("status", [200, 201, 302, 399, 400, 401, 402, 403, 429, 499, 500, 503])
def test_the_fate_of_an_order_by_status_and_code(status: int) -> None:
    for code in (*range(-2030, -2005), *range(-1205, -995), -1, 0, 1):
        expected = TestOrder.SILENT
        if (status, code) == (401, -2015):
            expected = TestOrder.REFUSED
        elif ((400 <= status < 500 or status == 200) and code in ABOUT_THE_ORDER) or (
            status == 200 and code >= 0
        ):
            expected = TestOrder.ACCEPTED
        assert fate(says(status, code)) is expected, code


def test_an_order_passes_with_an_object_and_nothing_else() -> None:
    for body in (b"{}", b'{"a":{}}', b'{"code":"-2015"}', b'{"code":true}', b'{"code":null}'):
        assert fate(Answer(200, body)) is TestOrder.ACCEPTED
        assert fate(Answer(201, body)) is TestOrder.SILENT
    for body in (b"", b"[]", b"[{}]", b"null", b"<html>", b'{"a":1,"a":1}', b"{}x"):
        assert fate(Answer(200, body)) is TestOrder.SILENT


def test_an_order_that_got_no_answer_is_silent() -> None:
    for cause in Cause:
        assert fate(Failure(cause, Stage.BODY)) is TestOrder.SILENT
