"""Finds the files of `resources/`, wherever the program was installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A wheel or a frozen app carries the folder inside the package; a checkout has it one level up.
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


class ResourceMissingError(FileNotFoundError):
    """A file that belongs to the program is not where the installation put it."""


def resource(*parts: str) -> Path:
    """Path of one resource, for example `resource("icons", "app.svg")`.

    Raises ResourceMissingError when the installation is incomplete.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissingError(
        f"The program's file {'/'.join(parts)} is missing. Install the program again."
    )
