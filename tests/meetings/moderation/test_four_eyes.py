"""A template is published by one editor alone until four eyes are switched on; then another one approves it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from accounts.roles import Role
from accounts.user import User
from foundation.errors import Conflict, NotAllowed, ReasonMissing
from home.admin.groups import sync_editor_groups
from meetings.moderation.decide_step import OwnSubmission
from meetings.moderation.enums import Decision
from meetings.template.decide_template import TemplateIncomplete, decide_template
from meetings.template.my_tasks import tasks_for
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.editor_form import seen
from tests.meetings.moderation.workflows import submitted_template, switch_on_four_eyes
from tests.meetings.template.test_publishing import form, item
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db


def new_editor(today) -> User:
    person = factories.user(role=Role.CENTRAL_EDITOR)
    set_editor_groups(person, today=today)
    return person


@pytest.fixture
def writer(today) -> User:
    sync_editor_groups()
    return new_editor(today)


@pytest.fixture
def other(writer, today) -> User:
    return new_editor(today)


def decide(template, by, decision=Decision.APPROVED, reason="", revision=None):
    revision = revision or template.latest_revision_id
    decide_template(template=template, revision=revision, decision=decision, reason=reason, by=by)
    return TemplatePage.objects.get(pk=template.pk)


def edit(template) -> str:
    return reverse("wagtailadmin_pages:edit", args=[template.pk])


def test_without_four_eyes_one_editor_publishes(writer, client):
    template = factories.template("2027/2028", published=False)
    assert template.permissions_for_user(writer).can_publish()
    assert not template.permissions_for_user(writer).can_submit_for_moderation()
    assert TemplateIndexPage.objects.get().permissions_for_user(writer).can_publish_subpage()


@pytest.mark.parametrize("is_superuser", [False, True])
def test_with_four_eyes_nobody_publishes_alone(is_superuser, writer, client):
    switch_on_four_eyes()
    template = factories.template("2027/2028", published=False)
    writer.is_superuser = is_superuser
    writer.save()
    assert not template.permissions_for_user(writer).can_publish()
    assert not TemplateIndexPage.objects.get().permissions_for_user(writer).can_publish_subpage()
    client.force_login(writer)
    page = client.get(edit(template)).content.decode()
    assert "action-publish" not in page and "action-submit" in page
    data = form(title="Alene", **seen(client, edit(template)), **{"action-publish": "1"})
    client.post(edit(template), data)
    template.refresh_from_db()
    assert not template.live


def test_a_new_template_is_not_published_by_its_first_form(writer, client):
    switch_on_four_eyes()
    client.force_login(writer)
    address = reverse("wagtailadmin_pages:add", args=["meetings", "templatepage", TemplateIndexPage.objects.get().pk])
    client.post(address, form(**{"action-publish": "1"}))
    assert not TemplatePage.objects.filter(live=True).exists()


def test_submitted_in_the_editor_and_published_by_another(writer, other, client):
    switch_on_four_eyes()
    template = factories.template("2027/2028", published=False)
    client.force_login(writer)
    template.save_revision()
    WorkflowState.objects.all().delete()
    data = {**form(title="Sammen", items=[item()]), **seen(client, edit(template)), "action-submit": "1"}
    assert client.post(edit(template), data).status_code == 302
    template = TemplatePage.objects.get(pk=template.pk)
    assert not template.live and template.workflow_in_progress
    client.force_login(other)
    address = reverse("template_decide", kwargs={"slug": template.slug})
    assert "Sammen" in client.get(address).content.decode()


def test_another_editor_publishes_exactly_what_was_read(writer, other):
    template = submitted_template(by=writer)
    assert decide(template, other).live


def test_who_submitted_does_not_approve(writer, client):
    template = submitted_template(by=writer)
    with pytest.raises(OwnSubmission):
        decide(template, writer)
    client.force_login(writer)
    page = client.get(reverse("template_decide", kwargs={"slug": template.slug})).content.decode()
    assert "En anden redaktør godkender den" in page and "Godkend og udgiv" not in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CENTRAL_EDITOR])
def test_who_is_no_editor_does_not_approve(role, writer):
    template = submitted_template(by=writer)
    with pytest.raises(NotAllowed):
        decide(template, factories.user(role=role))
    template.refresh_from_db()
    assert not template.live


def test_a_template_is_sent_back_with_a_reason_that_the_writer_reads(writer, other, today):
    template = submitted_template(by=writer)
    with pytest.raises(ReasonMissing):
        decide(template, other, Decision.RETURNED)
    assert not decide(template, other, Decision.RETURNED, "Punkt 3 er for langt").live
    assert "Punkt 3 er for langt" in next(task.detail for task in tasks_for(writer, today))


def test_another_text_than_the_one_read_is_not_decided_about(writer, other):
    template = submitted_template(by=writer)
    read = template.latest_revision_id
    template.title = "En anden tekst"
    template.save_revision(user=writer)
    with pytest.raises(Conflict):
        decide(template, other, revision=read)
    template.refresh_from_db()
    assert not template.live


def test_an_incomplete_template_is_not_published(writer, other):
    switch_on_four_eyes()
    template = factories.template("2027/2028", published=False, agenda=[])
    template = TemplatePage.objects.get(pk=template.pk)
    template.get_workflow().start(template, writer)
    with pytest.raises(TemplateIncomplete):
        decide(TemplatePage.objects.get(pk=template.pk), other)


def test_the_other_editors_see_what_waits_and_the_writer_does_not(writer, other, today):
    submitted_template(by=writer)
    title = "Skabelonen for 2027/2028 venter på din godkendelse"
    assert title in [task.title for task in tasks_for(other, today)]
    assert title not in [task.title for task in tasks_for(writer, today)]


def test_nobody_edits_what_waits(writer, other):
    template = submitted_template(by=writer)
    for person in (writer, other):
        lock = TemplatePage.objects.get(pk=template.pk).get_lock()
        assert lock is not None and lock.for_user(person)


def test_deciding_in_the_browser(writer, other):
    template = submitted_template(by=writer)
    client = Client()
    client.force_login(other)
    address = reverse("template_decide", kwargs={"slug": template.slug})
    sent = {"revision": template.latest_revision_id, "do": "return", "reason": ""}
    refused = client.post(address, sent)
    assert refused.status_code == 422 and "Skriv, hvad der skal ændres" in refused.content.decode()
    assert client.post(address, {**sent, "do": "approve"}).status_code == 302
    assert TemplatePage.objects.get(pk=template.pk).live
    assert client.post(address, {**sent, "do": "approve"}).status_code == 409


def test_the_other_editors_get_a_mail_about_what_waits(writer, other):
    forget_mails()
    submitted_template(by=writer)
    (mail,) = queued_mails()
    assert mail.to == other.email and "Skabelonen for 2027/2028" in mail.subject
    assert reverse("template_decide", kwargs={"slug": TemplatePage.objects.get().slug}) in mail.body


def test_no_mail_about_what_is_decided_meanwhile(writer, other):
    third = new_editor(timezone.localdate())
    forget_mails()
    template = submitted_template(by=writer)
    decide(template, other)
    assert [mail.to for mail in queued_mails()] == [writer.email]
    assert third.email not in {mail.to for mail in queued_mails()}


@pytest.mark.parametrize(
    ("decision", "words"), [(Decision.APPROVED, "er udgivet"), (Decision.RETURNED, "Punkt 3 er for langt")]
)
def test_who_sent_it_gets_a_mail_about_the_decision(decision, words, writer, other):
    template = submitted_template(by=writer)
    forget_mails()
    decide(template, other, decision, "Punkt 3 er for langt")
    (mail,) = queued_mails()
    assert mail.to == writer.email and words in mail.subject + mail.body


def test_who_is_no_editor_any_more_gets_no_mail(writer, other):
    forget_mails()
    submitted_template(by=writer)
    other.memberships.all().delete()
    assert queued_mails() == []
