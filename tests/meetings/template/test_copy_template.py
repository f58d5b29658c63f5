"""A template is copied to a new school year."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.template.copy_template import DraftOfTheFuture, YearHasTemplate, copy_template
from meetings.template.pages import TemplatePage
from meetings.template.school_years import BadSchoolYear
from tests import factories

pytestmark = pytest.mark.django_db
EVERYBODY_ELSE = [role for role in Role if role is not Role.CENTRAL_EDITOR]


@pytest.fixture
def editor():
    return factories.user(role=Role.CENTRAL_EDITOR)


def test_everything_is_copied_to_a_draft(editor):
    source = factories.template("2026/2027", purpose="Læring", responsible="Lederen", total_minutes=200)
    page = TemplatePage.objects.get(pk=copy_template(source=source, school_year="2027/2028", by=editor).pk)
    assert (page.live, page.slug, page.title) == (False, "2027-2028", "Dialogmøder 2027/2028")
    assert (page.purpose, page.responsible, page.total_minutes) == ("Læring", "Lederen", 200)
    assert [block.id for block in page.agenda] == [block.id for block in source.agenda]
    assert page.latest_revision is not None and page.owner == editor


def test_the_newest_draft_of_the_source_is_copied(editor):
    source = factories.template("2026/2027", purpose="Gammelt")
    source.purpose = "Nyt"
    source.save_revision()
    assert copy_template(source=source, school_year="2027/2028", by=editor).purpose == "Nyt"


def test_a_year_with_a_template_is_refused(editor):
    source = factories.template("2026/2027")
    with pytest.raises(YearHasTemplate, match="Der er allerede en skabelon for 2026/2027"):
        copy_template(source=source, school_year="2026/2027", by=editor)
    with pytest.raises(BadSchoolYear):
        copy_template(source=source, school_year="2026/2028", by=editor)
    assert TemplatePage.objects.count() == 1


def test_last_years_is_offered_first_and_no_draft_of_the_future(client, editor):
    for year, published in (("2025/2026", True), ("2026/2027", True), ("2027/2028", True), ("2024/2025", False)):
        factories.template(year, published=published)
    draft = factories.template("2028/2029", published=False)
    client.force_login(editor)
    page = BeautifulSoup(client.get(reverse("template_copy")).content, "html.parser")
    offered = [option.text[:9] for option in page.select("select[name=source] option")]
    assert offered == ["2026/2027", "2025/2026", "2027/2028", "2024/2025"]
    with pytest.raises(DraftOfTheFuture):
        copy_template(source=draft, school_year="2029/2030", by=editor)
    sent = {"source": draft.pk, "school_year": "2029/2030"}
    assert client.post(reverse("template_copy"), sent).status_code == 422


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_only_central_editors_may_copy(role):
    with pytest.raises(NotAllowed):
        copy_template(source=factories.template(), school_year="2027/2028", by=factories.user(role=role))


def test_the_page_suggests_the_next_year_and_leads_to_the_editor(client, editor):
    source = factories.template("2026/2027")
    client.force_login(editor)
    address = reverse("template_copy")
    assert 'value="2027/2028"' in client.get(address).content.decode()
    response = client.post(address, {"source": source.pk, "school_year": "2027/2028"})
    page = TemplatePage.objects.get(school_year="2027/2028")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_choice_is_kept_after_a_refusal(client, editor):
    source = factories.template("2026/2027")
    client.force_login(editor)
    response = client.post(reverse("template_copy"), {"source": source.pk, "school_year": "2026/2027"})
    assert response.status_code == 422
    content = response.content.decode()
    assert "Der er allerede en skabelon for 2026/2027" in content and 'value="2026/2027"' in content


@pytest.mark.parametrize("role", EVERYBODY_ELSE)
def test_others_get_404_for_copying_a_template(client, role):
    client.force_login(factories.user(role=role))
    assert client.get(reverse("template_copy")).status_code == 404
    assert client.post(reverse("template_copy"), {}).status_code == 404
