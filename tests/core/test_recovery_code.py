"""The recovery code: read back as a person writes it, with the group named that has a slip."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.problems import Problem, ProblemId
from wizard.core.recovery_code import (
    _ALPHABET,
    GROUP_LENGTH,
    GROUPS,
    _check_character,
    _written,
    in_groups,
    new_recovery_code,
    read_recovery_code,
)
from wizard.core.secret import Secret

NUMBERS = st.integers(0, 2**128 - 1)
# Computed by hand from the rules of the module: SHA-256 of sixteen zero bytes begins 374708….
ZEROS = "00001-00002-00003-00004-00005-00006-00VM"


def _read(text: str) -> str | ProblemId:
    found = read_recovery_code(text)
    return found.id if isinstance(found, Problem) else found.reveal()


def test_a_new_code_is_seven_groups_of_five_and_never_the_same() -> None:
    codes = {new_recovery_code().reveal() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        groups = code.split("-")
        assert [len(group) for group in groups] == [GROUP_LENGTH] * GROUPS
        assert set(code) <= {*_ALPHABET, "-"}


def test_nothing_is_told_by_accident() -> None:
    code = new_recovery_code()
    assert code.reveal() not in f"{code!r} {code!s}"


def test_zero_is_written_as_the_rules_say() -> None:
    assert _written(0).startswith(ZEROS)


@given(NUMBERS)
def test_what_is_written_is_read(number: int) -> None:
    code = _written(number)
    assert _read(code) == code


@given(NUMBERS, st.sampled_from(["", " ", "-", "–", "\n", "_", " - "]), st.booleans())
def test_people_write_it_their_way(number: int, between: str, small: bool) -> None:
    code = _written(number)
    written = between.join(code.split("-")).replace("0", "O").replace("1", "l")
    assert _read(f"  {written.lower() if small else written} \n") == code


@given(NUMBERS, st.integers(0, 41), st.sampled_from(["", " ", "-", ", "]))
def test_what_is_typed_so_far_stands_in_groups(number: int, length: int, between: str) -> None:
    code = _written(number)
    typed = between.join(code[:length].split("-")).lower()
    assert in_groups(typed) == code[:length].rstrip("-")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("", ""), ("-", ""), ("7kq2fu", "7KQ2F-U"), ("no code at all!", "N0C0D-EATA1-1!")],
)
def test_nothing_but_separators_is_left_out_of_the_groups(typed: str, shown: str) -> None:
    assert in_groups(typed) == shown


@given(NUMBERS, st.data())
def test_one_wrong_character_is_found_in_its_group(number: int, data: st.DataObject) -> None:
    code = _written(number)
    place = data.draw(st.sampled_from([i for i, letter in enumerate(code) if letter != "-"]))
    other = data.draw(st.sampled_from([letter for letter in _ALPHABET if letter != code[place]]))
    found = read_recovery_code(code[:place] + other + code[place + 1 :])
    assert isinstance(found, Problem)
    assert found.id is ProblemId.RECOVERY_CODE_GROUP
    assert found.values["group"] == str(place // (GROUP_LENGTH + 1) + 1)


@pytest.mark.parametrize("place", range(GROUP_LENGTH - 1))
def test_no_two_neighbours_fit_in_each_other_s_place(place: int) -> None:
    for position in range(GROUPS):
        for one, other in combinations(_ALPHABET, 2):
            data = ["7", "K", "Q", "2"]
            data[place : place + 2] = [one, other]
            group = [*data[: GROUP_LENGTH - 1]]
            if place < GROUP_LENGTH - 2:
                swapped = [*group]
                swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
                assert _check_character(position, "".join(group)) != _check_character(
                    position, "".join(swapped)
                )
            else:
                check = _check_character(position, "".join(group))
                last = group[-1]
                if check != last:
                    turned = "".join([*group[:-1], check])
                    assert _check_character(position, turned) != last


@given(NUMBERS, st.data())
def test_groups_in_each_other_s_place_are_found(number: int, data: st.DataObject) -> None:
    groups = _written(number).split("-")
    one, other = data.draw(st.sampled_from(list(combinations(range(GROUPS), 2))))
    if groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    assert _read("-".join(groups)) is ProblemId.RECOVERY_CODE_GROUP


@given(NUMBERS, st.integers(0, 2**12 - 1))
def test_well_formed_groups_with_another_sum_are_no_code(number: int, other: int) -> None:
    good = _written(number)
    bits = 0
    for letter in "".join(group[:-1] for group in good.split("-")):
        bits = bits << 5 | _ALPHABET.index(letter)
    if bits & 0xFFF == other:
        return
    bits = bits & ~0xFFF | other
    text = "".join(_ALPHABET[bits >> 5 * (27 - place) & 31] for place in range(28))
    parts = [text[start : start + 4] for start in range(0, 28, 4)]
    forged = "-".join(part + _check_character(place, part) for place, part in enumerate(parts))
    assert _read(forged) is ProblemId.RECOVERY_CODE_SHAPE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ProblemId.RECOVERY_CODE_LENGTH),
        ("7KQ2F", ProblemId.RECOVERY_CODE_LENGTH),
        ("U" * 35, ProblemId.RECOVERY_CODE_SHAPE),
        ("correct horse battery staple", ProblemId.RECOVERY_CODE_LENGTH),
        ("four unusual words", ProblemId.RECOVERY_CODE_SHAPE),
        ("７" * 35, ProblemId.RECOVERY_CODE_SHAPE),
        ("0" * 36, ProblemId.RECOVERY_CODE_LENGTH),
        ("\0" * 35, ProblemId.RECOVERY_CODE_SHAPE),
    ],
)
def test_what_is_no_code_is_said_to_be_none(text: str, problem: ProblemId) -> None:
    assert _read(text) is problem


@given(st.text(max_size=60))
def test_no_text_brings_anything_but_a_code_or_a_problem(text: str) -> None:
    found = read_recovery_code(text)
    assert isinstance(found, Secret | Problem)
    if isinstance(found, Problem):
        assert all((found.what, found.means, found.do))
