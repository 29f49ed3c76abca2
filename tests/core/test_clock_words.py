"""What is said after a look at the clock: by how much it is off, or that it is well."""

import pytest

from wizard.core.clock_words import clock_words
from wizard.core.evidence import Greeting, Unanswered
from wizard.core.problems import Problem, ProblemId


@pytest.mark.parametrize("off_ms", [0, 999, -999])
def test_clocks_that_agree(off_ms: int) -> None:
    words = clock_words(Greeting(10, off_ms), "Binance.US")
    assert words == "This computer’s clock and that of Binance.US agree now. Check again."


@pytest.mark.parametrize(
    ("off_ms", "said"), [(720_000, "12 minutes behind"), (-1000, "1 second ahead")]
)
def test_a_clock_that_is_off(off_ms: int, said: str) -> None:
    words = clock_words(Greeting(10, off_ms), "Binance.com")
    assert f"clock is {said}, compared with Binance.com." in words
    assert "agree" not in words


def test_nobody_told_the_time() -> None:
    words = clock_words(Unanswered(Problem(ProblemId.NO_NETWORK)), "Binance.com")
    assert words.startswith("The clock could not be checked. This computer is not connected")
    assert "agree" not in words
