"""Editors write in the Wagtail admin: what a published article must not show, scheduling, and four eyes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.roles import Role
from accounts.user import User
from foundation.errors import NotAllowed
from home.admin.groups import sync_editor_groups
from media.enums import DepictsChildren, LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.articles.blocks import EditorsFileBlock
from meetings.articles.decide_article import FilesNotReady, decide_article
from meetings.articles.enums import Readers
from meetings.articles.my_tasks import tasks_for
from meetings.articles.pages import ArticlePage
from meetings.moderation.decide_step import OwnSubmission
from meetings.moderation.enums import Decision, ModeratedKind
from meetings.moderation.publish_scheduled import publish_scheduled
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.bench.pages import captured_selects
from tests.editor_form import seen
from tests.meetings.articles.made import article, file, section, shows, submitted_article
from tests.meetings.forum.pictures import image
from tests.meetings.moderation.workflows import switch_on_four_eyes

pytestmark = pytest.mark.django_db


def new_editor(today) -> User:
    person = factories.user(role=Role.CENTRAL_EDITOR)
    set_editor_groups(person, today=today)
    return person


@pytest.fixture
def editor(client, today) -> User:
    factories.home()
    sync_editor_groups()
    person = new_editor(today)
    client.force_login(person)
    return person


def form(*blocks: tuple[str, Any], **fields: Any) -> dict[str, Any]:
    data = {"title": "Nyt om brobygning", "date": "2026-09-01", "summary": "Kort fortalt.", "body": streamfield(blocks)}
    return {**nested_form_data(data), "go_live_at": "", "expire_at": "", **fields}


def address(page: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, page, *blocks, **fields):
    return client.post(address(page), {**form(*blocks, **fields), **seen(client, address(page))})


PUBLISH = {"action-publish": "action-publish"}


def picture(item: MediaItem) -> tuple[str, Any]:
    return "image", {"item": str(item.pk), "caption": "På legepladsen"}


def test_an_editor_makes_a_section_and_an_article_in_it(editor, client):
    index = section().get_parent()
    made = {**nested_form_data({"title": "Nyheder", "readers": "everybody", "intro": "", "body": streamfield([])})}
    client.post(reverse("wagtailadmin_pages:add", args=["meetings", "sectionpage", index.pk]), {**made, **PUBLISH})
    parent = index.specific.get_children().get(title="Nyheder").specific
    assert parent.live and parent.slug == "nyheder" and parent.readers == Readers.EVERYBODY
    words = ("text", "Et **fedt** ord")
    add = reverse("wagtailadmin_pages:add", args=["meetings", "articlepage", parent.pk])
    answer = client.post(add, {**form(words), **PUBLISH})
    assert answer.status_code == 302, answer.context["form"].errors
    page = ArticlePage.objects.get()
    assert page.live and page.section_id == parent.pk and page.slug == "nyt-om-brobygning"
    assert "<b>fedt</b>" in client.get(page.get_url()).content.decode()


def test_a_picture_of_children_without_a_basis_is_refused_at_the_field_and_kept_in_the_draft(editor, client):
    page, item = article(live=False), file(legal_basis="")
    draft = send(client, page, picture(item))
    assert draft.status_code == 302
    refused = send(client, page, picture(item), **PUBLISH)
    assert refused.status_code == 200
    said = json.dumps("Der er børn, som kan genkendes, og det er ikke angivet, hvorfor vi må vise det")[1:-1]
    assert said in refused.content.decode()
    assert refused.context["form"].errors.as_data().keys() == {"body"}
    assert not ArticlePage.objects.get(pk=page.pk).live
    MediaItem.objects.filter(pk=item.pk).update(legal_basis=LegalBasis.PUBLIC_TASK)
    assert send(client, page, picture(item), **PUBLISH).status_code == 302
    assert ArticlePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    "lacking",
    [
        {"alt_text": ""},
        {"legal_basis": LegalBasis.CONSENT, "consent_note": ""},
        {"withdrawn_at": timezone.now()},
        {"delete_after": timezone.localdate() - timedelta(days=1)},
        {"legal_basis": "", "depicts_children": DepictsChildren.NONE},
    ],
)
def test_any_file_of_which_something_is_missing_is_refused(lacking, editor, client):
    page, item = article(live=False), file(**lacking)
    assert send(client, page, picture(item), **PUBLISH).status_code == 200
    assert not ArticlePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("written", ["", "abc", "999999"])
def test_a_picture_that_is_not_chosen_yet_is_kept_in_the_draft_and_refused_when_published(written, editor, client):
    page = article(live=False)
    block = ("image", {"item": written, "caption": ""})
    assert send(client, page, block).status_code == 302
    assert send(client, page, block, **PUBLISH).status_code == 200


def test_files_of_units_are_neither_offered_nor_taken(editor, client):
    theirs = image(factories.evidence(), factories.user())
    page = article(live=False)
    assert theirs not in EditorsFileBlock(MediaKind.IMAGE).field.queryset
    assert str(theirs.key) not in client.get(reverse("article_files")).content.decode()
    assert send(client, page, picture(theirs), **PUBLISH).status_code == 200
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_a_scheduled_article_is_read_from_its_moment_on(editor, client, time_machine):
    page = article(section(Readers.EVERYBODY), live=False)
    moment = timezone.localtime(timezone.now() + timedelta(hours=2))
    answer = send(client, page, go_live_at=moment.strftime("%Y-%m-%d %H:%M"), **PUBLISH)
    assert answer.status_code == 302, answer.context["form"].errors
    reader = factories.user(role=Role.BOARD_REPRESENTATIVE)
    client.force_login(reader)
    assert client.get(page.get_url()).status_code == 404
    time_machine.move_to(moment + timedelta(minutes=1))
    publish_scheduled.call()
    client.force_login(reader)
    assert client.get(page.get_url()).status_code == 200


def test_with_four_eyes_another_editor_decides(editor, client, today):
    switch_on_four_eyes(ModeratedKind.ARTICLE)
    page = article(live=False)
    assert not page.permissions_for_user(editor).can_publish()
    assert not section().permissions_for_user(editor).can_publish_subpage()
    page = submitted_article(by=editor)
    revision = page.latest_revision_id
    with pytest.raises(OwnSubmission):
        decide_article(article=page, revision=revision, decision=Decision.APPROVED, reason="", by=editor)
    with pytest.raises(NotAllowed):
        leader = factories.user(role=Role.AGREEMENT_HOLDER)
        decide_article(article=page, revision=revision, decision=Decision.APPROVED, reason="", by=leader)
    decide_article(article=page, revision=revision, decision=Decision.APPROVED, reason="", by=new_editor(today))
    assert ArticlePage.objects.get(pk=page.pk).live


def test_an_article_waits_for_the_other_editors_and_once_sent_back_for_who_submitted_it(editor, client, today):
    other, page = new_editor(today), submitted_article(by=editor, title="Nyt om brobygning")
    waits = "Artiklen »Nyt om brobygning« venter på din godkendelse"
    assert [task.title for task in tasks_for(other, today)] == [waits]
    assert tasks_for(editor, today) == []
    decide_article(
        article=page, revision=page.latest_revision_id, decision=Decision.RETURNED, reason="Skriv kortere", by=other
    )
    with captured_selects() as asked:
        (task,) = tasks_for(editor, today)
    assert len(asked) <= 2  # one of them the roles
    assert (task.title, task.url) == ("Ret artiklen »Nyt om brobygning«, før den udgives", address(page))
    assert task.detail == "Sendt retur: »Skriv kortere«" and task.comes_first
    assert tasks_for(other, today) == []
    assert tasks_for(factories.user(role=Role.AGREEMENT_HOLDER), today) == []


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_page_of_the_decision_opens_while_it_waits_and_then_leads_to_the_article(method, editor, client, today):
    page = submitted_article(by=new_editor(today))
    decide = reverse("article_decide", args=[page.pk])
    assert getattr(client, method)(decide).status_code == 200
    sent = {"revision": page.latest_revision_id, "do": "return", "reason": "Skriv kortere"}
    assert client.post(decide, sent).status_code == 302
    assert getattr(client, method)(decide)["Location"] == page.url
    assert client.post(decide, sent).status_code == 409


def test_a_basis_that_went_between_submission_and_decision_is_noticed(editor, today):
    item = file()
    page = submitted_article(by=editor, body=[shows(item)])
    MediaItem.objects.filter(pk=item.pk).update(legal_basis="")
    with pytest.raises(FilesNotReady):
        decide_article(
            article=page, revision=page.latest_revision_id, decision=Decision.APPROVED, reason="", by=new_editor(today)
        )
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_without_four_eyes_one_editor_publishes_and_only_empty_sections_are_deleted(editor):
    page = article(live=False)
    assert page.permissions_for_user(editor).can_publish()
    assert not page.section.permissions_for_user(editor).can_delete()
    assert section().permissions_for_user(editor).can_delete()


def test_an_administrator_looks_and_changes_nothing(client, today):
    page = article()
    sync_editor_groups()
    person = factories.user(role=Role.ADMINISTRATOR)
    set_editor_groups(person, today=today)
    for action in ("edit", "publish", "delete", "unpublish"):
        assert not getattr(page.permissions_for_user(person), f"can_{action}")()
