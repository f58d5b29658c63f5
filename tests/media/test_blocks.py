"""StreamField blocks that refer to media items."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from wagtail.blocks import ListBlock, StreamBlock, StructBlock

from media.blocks import MediaBlock
from media.media_item import MediaItem
from tests.media import ready

pytestmark = pytest.mark.django_db


class PhotoStruct(StructBlock):
    item = MediaBlock()


class Body(StreamBlock):
    photos = ListBlock(PhotoStruct())
    document = MediaBlock(required=False)


@pytest.fixture
def photo(evidence: Any, person: Any) -> MediaItem:
    return ready.image(evidence, person)


def stored(pks: list[int]) -> list[dict[str, Any]]:
    return [{"type": "photos", "value": [{"type": "item", "id": str(pk), "value": {"item": pk}} for pk in pks]}]


def test_a_stored_number_becomes_the_item_and_back(photo: MediaItem) -> None:
    value = Body().to_python(stored([photo.pk]))
    assert value[0].value[0]["item"] == photo
    assert MediaBlock().get_prep_value(photo) == photo.pk
    assert MediaBlock().to_python(photo.pk + 1000) is None  # deleted meanwhile


def test_many_items_cost_one_query(evidence: Any, person: Any, django_assert_num_queries: Any) -> None:
    for count in (2, 9):
        raw = stored([ready.image(evidence, person).pk for _ in range(count)])
        with django_assert_num_queries(1):
            assert len([part["item"].key for part in Body().to_python(raw)[0].value]) == count


def test_the_form_is_a_hidden_number_that_must_exist(photo: MediaItem) -> None:
    block = MediaBlock()
    html = block.field.widget.render("b", block.get_form_state(photo))
    assert 'type="hidden"' in html and f'value="{photo.pk}"' in html
    sent = block.value_from_datadict(MultiValueDict({"b": [str(photo.pk)]}), {}, "b")
    assert block.clean(sent) == photo
    for wrong in (str(photo.pk + 1000), "", "hej", "1 OR 1=1"):
        with pytest.raises((ValidationError, ValueError)):
            block.clean(block.value_from_datadict(MultiValueDict({"b": [wrong]}), {}, "b"))
