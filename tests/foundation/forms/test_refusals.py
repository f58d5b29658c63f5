"""All refusals of one request are raised together."""

import pytest
from django import forms

from foundation.cpr_forms.forms import Form
from foundation.errors import Conflict, Refusal, Refusals


class Late(Refusal):
    pass


def test_the_first_is_raised_with_the_others() -> None:
    wrong = Refusals()
    wrong.add(Late("too late", field="day"))
    with wrong.collect():
        raise Refusal("no reason", field="reason")
    with pytest.raises(Late) as raised:
        wrong.raise_any()
    assert [(one.message, one.field) for one in raised.value.every] == [("too late", "day"), ("no reason", "reason")]


def test_nothing_wrong_raises_nothing() -> None:
    wrong = Refusals()
    with wrong.collect():
        pass
    wrong.raise_any()


def test_a_conflict_and_an_error_of_ours_are_not_collected() -> None:
    for error in (Conflict("somebody was first"), ValueError()):
        with pytest.raises(type(error)), Refusals().collect():
            raise error


def test_nested_refusals_are_all_kept() -> None:
    inner, outer = Refusals(), Refusals()
    inner.add(Late("a"))
    inner.add(Late("b"))
    with outer.collect():
        inner.raise_any()
    outer.add(Late("c"))
    with pytest.raises(Late) as raised:
        outer.raise_any()
    assert [one.message for one in raised.value.every] == ["a", "b", "c"]


def test_a_form_shows_each_refusal_at_its_field() -> None:
    class Asked(Form):
        day = forms.CharField()

    wrong = Refusals()
    wrong.add(Late("too late", field="day"))
    wrong.add(Late("not this unit", field="elsewhere"))
    form = Asked({"day": "x"})
    try:
        wrong.raise_any()
    except Refusal as refusal:
        form.refuse(refusal)
    assert form.errors == {"day": ["too late"], "__all__": ["not this unit"]}
