"""Loading the steps: what comes out, and a sentence for everything that can be wrong."""

import datetime
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import wizard
from wizard.guide.steps import OtherWords, Step, StepAction, StepFilesError, Variant, load_steps

Damage = Callable[[Path], object]


def _edit(name: str, old: str, new: str) -> Damage:
    def damage(resources: Path) -> None:
        path = resources / "steps" / name
        text = path.read_text(encoding="utf-8")
        assert old in text, "the damage does not fit the file any more"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def _write(name: str, content: bytes) -> Damage:
    return lambda resources: (resources / "steps" / name).write_bytes(content)


def _remove(name: str) -> Damage:
    return lambda resources: (resources / name).unlink()


def test_the_programs_own_steps_are_ten_in_order() -> None:
    steps = load_steps()
    assert [step.number for step in steps] == list(range(1, 11))
    assert [step.action for step in steps if step.action is not StepAction.READ] == [
        StepAction.NAME,
        StepAction.NAME_AGAIN,
        StepAction.PASTE,
        StepAction.CHECK,
    ]
    assert [steps[n - 1].action.value for n in (3, 6, 9, 10)] == [
        "name",
        "name-again",
        "paste",
        "check",
    ]


def test_every_part_of_a_file_lands_in_its_place(broken: Path) -> None:
    words = (
        "# Do it\n\nFirst.\n\nSecond.\n\n## rail\nShort\n\n## today\nNow **this**.\n\n"
        "## rehearsal\nHere.\n\n## own-key\nHave one.\n\n## own-key-heading\nDo less\n\n"
        "## own-key-today\nOften.\n\n## stuck\nAsk.\n\n"
        "## different\n### Why?\nSo.\n\nAnd so.\n\n### How?\nThus.\n\n"
        "## picture\nA box.\n\n## picture-today\nA ring.\n\n"
        "## self-generated\nTwo keys.\n\n## self-generated-heading\nDo both\n\n"
        "## self-generated-rail\nBoth\n\n## self-generated-today\nThere.\n\n"
        "## self-generated-rehearsal\nElsewhere.\n\n## self-generated-stuck\nWait.\n\n"
        "## self-generated-different\n### When?\nNow.\n\n"
        "## self-generated-picture\nA pair.\n\n## self-generated-picture-today\nA lock.\n"
    )
    _write("en/02-enable.md", words.encode())(broken)
    assert load_steps("en", broken)[1] == Step(
        number=2,
        id="enable",
        rail_title="Short",
        heading="Do it",
        body="First.\n\nSecond.",
        today="Now **this**.",
        rehearsal="Here.",
        own_key="Have one.",
        own_key_heading="Do less",
        own_key_today="Often.",
        variants=(Variant("Why?", "So.\n\nAnd so."), Variant("How?", "Thus.")),
        stuck="Ask.",
        page="account",
        action=StepAction.READ,
        illustration="02-enable.svg",
        illustration_today="02-enable-today.svg",
        picture="A box.",
        picture_today="A ring.",
        compared_on=datetime.date(2026, 10, 10),
        self_generated=OtherWords(
            heading="Do both",
            body="Two keys.",
            rail_title="Both",
            today="There.",
            rehearsal="Elsewhere.",
            stuck="Wait.",
            variants=(Variant("When?", "Now."),),
            picture="A pair.",
            picture_today="A lock.",
        ),
        illustration_self_generated_today="02-enable-pair-today.svg",
    )


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(broken: Path) -> None:
    expected = load_steps("en", broken)
    for path in [broken / "steps/steps.toml", *(broken / "steps/en").glob("*.md")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_steps("en", broken) == expected


@pytest.mark.parametrize("language", ["pt", "pt_BR"])
def test_a_step_that_a_language_lacks_is_shown_in_english(broken: Path, language: str) -> None:
    english = load_steps("en", broken)
    text = (broken / "steps/en/03-name.md").read_text(encoding="utf-8")
    (broken / "steps/pt").mkdir()
    (broken / "steps/pt/03-name.md").write_text(
        text.replace("# Name the key, on the site and here", "# Dê um nome à chave"),
        encoding="utf-8",
    )
    steps = load_steps(language, broken)
    assert steps[2].heading == "Dê um nome à chave"
    assert steps[:2] + steps[3:] == english[:2] + english[3:]


@pytest.mark.parametrize("language", ["", "C", "xx", "../../etc", "/etc", "en/../en", "EN", "é"])
def test_an_unknown_language_is_english(language: str) -> None:
    assert load_steps(language) == load_steps("en")


ENTRY = '[[step]]\nnumber = 1\nid = "account"\n'

BROKEN: list[tuple[str, Damage, str]] = [
    ("no toml", _remove("steps/steps.toml"), "steps/steps.toml is missing"),
    ("no words", _remove("steps/en/04-2fa.md"), "en/04-2fa.md is missing"),
    ("no picture", _remove("illustrations/05-confirm.svg"), 'step 5: "illustration" names the'),
    (
        "no picture of today",
        _remove("illustrations/05-confirm-today.svg"),
        'step 5: "illustration_today" names the',
    ),
    ("not toml", _edit("steps.toml", "number = 1", "number = ="), "not valid TOML"),
    ("not utf-8", _write("steps.toml", b"\xff\xfe"), "not UTF-8"),
    ("words not utf-8", _write("en/01-account.md", b"# A\xff"), "not UTF-8"),
    ("empty toml", _write("steps.toml", b""), "as [[step]] tables"),
    ("step no list", _write("steps.toml", b"step = 3"), "as [[step]] tables"),
    ("steps no tables", _write("steps.toml", b"step = [1, 2]"), "as [[step]] tables"),
    ("nine steps", _edit("steps.toml", ENTRY, "[[left-out]]\n"), 'holds "left-out"'),
    ("one step", _write("steps.toml", ENTRY.encode()), "must hold 10 steps; it holds 1"),
    ("unknown key", _edit("steps.toml", ENTRY, ENTRY + "x = 1\n"), 'step 1: "x" is not known'),
    (
        "key missing",
        _edit("steps.toml", "compared_on = 2026-10-10\n", ""),
        '"compared_on" is missing',
    ),
    ("order", _edit("steps.toml", "number = 2", "number = 3"), 'step 2: "number" must be 2'),
    ("truth for a number", _edit("steps.toml", "number = 1", "number = true"), '"number" must'),
    ("number as text", _edit("steps.toml", "number = 1", 'number = "1"'), '"number" must'),
    ("id with a path", _edit("steps.toml", '"account"', '"../account"'), '"id" may only'),
    ("id no text", _edit("steps.toml", 'id = "account"', "id = 1"), '"id" may only'),
    ("unknown page", _edit("steps.toml", 'page = "account"', 'page = "home"'), '"page" must be'),
    ("address", _edit("steps.toml", 'page = "account"', "page = []"), '"page" must be'),
    ("unknown action", _edit("steps.toml", '"read"', '"dance"'), '"action" must be one of'),
    ("action no text", _edit("steps.toml", '"read"', "7"), '"action" must be one of'),
    ("picture elsewhere", _edit("steps.toml", '"01-acc', '"../01-acc'), "must be the name of"),
    ("picture no text", _edit("steps.toml", '"01-account.svg"', "1"), "must be the name of"),
    ("date as text", _edit("steps.toml", "2026-10-10", '"2026-10-10"'), "must be a day without"),
    ("date and time", _edit("steps.toml", "2026-10-10", "2026-10-10T09:00:00"), "must be a day"),
    ("no such day", _edit("steps.toml", "2026-10-10", "2026-02-30"), "not valid TOML"),
    ("too early", _edit("steps.toml", "2026-10-10", "2017-01-01"), "before the guide of July"),
    ("no heading", _edit("en/01-account.md", "# Open", "Open"), "does not begin with a heading"),
    ("empty file", _write("en/01-account.md", b""), 'the section "rail" is missing'),
    ("section gone", _edit("en/01-account.md", "## today", "today"), '"today" is missing'),
    ("unknown section", _edit("en/01-account.md", "## today", "## tody"), 'a section "tody"'),
    ("section twice", _edit("en/01-account.md", "## stuck", "## rail"), '"rail" twice'),
    (
        "section empty",
        _edit("en/01-account.md", "Open your account page\n\n## t", "\n## t"),
        '"rail" is empty',
    ),
    ("rail of two lines", _edit("en/01-account.md", "## rail\n", "## rail\nA\n"), "one line"),
    (
        "own heading of two lines",
        _edit("en/10-check.md", "## own-key-heading\n", "## own-key-heading\nA\n"),
        '"own-key-heading" has more than one line',
    ),
    (
        "pair's heading of two lines",
        _edit("en/09-keep.md", "## self-generated-heading\n", "## self-generated-heading\nA\n"),
        '"self-generated-heading" has more than one line',
    ),
    (
        "no questions about a pair",
        _edit(
            "en/09-keep.md", "## self-generated-different\n### ", "## self-generated-different\n"
        ),
        'the section "self-generated-different" must hold questi',
    ),
    (
        "no picture of a pair",
        _remove("illustrations/03-name-pair.svg"),
        'step 3: "illustration_self_generated" names the',
    ),
    ("no questions", _edit("en/05-confirm.md", "### No mail has come\n", ""), "must hold questi"),
    (
        "question without an answer",
        _edit("en/05-confirm.md", "### No mail has come\n", "### A\n### No mail has come\n"),
        "a question without words or answer",
    ),
]


@pytest.mark.parametrize(
    ("damage", "expected"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_what_is_wrong_is_said_in_a_sentence(broken: Path, damage: Damage, expected: str) -> None:
    load_steps("en", broken)
    damage(broken)
    with pytest.raises(StepFilesError) as caught:
        load_steps("en", broken)
    message = str(caught.value)
    assert expected in message
    assert message.endswith(".")
    assert str(broken) not in message


def test_no_text_below_the_heading(broken: Path) -> None:
    path = broken / "steps/en/01-account.md"
    text = path.read_text(encoding="utf-8")
    heading = text.splitlines()[0]
    path.write_text(heading + "\n\n" + text[text.index("## rail") :], encoding="utf-8")
    with pytest.raises(StepFilesError, match="no text below the heading"):
        load_steps("en", broken)


def test_two_steps_with_one_id(broken: Path) -> None:
    _edit("steps.toml", 'id = "enable"', 'id = "account"')(broken)
    shutil.copy(broken / "steps/en/02-enable.md", broken / "steps/en/02-account.md")
    with pytest.raises(StepFilesError, match="the same id"):
        load_steps("en", broken)


def test_a_file_that_cannot_be_read(broken: Path) -> None:
    path = broken / "steps/steps.toml"
    path.unlink()
    path.mkdir()
    with pytest.raises(StepFilesError, match="cannot be read: "):
        load_steps("en", broken)


def test_a_broken_translation_is_not_passed_over(broken: Path) -> None:
    (broken / "steps/pt").mkdir()
    (broken / "steps/pt/03-name.md").write_text("# Nome\n", encoding="utf-8")
    load_steps("en", broken)
    with pytest.raises(StepFilesError, match=r"pt/03-name\.md is wrong"):
        load_steps("pt", broken)


def test_an_incomplete_installation(tmp_path: Path) -> None:
    package = Path(wizard.__file__).parent
    shutil.copytree(package / "guide", tmp_path / "wizard/guide")
    (tmp_path / "wizard/core").mkdir()
    for name in ("__init__.py", "resource_files.py", "core/__init__.py", "core/wording.py"):
        shutil.copy(package / name, tmp_path / "wizard" / name)
    program = (
        "from wizard.guide.steps import StepFilesError, load_steps\n"
        "try:\n    load_steps()\nexcept StepFilesError as error:\n    print(error)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout == "The program's file steps is missing. Install the program again.\n"
