"""What a step says to this very person: with a key or without, of which kind, and where."""

from dataclasses import dataclass

from wizard.guide.steps import NOTHING_ELSE, Step, Variant


@dataclass(frozen=True, slots=True)
class Told:
    """Markdown: `body`, `sealed`, `today`, `rehearsal`, `stuck`, the answers; the rest is plain.

    `sealed` takes the place of `body` once both values are here; "" where that stays true.

    The illustrations are file names; `picture` and `picture_today` say in words what they show.
    """

    heading: str
    rail_title: str
    body: str
    today: str
    rehearsal: str
    stuck: str
    variants: tuple[Variant, ...]
    illustration: str
    illustration_today: str
    picture: str
    picture_today: str
    sealed: str


def told(
    step: Step,
    *,
    own_key: bool,
    binance_us: bool,
    self_generated: bool = False,
    rehearsal: bool = False,
) -> Told:
    """The words of `step`. `own_key`: the person came with one. `self_generated`: this app makes
    a pair of keys, and the exchange is given the public one. `rehearsal`: at a practice exchange.

    Where several have words of their own, the site's come first: they say what is true there; and
    before them what is true on the pages of the practice exchange, whichever site it plays.
    Who came with a key is never told of a pair that is made here.
    """
    own = own_key and bool(step.own_key)
    other = step.self_generated if self_generated and not own_key else NOTHING_ELSE
    drawn = self_generated and not own_key
    body = step.own_key if own else other.body or step.body
    practice = "" if own or not rehearsal else other.practice or step.practice
    today = step.own_key_today if own else other.today or step.today
    return Told(
        heading=(own and step.own_key_heading) or other.heading or step.heading,
        rail_title=other.rail_title or step.rail_title,
        body=practice or (binance_us and step.binance_us) or body,
        today=(binance_us and not (own and today) and step.binance_us_today) or today,
        rehearsal=other.rehearsal or step.rehearsal,
        stuck=(own_key and step.own_key_stuck) or other.stuck or step.stuck,
        variants=other.variants or step.variants,
        illustration=(drawn and step.illustration_self_generated) or step.illustration,
        illustration_today=(drawn and step.illustration_self_generated_today)
        or step.illustration_today,
        picture=other.picture or step.picture,
        picture_today=other.picture_today or step.picture_today,
        sealed="" if own or drawn else step.sealed,
    )
