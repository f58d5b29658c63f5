"""A value that can't be a primary key is an invalid choice, not a server error."""

import pytest
from django.core.exceptions import ValidationError

from accounts.user import User
from foundation.forms.model_choice_field import ModelChoiceByIdField
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wrong", ["9" * 30, "-1", "½", "1 or 1=1", "\x00", "²", "1.0", "999999999"])
def test_values_that_are_no_primary_key_are_refused(wrong):
    with pytest.raises(ValidationError):
        ModelChoiceByIdField(User.objects.all()).clean(wrong)


def test_a_row_is_found_and_empty_gives_none():
    person = factories.user()
    field = ModelChoiceByIdField(User.objects.all(), required=False)
    assert field.clean(str(person.pk)) == person and field.clean("") is None
