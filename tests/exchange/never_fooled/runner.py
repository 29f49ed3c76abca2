"""Plays behaviours, one or many at once, and says what is wrong with the program's verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from tests.exchange.asking import API_KEY, SECRET, Asking
from tests.exchange.never_fooled.behaviour import (
    NOW,
    Behaviour,
    Expected,
    Meeting,
    Word,
)
from tests.exchange.never_fooled.scene import Scene
from tests.exchange.scripted_server import ScriptedServer
from wizard.core.evidence import PermissionsSeen
from wizard.core.problems import ProblemId
from wizard.core.verdict import CanDoMore, NotAccepted, NotChecked, ReadOnly, Verdict, judge
from wizard.exchange.listed_requests import LISTED

SLACK_S = 2.0
"""How long after its deadline a check may come back on a busy machine."""
LIMIT_MB = 30.0
"""By how much a check may make the program grow, whatever arrives."""
_AT_ONCE = 8


@dataclass(frozen=True)
class Outcome:
    """What became of one behaviour; without complaints it is as it must be."""

    behaviour: Behaviour
    word: Word
    problem: ProblemId | None
    seconds: float
    complaints: tuple[str, ...] = ()
    memory_mb: float | None = None


Weigh = Callable[[Behaviour, ScriptedServer], float]


def run_all(
    behaviours: Sequence[Behaviour], scene: Scene, weigh: Weigh | None = None
) -> list[Outcome]:
    """In the order given; those that wait for a deadline wait together."""
    waiting = [one for one in behaviours if one.hangs]
    outcomes = {id(one): run(one, scene, weigh) for one in behaviours if not one.hangs}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        together = pool.map(lambda one: run(one, scene), waiting)
        outcomes |= {id(one): out for one, out in zip(waiting, together, strict=True)}
    return [outcomes[id(one)] for one in behaviours]


def run(behaviour: Behaviour, scene: Scene, weigh: Weigh | None = None) -> Outcome:
    """One behaviour, met by the real adapter."""
    meeting, roles = behaviour.meeting() if behaviour.meeting else (None, behaviour.roles)
    server = ScriptedServer(
        roles,
        tls=None if behaviour.tls is None else scene.context(behaviour.tls),
        greets=behaviour.greets,
        slams=behaviour.slams,
        elsewhere=scene.elsewhere.url,
    )
    asking = _asking(behaviour, scene, meeting)
    calls_before = scene.elsewhere.connections
    with server:
        with scene.environment(behaviour.environment):
            verdict = judge(asking.check(server), behaviour.expected_created_ms)
        outcome = Outcome(behaviour, word_of(verdict), problem_in(verdict), asking.took_s)
        met = len(server.asked)
        memory_mb = weigh(behaviour, server) if weigh and behaviour.heavy else None
        weighed = memory_mb is not None
        unmet = ["nothing was weighed"] if weighed and len(server.asked) == met else []
        if memory_mb is not None and memory_mb >= LIMIT_MB:
            unmet.append(f"it took {memory_mb:.0f} MB")
    complaints = (
        *about_verdict(behaviour.expected, verdict),
        *_about_time(behaviour, asking.took_s),
        *_about_server(behaviour, server, weighed=weighed),
        *unmet,
        *_about_key(server, scene, calls_before),
    )
    return replace(outcome, complaints=complaints, memory_mb=memory_mb)


def _asking(behaviour: Behaviour, scene: Scene, meeting: Meeting | None) -> Asking:
    class Seen(list[PermissionsSeen]):
        def append(self, seen: PermissionsSeen) -> None:
            super().append(seen)
            if meeting is not None:
                meeting.arrive()

    return Asking(
        deadline_s=behaviour.deadline_s,
        authorities=scene.authority.file if behaviour.trusts else None,
        venue_id=behaviour.venue,
        clock=lambda: NOW,
        seen=Seen(),
    )


def word_of(verdict: Verdict) -> Word:
    """The verdict in one word."""
    match verdict:
        case ReadOnly():
            return Word.READ_ONLY
        case CanDoMore():
            return Word.CAN_DO_MORE
        case NotAccepted():
            return Word.NOT_ACCEPTED
        case NotChecked():
            return Word.NOT_CHECKED


def problem_in(verdict: Verdict) -> ProblemId | None:
    """Its problem, if it has one."""
    return verdict.problem.id if isinstance(verdict, NotAccepted | NotChecked) else None


def about_verdict(expected: Expected, verdict: Verdict) -> Iterator[str]:
    """What is wrong with it, if anything."""
    if word_of(verdict) is not expected.word or problem_in(verdict) is not expected.problem:
        yield f"it says {word_of(verdict)}, {problem_in(verdict)}"
    if isinstance(verdict, ReadOnly | CanDoMore):
        evidence = verdict.evidence
        if expected.test_order not in {None, evidence.test_order}:
            yield f"the test order is {evidence.test_order}"
        off_ms = expected.clock_off_ms
        if off_ms is not None and abs(evidence.clock_off_ms - off_ms) > 1500:
            yield f"the clock is off by {evidence.clock_off_ms} ms"
    if isinstance(verdict, CanDoMore) and expected.switched_on not in {None, verdict.switched_on}:
        yield f"{verdict.switched_on} is named"
    if isinstance(verdict, NotChecked) and verdict.until != expected.until:
        yield f"come back at {verdict.until}"
    if isinstance(verdict, NotAccepted | NotChecked):
        words = f"{verdict.problem.what}\n{verdict.problem.means}\n{verdict.problem.do}"
        if "{" in words or API_KEY in words + verdict.problem.technical:
            yield f"its words are {words}"


def _about_time(behaviour: Behaviour, took_s: float) -> Iterator[str]:
    if took_s > behaviour.deadline_s + SLACK_S:
        yield f"it took {took_s:.1f} s"
    if behaviour.hangs and took_s < behaviour.deadline_s:
        yield f"it hung for {took_s:.1f} s only"


def _about_server(behaviour: Behaviour, server: ScriptedServer, *, weighed: bool) -> Iterator[str]:
    for path in behaviour.fires:
        if path not in server.fired:
            yield f"nothing happened at {path}"
    if behaviour.tls not in {None, "a good certificate"} and not any(server.handshakes):
        yield "no handshake failed"
    if behaviour.greets is not None and not server.connections:
        yield "nobody called"
    if behaviour.asked is not None and not weighed and tuple(server.paths) != behaviour.asked:
        yield f"it was asked {server.paths}"


def _about_key(server: ScriptedServer, scene: Scene, calls_before: int) -> Iterator[str]:
    if scene.elsewhere.connections > calls_before:
        yield "somebody called elsewhere"
    if (scene.home / "keys.log").exists():
        yield "keys of the encryption were written down"
    if API_KEY.encode() in server.heard:
        yield "the API key was sent before encryption"
    for asked in server.asked:
        if (asked.method, asked.path) not in LISTED:
            yield f"{asked.method} {asked.path} was sent"
        if SECRET in repr(asked) and asked.headers.get("x-mbx-apikey") != SECRET:
            yield "the secret was sent"
        for name in ("authorization", "proxy-authorization", "cookie"):
            if name in asked.headers:
                yield f"the header {name} was sent"
