"""Every form of the Wagtail admin, sent twice and sent outdated: one row and one answer, or 409 with the input kept.

The forms are those of every register, setting and page type that the admin shows; new ones are covered automatically.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.blocks.base import BlockField
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page, Workflow, get_page_models
from wagtail.snippets.models import get_snippet_models

from accounts.models import User
from accounts.roles import Role
from accounts.second_factor.sign_in_settings import SignInSettings
from foundation.forms.one_time_key import KEY_FIELD
from foundation.municipality import Municipality
from foundation.pages import BasePage
from tests import factories
from tests.leaks.editor_routes import closed
from tests.leaks.stage import Stage
from tests.leaks.test_every_form import everything, signed_in
from tests.meetings.articles.made import article
from tests.services.visitor import fields

pytestmark = pytest.mark.django_db

WORDS = "Nogle ord i redaktionen"
#: Tables written by looking at a form: editing sessions, subscriptions to comments.
LOOKING = {"wagtailadmin_editingsession", "wagtailcore_pagesubscription"}


@dataclass(frozen=True)
class EditorForm:
    """A form: its user, its address, and the name of a text field."""

    person: User
    address: str
    words: str
    more: tuple[tuple[str, str], ...] = ()

    def filled(self, client: Client) -> dict[str, Any]:
        """The data that a browser would send, with text filled in; lists of blocks are empty."""
        answer = client.get(self.address)
        assert answer.status_code == 200, self.address
        form = BeautifulSoup(answer.content, "html.parser").select_one("form[data-edit-form]")
        assert form is not None
        blocks = {
            f"{name}-count": "0"
            for name, field in answer.context["form"].fields.items()
            if isinstance(field, BlockField)
        }
        return {**fields(form), **blocks, self.words: WORDS, **dict(self.more)}


def making(stage: Stage) -> Iterator[EditorForm]:
    """All create forms."""
    editor = stage.person(Role.CENTRAL_EDITOR)
    article()
    for model in get_snippet_models():
        yield EditorForm(editor, reverse(model.snippet_viewset.get_url_name("add")), "name")
    for model in page_types():
        for parent in Page.objects.filter(content_type__model__in=[one.__name__.lower() for one in parents(model)]):
            if model.can_create_at(parent.specific) and parent.permissions_for_user(editor).can_add_subpage():
                words = [model._meta.app_label, model._meta.model_name, parent.pk]
                more = (("school_year", "2031/2032"),) if model.__name__ == "TemplatePage" else ()
                yield EditorForm(editor, reverse("wagtailadmin_pages:add", args=words), "title", more)


#: Settings -> a field in which one writes.
SETTINGS = {
    "accounts.directorysettings": "button_label",
    "foundation.municipality": "contact_name",
    "meetings.documentsettings": "document_type",
}


def changing(stage: Stage) -> Iterator[EditorForm]:
    """All edit forms."""
    editor = stage.person(Role.CENTRAL_EDITOR)
    article()
    for model in get_snippet_models():
        row = model.objects.first() or model.objects.create(name="Før")
        yield EditorForm(editor, reverse(model.snippet_viewset.get_url_name("edit"), args=[row.pk]), "description")
    site = Municipality.here().site_id
    for name, written in SETTINGS.items():
        words = [*name.split("."), site]
        yield EditorForm(stage.person(Role.ADMINISTRATOR), reverse("wagtailsettings:edit", args=words), written)
    for workflow in Workflow.objects.exclude(moderation=None):
        address = reverse("moderation_workflows:edit", args=[workflow.pk])
        yield EditorForm(stage.person(Role.ADMINISTRATOR), address, "name")
    for model in page_types():
        page = model.objects.first()
        if page is not None and page.permissions_for_user(editor).can_edit():
            yield EditorForm(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]), "title")


def page_types() -> list[type[Page]]:
    return [model for model in get_page_models() if issubclass(model, BasePage) and model.in_editor]


def parents(model: type[Page]) -> list[type[Page]]:
    return list(model.allowed_parent_page_models())


def changed(before: dict[str, list[str]]) -> list[str]:
    now = everything()
    return [table for table in now if table not in LOOKING and now[table] != before.get(table)]


def test_all_editable_registers_settings_and_pages_are_covered(stage: Stage) -> None:
    assert len(list(making(stage))) == len(get_snippet_models()) + 4
    assert len(list(changing(stage))) >= len(get_snippet_models()) + len(SETTINGS) + 4
    assert {model._meta.label_lower for model in settings_registry} == {*SETTINGS, "accounts.signinsettings"}


def test_the_register_of_agreements_has_no_forms(strong: Client, stage: Stage) -> None:
    closed(strong, "meetings/agreement/create/", "meetings/agreement/edit/1/", "meetings/agreement/delete/1/")


def test_a_form_that_is_sent_twice_saves_once(stage: Stage) -> None:
    for form in (*making(stage), *changing(stage)):
        with transaction.atomic():
            client = signed_in(form.person)
            sent = form.filled(client)
            first = client.post(form.address, sent)
            assert first.status_code == 302, (form, first.context and first.context["form"].errors)
            after = everything()
            second = client.post(form.address, sent)
            assert (second.status_code, second["Location"]) == (302, first["Location"]), form
            assert not changed(after), form
            transaction.set_rollback(True)


def test_a_used_create_form_with_other_content_gets_409(stage: Stage) -> None:
    for form in making(stage):
        with transaction.atomic():
            client = signed_in(form.person)
            sent = form.filled(client)
            client.post(form.address, sent)
            after, later = everything(), sent | {form.words: WORDS + " igen"}
            answer = client.post(form.address, later)
            assert answer.status_code == 409 and not changed(after), form
            assert "Du har allerede sendt denne formular" in answer.content.decode(), form
            again = form_on(answer)
            assert again[form.words].strip() == WORDS + " igen" and again[KEY_FIELD] != sent[KEY_FIELD]
            transaction.set_rollback(True)


def test_an_outdated_form_gets_409_with_both_texts(stage: Stage) -> None:
    other = factories.user(role=Role.CENTRAL_EDITOR, name="Karen Krog")
    factories.membership(other, Role.ADMINISTRATOR)
    for form in changing(stage):
        with transaction.atomic():
            mine, theirs = signed_in(form.person), signed_in(other)
            sent = form.filled(mine)
            first = theirs.post(form.address, form.filled(theirs) | {form.words: "Karens ord"})
            assert first.status_code == 302, form
            before = everything()
            for late in (sent, {name: value for name, value in sent.items() if name != "seen"}):
                answer = mine.post(form.address, late)
                said = answer.content.decode()
                assert answer.status_code == 409 and not changed(before), form
                assert "Karen Krog" in said and "Karens ord" in said, form
            assert form_on(answer)[form.words].strip() == WORDS
            kept = mine.post(form.address, sent | form_on(answer))
            assert kept.status_code == 302, "a choice made with both texts in sight"
            transaction.set_rollback(True)


def test_an_outdated_choice_of_roles_gets_409(stage: Stage) -> None:
    """The one form without a text."""
    address = reverse("wagtailsettings:edit", args=["accounts", "signinsettings", Municipality.here().site_id])
    form = EditorForm(stage.person(Role.ADMINISTRATOR), address, "second_factor_roles")
    mine, theirs = signed_in(form.person), signed_in(factories.user(role=Role.ADMINISTRATOR))
    sent = form.filled(mine) | {form.words: [Role.ADMINISTRATOR.value]}
    assert theirs.post(address, form.filled(theirs) | {form.words: [Role.CONSULTANT.value]}).status_code == 302
    assert mine.post(address, sent).status_code == 409
    assert SignInSettings.here().second_factor_roles == [Role.CONSULTANT.value]


def form_on(answer: HttpResponse) -> dict[str, Any]:
    form = BeautifulSoup(answer.content, "html.parser").select_one("form[data-edit-form]")
    assert form is not None
    return fields(form)


def test_autosave_continues_with_new_key_and_version(stage: Stage) -> None:
    """Wagtail's script saves a new template, saves it again, and the person saves it: one page, three saves."""
    form = next(form for form in making(stage) if form.words == "title")
    client = signed_in(form.person)
    sent, pages = form.filled(client), Page.objects.count()
    headers = {"Accept": "application/json"}
    made = client.post(form.address, sent, headers=headers).json()
    assert made["success"], made
    lost = client.post(form.address, sent, headers=headers)  # the answer did not come through
    assert lost.status_code == 400 and Page.objects.count() == pages + 1
    sent |= made["field_updates"] | {
        "loaded_revision_id": made["revision_id"],
        "loaded_revision_created_at": made["revision_created_at"],
    }
    for title in ("Anden gang", "Tredje gang"):
        saved = client.post(made["url"], sent | {"title": title, **overwriting(made)}, headers=headers).json()
        assert saved["success"], saved
        sent, made = sent | saved["field_updates"], made | saved
    done = client.post(made["url"], sent | {"title": "Sidste gang", **overwriting(made)})
    twice = client.post(made["url"], sent | {"title": "Sidste gang", **overwriting(made)})
    assert (done.status_code, twice.status_code) == (302, 302)
    assert Page.objects.count() == pages + 1
    assert Page.objects.get(pk=made["pk"]).latest_revision.content["title"] == "Sidste gang"


def overwriting(made: dict[str, Any]) -> dict[str, Any]:
    return {"overwrite_revision_id": made["revision_id"]}
