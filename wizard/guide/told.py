"""What a step says to this very person: with a key or without, at which kind of exchange."""

from dataclasses import dataclass

from wizard.guide.steps import Step


@dataclass(frozen=True, slots=True)
class Told:
    """The heading is plain text, `body` and `today` are Markdown."""

    heading: str
    body: str
    today: str


def told(step: Step, *, own_key: bool, binance_us: bool) -> Told:
    """The words of `step`. `own_key`: the person came with one.

    Where both have words of their own, the site's come first: they say what is true there.
    """
    own = own_key and bool(step.own_key)
    body = step.own_key if own else step.body
    today = step.own_key_today if own else step.today
    return Told(
        heading=(own and step.own_key_heading) or step.heading,
        body=(binance_us and step.binance_us) or body,
        today=(binance_us and not (own and today) and step.binance_us_today) or today,
    )
