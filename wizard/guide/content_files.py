"""Reading one file of the guide's content, with a sentence for everything that can be wrong."""

from pathlib import Path

from wizard.resource_files import ResourceMissingError, resource


class StepFilesError(Exception):
    """The guide's files are incomplete or wrong; the message is a sentence that says where."""


def program_folder(name: str) -> Path:
    """The program's own resource folder `name`. Raises StepFilesError when it is not there."""
    try:
        return resource(name)
    except ResourceMissingError as error:
        raise StepFilesError(str(error)) from None


def read_content(path: Path) -> str:
    """The text of `path`. Raises StepFilesError."""
    try:
        # "sig": editors on Windows put a mark in front that nobody sees.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise StepFilesError(f"The guide's file {short_name(path)} is missing.") from None
    except UnicodeDecodeError:
        raise StepFilesError(f"The guide's file {short_name(path)} is not UTF-8 text.") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StepFilesError(
            f"The guide's file {short_name(path)} cannot be read: {reason}."
        ) from None


def short_name(path: Path) -> str:
    """The last folder and the name: enough to find the file, nothing of the person's disk."""
    return "/".join(path.parts[-2:])
