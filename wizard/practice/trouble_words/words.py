"""The shape of what a person reads about one trouble."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TroubleWords:
    """`happens`: what the practice exchange does then. `careful` goes on: “A careful program …”."""

    title: str
    happens: str
    careful: str
