"""Focus topics of a template become initiatives of the register, each once."""

import pytest
from django.urls import reverse

from accounts.roles import Right, Role, roles_with
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.template.document.import_document import import_document
from meetings.template.focus_topics import topics_to_make
from meetings.template.importing import parse_document, read_document
from meetings.template.make_initiatives import make_initiatives
from snippets.models import Initiative
from tests import factories
from tests.meetings.template.importing.documents import WHOLE_MD

pytestmark = pytest.mark.django_db
TOPICS = [
    "Fælles sprog",
    "Ledelse tæt på praksis",
    "Opstart på politikken Fællesskaber for alle",
    "Opstart på arbejdet med skoleprofilen jf. kvalitetsstandarden",
]


@pytest.fixture
def editor():
    return factories.user(role=Role.CENTRAL_EDITOR)


@pytest.fixture
def template(editor):
    parsed = parse_document(read_document(WHOLE_MD.encode(), "skabelon.md"))
    return import_document(parsed=parsed, school_year="2026/2027", by=editor)


def names():
    return set(Initiative.objects.values_list("name", flat=True))


def test_each_topic_is_created_once(template, editor):
    Initiative.objects.create(name="FÆLLES SPROG", is_active=False)
    assert topics_to_make(template) == TOPICS[1:], "what was retired stays retired"
    made = make_initiatives(template=template, topics=TOPICS, by=editor)
    assert [one.name for one in made] == TOPICS[1:]
    assert all(one.is_strategic and one.is_active for one in made)
    assert make_initiatives(template=template, topics=TOPICS, by=editor) == []
    assert AuditEvent.objects.get(action="template.initiatives_made").data == {"initiatives": 3}


def test_only_chosen_topics_of_the_template_are_created(template, editor):
    make_initiatives(template=template, topics=[TOPICS[1], "Noget helt andet"], by=editor)
    assert names() == {TOPICS[1]}


def test_a_long_topic_is_cut_in_the_name_and_complete_in_the_description(editor):
    topic = "ord " * 60 + "slut"
    agenda = [{"type": "item", "value": {"title": "Indsatser", "focus": [{"topic": topic, "applies_to": "all"}]}}]
    template = factories.template(agenda=agenda)
    (made,) = make_initiatives(template=template, topics=[topic], by=editor)
    assert len(made.name) <= 150 and made.description == topic
    assert topics_to_make(template) == []


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.EDIT_TEMPLATES)])
def test_other_roles_may_not_create_them(template, role):
    with pytest.raises(NotAllowed):
        make_initiatives(template=template, topics=TOPICS, by=factories.user(role=role))
    assert names() == set()


def test_the_editor_is_offered_them_after_the_import_and_creates_them(client, template, editor):
    client.force_login(editor)
    address = reverse("template_initiatives", args=[template.slug])
    edit = reverse("wagtailadmin_pages:edit", args=[template.pk])
    assert address in client.get(edit).content.decode()
    page = client.get(address)
    assert page.content.decode().count(" checked") == len(TOPICS)
    answer = client.post(address, {"topics": TOPICS})
    assert answer["Location"] == edit
    assert names() == set(TOPICS)
    assert address not in client.get(edit).content.decode()
    assert "står i registret" in client.get(address).content.decode()


def test_making_initiatives_of_nothing_is_an_error(client, template, editor):
    client.force_login(editor)
    answer = client.post(reverse("template_initiatives", args=[template.slug]), {})
    assert answer.status_code == 422 and "mindst ét emne" in answer.content.decode()
