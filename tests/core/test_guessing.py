"""What anybody would try first is told apart from what a person made up."""

from __future__ import annotations

import pytest

from wizard.core.guessing import is_easily_guessed


@pytest.mark.parametrize(
    "passphrase",
    [
        "aaaaaaaaaaaa",
        "ababababababab",
        "            ",
        "123456789012",
        "abcdefghijkl",
        "987654321098",
        "qwertyuiop12",
        "Password1234",
        "passwordpassword",
        "tiger7tiger7tig",
        "hello world hello world",
    ],
)
def test_easily_guessed(passphrase: str) -> None:
    assert is_easily_guessed(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "four words of nonsense",
        "quite another row of words",
        "Trombone-4 kettle moss",
        "my password is a giraffe",
        "наш старый зелёный дом",
        "8274 1906 5530",
    ],
)
def test_not_called_so(passphrase: str) -> None:
    assert not is_easily_guessed(passphrase)
