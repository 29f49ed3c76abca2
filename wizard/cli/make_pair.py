"""`make-pair`: a key pair, its private key sealed before the public one is printed."""

from __future__ import annotations

from wizard.cli.exit_codes import ExitCode
from wizard.cli.name_argument import name_argument
from wizard.cli.request import MakePair
from wizard.cli.session import Session
from wizard.cli.vault_opening import open_or_create
from wizard.core.problems import Problem, ProblemError
from wizard.core.saved_key import WaitingPair, read_name, same_name
from wizard.core.venue import takes_public_keys

_NOT_HERE = """\
Whether this site takes public keys is not known, so no pair was made.
What to do: create a system generated key there and give it to “key-wizard add”."""
_NEXT = """\
Its private key is sealed in the vault. On the exchange's page choose “Self-generated” and
paste the public key there, with the lines that begin with “-----”. Then give the API key:
  key-wizard add {name}"""


def make_pair(session: Session, command: MakePair) -> ExitCode:
    """Exit 0 when the public key was printed; raises ProblemError for the name and the vault."""
    name = read_name(command.name)
    if isinstance(name, Problem):
        raise ProblemError(name)
    if not takes_public_keys(session.service.venue.id):
        session.terminal.complain(_NOT_HERE)
        return ExitCode.USAGE
    open_or_create(session)
    pairs = session.service.pairs.waiting()
    pair = next((pair for pair in pairs if same_name(pair.name, name)), None)
    if pair is None:
        pair = session.service.pairs.make(name)
    _print(session, pair, as_json=command.as_json)
    return ExitCode.READ_ONLY


def _print(session: Session, pair: WaitingPair, *, as_json: bool) -> None:
    if as_json:
        session.terminal.print_json(
            {"name": pair.name, "venue": pair.venue.value, "public_key": pair.public_key}
        )
        return
    session.terminal.say(pair.public_key.rstrip("\n"))
    session.terminal.complain("\n" + _NEXT.format(name=name_argument(pair.name)))
