"""Every block of a template has texts and a preview for the editor, and can be displayed with incomplete values."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.template.agenda_display import DisplayItem, read_agenda
from meetings.template.blocks import AgendaItemBlock
from meetings.template.pages import TemplatePage
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories

STREAMS = ("agenda", "participants", "preparation", "contributes_to", "follow_up")


def choosable():
    return [
        (f"{stream}.{name}", block)
        for stream in STREAMS
        for name, block in TemplatePage._meta.get_field(stream).stream_block.child_blocks.items()
    ]


@pytest.mark.parametrize(("name", "block"), choosable())
def test_every_block_has_icon_texts_and_preview(name, block):
    assert block.meta.icon not in {"", "placeholder"}
    assert str(block.label) and str(block.meta.description)
    assert block.is_previewable
    assert str(block.render(block.get_preview_value())).strip()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "block"), choosable())
def test_the_preview_uses_the_sites_layout(name, block, client, today):
    sync_editor_groups()
    person = factories.user(role=Role.CENTRAL_EDITOR)
    set_editor_groups(person, today=today)
    client.force_login(person)
    TemplatePage.get_edit_handler()  # the editor's form makes the blocks known
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "app.css" in response.content.decode()


def test_an_incomplete_item_can_be_displayed():
    block = AgendaItemBlock()
    value = block.to_python(
        {"title": "", "minutes": None, "perspectives": [{"perspective": "", "examples": ""}], "owner": ""}
    )
    item = DisplayItem.from_block(value)
    assert (item.time_words, item.perspectives, item.owner) == ("", [], "")


def test_parts_of_another_kind_of_unit_are_hidden_or_labelled_for_the_editor():
    value = AgendaItemBlock().to_python(
        {
            "title": "Data",
            "applies_to": "all",
            "parts": [{"text": "For skoler", "applies_to": "school"}, {"text": "For alle", "applies_to": "all"}],
            "perspectives": [{"perspective": "children", "examples": "tegninger", "applies_to": "daycare"}],
            "required_data": [{"text": "Fravær", "applies_to": "school"}],
        }
    )
    daycare = DisplayItem.from_block(value, kind="daycare")
    assert [part.text for part in daycare.parts] == ["For alle"]
    assert (len(daycare.perspectives), daycare.required_data) == (1, [])
    assert [part.mark for part in DisplayItem.from_block(value).parts] == ["Kun skoler", ""]


@pytest.mark.django_db
def test_breaks_are_not_numbered():
    page = TemplatePage(
        agenda=[
            factories.agenda_item("Velkomst"),
            factories.agenda_item("Pause", 15, is_break=True),
            {"type": "kept_text", "value": {"text": "Husk kaffe"}},
            factories.agenda_item("Kun dagtilbud", applies_to="daycare"),
            factories.agenda_item("Afrunding"),
        ]
    )
    read = read_agenda(page.agenda, kind="school")
    assert [(entry.number, entry.title) if entry.is_item else entry.text for entry in read] == [
        (1, "Velkomst"),
        (None, "Pause"),
        "Husk kaffe",
        (2, "Afrunding"),
    ]
