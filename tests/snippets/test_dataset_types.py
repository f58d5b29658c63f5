import pytest
from django.core.exceptions import ValidationError

from snippets.enums import DatasetKind
from snippets.first_dataset_types import ensure_dataset_types
from snippets.models import DatasetType

pytestmark = pytest.mark.django_db


def test_every_installation_begins_with_one_of_each_kind():
    assert set(DatasetType.objects.values_list("kind", flat=True)) == set(DatasetKind.values)
    assert DatasetType.objects.get(kind=DatasetKind.TEST).is_confidential


def test_renamed_or_retired_types_are_not_recreated():
    DatasetType.objects.filter(kind=DatasetKind.ABSENCE).update(name="Elevfravær", is_active=False)
    ensure_dataset_types()
    assert DatasetType.objects.filter(kind=DatasetKind.ABSENCE).count() == 1
    assert not DatasetType.objects.get(name="Elevfravær").is_active


def test_a_minimum_under_three_is_refused():
    with pytest.raises(ValidationError):
        DatasetType(name="Ny", minimum_count=2).full_clean()
