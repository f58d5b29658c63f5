"""The editors' own files: who may fetch them, and what hides them from an article."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.task_queue.queued_task import QueuedTask
from media.enums import DepictsChildren, LegalBasis, ObjectionKind, Objector
from media.media_item import MediaItem
from media.privacy.delete_expired_items import delete_expired_items
from media.privacy.record_objection import ObjectionDetails
from media.view_log.entry import ViewLogEntry
from meetings.articles.enums import Readers
from meetings.articles.files.add_file import add_file
from meetings.articles.files.delete_file import delete_file
from meetings.articles.files.describe_file import FileAnswers, describe_file
from meetings.articles.files.file_rows import remove_file_from_articles, remove_file_from_revisions
from meetings.articles.files.hide_file import hide_file, show_file_again
from meetings.articles.pages import ArticlePage
from tests import factories
from tests.bench.pages import captured_selects
from tests.media import pictures
from tests.meetings.articles.made import article, file, section, shows
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.forum.pictures import image

pytestmark = pytest.mark.django_db

SAID = FileAnswers(words="Et tårn", depicts_children=DepictsChildren.NONE, legal_basis=LegalBasis.NO_PERSONS)


@pytest.fixture
def editor():
    return factories.user(role=Role.CENTRAL_EDITOR)


@pytest.fixture
def leader():
    return factories.user(role=Role.AGREEMENT_HOLDER)


def see(page, person, client) -> str:
    client.force_login(person)
    return client.get(page.get_url()).content.decode()


def test_a_file_is_fetched_by_the_readers_of_an_article_that_shows_it(editor, leader):
    item = file()
    assert may_fetch(editor, item) and not may_fetch(leader, item)
    page = article(section(Readers.LEADERS), body=[shows(item)])
    assert may_fetch(leader, item)
    assert not may_fetch(factories.user(role=Role.STAFF_REPRESENTATIVE), item)
    page.unpublish()
    assert not may_fetch(leader, item)


def test_a_draft_shows_a_file_to_no_reader(leader):
    item = file()
    article(section(Readers.LEADERS), body=[shows(item)], live=False)
    assert not may_fetch(leader, item)


def test_a_number_in_the_body_opens_no_file_of_evidence(editor, leader, client):
    theirs = image(factories.evidence(), factories.user(), forum_basis="")
    page = article(section(Readers.EVERYBODY), body=[shows(theirs)])
    for person in (editor, leader):
        assert not may_fetch(person, theirs)
    assert str(theirs.key) not in see(page, leader, client)
    client.force_login(editor)
    assert client.get(reverse("article_file", args=[theirs.key])).status_code == 404


def test_a_reader_gets_the_picture_itself_and_the_view_is_noted(editor, leader, client, today):
    said = FileAnswers(
        words="To børn ved et tårn", depicts_children=DepictsChildren.IDENTIFIABLE, legal_basis=LegalBasis.PUBLIC_TASK,
        delete_after=today + timedelta(days=30),
    )  # fmt: skip
    item = add_file(upload=pictures.upload("a.jpg", pictures.talkative_jpeg()), answers=said, by=editor, today=today)
    article(section(Readers.LEADERS), body=[shows(item)])
    client.force_login(leader)
    assert client.get(MediaItem.objects.get(pk=item.pk).card_url).status_code == 200
    (row,) = ViewLogEntry.objects.filter(item_key=item.key)
    assert (row.person_id, row.seen_in, row.unit_id) == (leader.pk, "article", None)


def test_a_basis_that_is_taken_back_hides_the_file_at_once(editor, leader, client, today):
    item = file()
    page = article(section(Readers.LEADERS), body=[shows(item, "På legepladsen")])
    assert "På legepladsen" in see(page, leader, client)
    none = FileAnswers(words="Et tårn", depicts_children=DepictsChildren.IDENTIFIABLE, legal_basis="")
    describe_file(item=item, answers=none, by=editor, today=today)
    assert "På legepladsen" not in see(page, leader, client)
    assert not may_fetch(leader, item)
    assert "Læserne ser ikke denne fil" in see(page, editor, client)


def test_an_objection_hides_it_until_it_is_closed_with_a_reason(editor, leader, client, today):
    item = file()
    page = article(section(Readers.LEADERS), body=[shows(item, "På legepladsen")])
    hide_file(item=item, details=ObjectionDetails(ObjectionKind.OBJECTION, Objector.PARENT), by=editor, today=today)
    assert not may_fetch(leader, item) and not may_fetch(editor, item)
    assert "På legepladsen" not in see(page, leader, client)
    show_file_again(item=item, reason="Forældrene har sagt ja igen", by=editor)
    assert may_fetch(leader, item)
    assert "På legepladsen" in see(page, leader, client)


def test_past_its_date_it_is_hidden_and_then_deleted_from_the_text_and_its_versions(leader, client, today):
    item = file()
    page = article(section(Readers.LEADERS), body=[shows(item, "På legepladsen")])
    MediaItem.objects.filter(pk=item.pk).update(delete_after=today - timedelta(days=1))
    assert "På legepladsen" not in see(page, leader, client) and not may_fetch(leader, item)
    assert delete_expired_items(today=today).total == 1
    page = ArticlePage.objects.get(pk=page.pk)
    assert len(page.body) == 0
    assert "På legepladsen" not in str([revision.content for revision in page.revisions.all()])


@pytest.mark.usefixtures("real_queue")
def test_a_deleted_file_is_gone_at_once_and_from_drafts_and_versions_when_the_task_has_run(editor, leader, client):
    item, kept = file(), file()
    shown = article(section(Readers.LEADERS), body=[shows(item, "På legepladsen"), shows(kept, "I skoven")])
    draft = article(body=[shows(item, "På legepladsen")], live=False)
    assert "På legepladsen" in see_version(shown, editor, client)
    delete_file(item=item, by=editor)
    for seen in (see(shown, leader, client), see_version(shown, editor, client)):
        assert "På legepladsen" not in seen and "I skoven" in seen
    assert "På legepladsen" not in see(draft, editor, client)
    (waiting,) = QueuedTask.objects.filter(path=remove_file_from_revisions.module_path)
    remove_file_from_revisions.call(*waiting.arguments["args"])
    for page in (shown, draft):
        page = ArticlePage.objects.get(pk=page.pk)
        assert "På legepladsen" not in str([page.body.raw_data, *(one.content for one in page.revisions.all())])


@pytest.mark.usefixtures("real_queue")
def test_deleting_a_file_reads_no_more_with_more_articles():
    parent, costs = section(Readers.LEADERS), []
    for more in (1, 4):
        for _number in range(more):
            article(parent)
        item = file()
        article(parent, body=[shows(item)])
        with captured_selects() as asked:
            remove_file_from_articles(item)
        costs.append(len(asked))
    assert costs[0] == costs[1], asked


def see_version(page, person, client) -> str:
    client.force_login(person)
    address = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.revisions.earliest("pk").pk])
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_editors_add_and_describe_files(leader, today):
    item = file()
    with pytest.raises(NotAllowed):
        add_file(upload=pictures.upload("a.jpg", pictures.talkative_jpeg()), answers=SAID, by=leader, today=today)
    with pytest.raises(NotAllowed):
        describe_file(item=item, answers=SAID, by=leader, today=today)
    with pytest.raises(NotAllowed):
        hide_file(item=item, details=ObjectionDetails(ObjectionKind.UNIT), by=leader, today=today)


def test_an_editor_adds_a_picture_on_the_site(editor, client):
    client.force_login(editor)
    address = reverse("article_file_new")
    keep = (timezone.localdate() + timedelta(days=30)).isoformat()
    sent = {
        "file": pictures.upload("taarn.jpg", pictures.talkative_jpeg()), "words": "To børn ved et tårn",
        "depicts_children": "identifiable", "legal_basis": "", "consent_note": "", "delete_after": keep,
    }  # fmt: skip
    answer = client.post(address, {**sent, **key_of(client, address)})
    item = MediaItem.objects.of_editors().get()
    assert answer.status_code == 302 and answer["Location"] == reverse("article_file", args=[item.key])
    assert (item.alt_text, item.legal_basis) == ("To børn ved et tårn", "")
    shown = client.get(answer["Location"]).content.decode()
    assert "Ingen artikel kan vise den" in shown and "genkendes" in shown


def key_of(client, address):
    from bs4 import BeautifulSoup

    from tests.services.visitor import fields

    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("main form")
    return {name: value for name, value in fields(form).items() if "key" in name}
