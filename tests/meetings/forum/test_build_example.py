"""An example is built from what is ticked: what may be ticked, what the draft says, and when it is hidden again."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from accounts.roles import Right, Role, roles_with
from accounts.user import User
from foundation.errors import NotAllowed
from media.enums import Audience, LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.agreements.models import FollowUp
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.evidence.signals import evidence_will_be_deleted
from meetings.forum.building.build_example import NotSelectable, SelectionSizeWrong, build_example
from meetings.forum.building.delete_draft import delete_draft
from meetings.forum.building.selectable_sources import evidence_text, selectable_sources
from meetings.forum.chosen_media import NotForTheForum
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData, ExampleTooShort, QuotesWithdrawnWish, SourceNotShared
from meetings.forum.pages import ExamplePage, ExampleSource
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import Section
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.record import ApprovalRecord
from meetings.search.find_entries import findable_entries
from meetings.support_requests.change_wish import change_wish
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from snippets.dataset_type import DatasetType
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.forum.pictures import image, shared_evidence

pytestmark = pytest.mark.django_db
SAID = "Vi begynder med makkere.\n\n- Fredage\n- Pauser\n\nSødt barn"
OWN = ExampleData("Makkere om fredagen", "", "", "Vi skal være der", "Begynd i én årgang")


def approve(meeting: MeetingPage, by: User, text: str = SAID) -> None:
    """Minutes whose draft says something else than what was approved."""
    minutes = factories.minutes(meeting=meeting, state=MinutesState.APPROVED)
    section = Section("11111111-1111-4111-8111-111111111111", agenda_item="", title="Trivsel", text=text)
    content = freeze(replace(content_of(minutes), sections=(section,)))
    ApprovalRecord.objects.create(
        minutes=minutes, revision=minutes.save_revision(), approved_by=by, version=1, content=content,
        content_hash=content_hash(content),
    )  # fmt: skip


class Stage:
    """One unit with something of each kind, and another that has the same."""

    def __init__(self) -> None:
        factories.forum()
        self.unit = factories.make_unit("Åskolen")
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=self.unit)
        self.chef = factories.user(role=Role.HEAD_OF_AREA, area=self.unit.area)
        self.other_leader = factories.user(role=Role.LEADERSHIP_TEAM)
        self.evidence = shared_evidence(self.leader, self.unit)
        self.photo = MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=self.evidence)
        self.meeting = MeetingPage.objects.select_related("unit__area", "cycle").get(pk=self.evidence.meeting_id)
        approve(self.meeting, self.chef)
        self.agreement = factories.agreement(minutes=self.meeting.minutes_page, text="Makkere hver fredag")
        FollowUp.objects.create(
            agreement=self.agreement, status="in_progress", note="Fire klasser er i gang", author=self.leader,
            noted_on=timezone.localdate(),
        )  # fmt: skip
        self.wish = factories.wish(self.meeting, text="En sparring", state="answered")

    @property
    def groups(self) -> dict[str, list[str]]:
        return {
            group.title: [one.key for one in group.items] for group in selectable_sources(self.meeting, self.leader)
        }

    @property
    def keys(self) -> list[str]:
        return [key for keys in self.groups.values() for key in keys]

    def build(self, ticked: list[str] | None = None, by: User | None = None) -> ExamplePage:
        ticked = self.keys if ticked is None else ticked
        return build_example(meeting=self.meeting, title=OWN.title, ticked=ticked, by=by or self.leader)

    def propose(self, draft: ExamplePage, **fields: Any) -> ExamplePage:
        bases = {self.photo.key: LegalBasis.PUBLIC_TASK}
        fields = {"data": OWN, "bases": bases, "expected_version": draft.version, **fields}
        return edit_example(example=draft, by=self.leader, **fields)

    def cleared(self, ticked: list[str] | None = None) -> ExamplePage:
        waits = self.propose(self.build(ticked))
        return clear_example(example=waits, expected_version=waits.version, by=self.chef)

    def page(self, user: User, example: ExamplePage) -> str:
        access.clear_cached_access(user)
        client = Client()
        client.force_login(user)
        answer = client.get(f"/lederforum/{example.slug}/")
        return answer.content.decode() if answer.status_code == 200 else ""


@pytest.fixture
def stage() -> Stage:
    return Stage()


def texts(example: ExamplePage) -> list[tuple[str, str]]:
    return [(block["type"], block["value"]["text"]) for block in example.body.raw_data]


def test_answered_wishes_of_earlier_years_can_be_chosen_and_not_those_of_later_ones_or_of_other_units(
    stage: Stage,
) -> None:
    earlier, later = (factories.meeting(unit=stage.unit, school_year=year) for year in ("2024/2025", "2031/2032"))
    wish = factories.wish(earlier, text="En læsevejleder", state="closed")
    for other in (later, factories.meeting(school_year="2023/2024")):
        factories.wish(other, text="Ikke vores", state="closed")
    keys = [key for key in stage.keys if key.startswith("oenske-")]
    assert keys == [f"oenske-{stage.wish.pk}", f"oenske-{wish.pk}"]
    (block,) = stage.build(keys[1:]).body.raw_data
    assert block["value"]["source"].endswith("2024/2025") and "Det blev til to møder." in block["value"]["text"]


def test_a_draft_has_a_block_for_each_ticked_thing_in_the_order_of_the_page_with_its_source(stage: Stage) -> None:
    draft = stage.build(list(reversed(stage.keys)))
    year = stage.meeting.school_year
    words = texts(draft)
    assert words[:3] == [
        ("passage", "Vi begynder med makkere."),
        ("passage", "• Fredage\n• Pauser"),
        ("passage", "Sødt barn"),
    ]
    assert [kind for kind, _words in words[3:]] == ["agreement", "wish", "evidence"]
    assert words[3][1].startswith("Makkere hver fredag\n\n") and words[3][1].endswith("I gang. Fire klasser er i gang")
    assert "En sparring" in words[4][1] and "Forvaltningens svar" in words[4][1]
    sources = [block["value"]["source"] for block in draft.body.raw_data]
    assert sources[0] == f"Referat af dialogmødet {year}, »Trivsel«" and sources[3] == f"Aftale fra dialogmødet {year}"
    assert (draft.state, draft.live, draft.title) == (ExampleState.DRAFT, False, OWN.title)
    assert ExampleSource.objects.filter(example=draft).count() == 6


def test_only_the_units_leaders_see_a_draft(stage: Stage) -> None:
    draft = stage.build()
    for stranger in (stage.chef, stage.other_leader, factories.user(role=Role.CENTRAL_EDITOR)):
        assert not access.may_see(stranger, draft)
    assert access.may_see(stage.leader, draft) and not may_fetch(stage.other_leader, stage.photo)


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.PROPOSE_EXAMPLE)])
def test_who_proposes_no_examples_builds_none(role: Role, stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        stage.build(by=factories.user(role=role, unit=stage.unit))


def test_what_one_may_not_see_or_use_cannot_be_ticked_by_its_key(stage: Stage) -> None:
    far = Stage()
    hidden = factories.evidence(meeting=stage.meeting, title="Kladde")
    waits = factories.wish(stage.meeting, text="Ubesvaret")
    taken_back = factories.wish(stage.meeting, text="Trukket", state="withdrawn")
    section = next(key for key in stage.keys if key.startswith("afsnit"))
    forged = [
        f"bidrag-{far.evidence.pk}", f"aftale-{far.agreement.pk}", f"oenske-{far.wish.pk}", f"bidrag-{hidden.pk}",
        f"oenske-{waits.pk}", f"oenske-{taken_back.pk}", f"{section[:-1]}99", "bidrag-x", "",
    ]  # fmt: skip
    client = Client()
    client.force_login(stage.leader)
    address = reverse("example_build", kwargs=meeting_url_kwargs(stage.meeting))
    for key in forged:
        with pytest.raises(NotSelectable):
            stage.build([key])
        assert key == "" or f'value="{key}"' not in client.get(f"{address}?valgt={key}").content.decode()
    client.force_login(stage.other_leader)
    assert client.get(address).status_code == 404
    assert not ExamplePage.objects.exists()


def test_minutes_that_are_not_approved_and_confidential_figures_are_not_offered(stage: Stage) -> None:
    figures = factories.figures(meeting=stage.meeting, shared=True)
    assert f"bidrag-{figures.pk}" in stage.keys
    DatasetType.objects.filter(pk=figures.datasets.get().type_id).update(is_confidential=True)
    assert f"bidrag-{figures.pk}" not in stage.keys
    stage.meeting.minutes_page.__class__.objects.update(state=MinutesState.SUBMITTED)
    assert not any(key.startswith("afsnit") for key in stage.keys)


def test_nothing_ticked_and_no_title_are_said_at_once(stage: Stage) -> None:
    client = Client()
    client.force_login(stage.leader)
    address = reverse("example_build", kwargs=meeting_url_kwargs(stage.meeting))
    page = client.get(f"{address}?valgt=aftale-{stage.agreement.pk}").content.decode()
    assert page.count(" checked") == 1
    with pytest.raises(SelectionSizeWrong):
        stage.build([])


def test_the_draft_is_proposed_with_what_was_learnt_alone_and_an_emptied_excerpt_goes(stage: Stage) -> None:
    draft = stage.build()
    ids = [block["id"] for block in draft.body.raw_data]
    with pytest.raises(ExampleTooShort):
        stage.propose(draft, data=replace(OWN, others_can_use=""))
    changed = dict(zip(ids, ["Vi begynder.", "", "Sødt barn", "Makkere", "Sparring", ""], strict=True))
    waits = stage.propose(ExamplePage.objects.get(pk=draft.pk), texts=changed)
    assert waits.state == ExampleState.PROPOSED
    assert [words for _kind, words in texts(waits)] == ["Vi begynder.", "Sødt barn", "Makkere", "Sparring", ""]
    assert ExampleSource.objects.filter(example=draft).count() == 5
    shown = clear_example(example=waits, expected_version=waits.version, by=stage.chef)
    page = stage.page(stage.other_leader, shown)
    assert "Vi begynder." in page and "forkortet eller rettet" in page and "Fredage" not in page
    assert found_by(stage.other_leader, "Vi begynder")


def found_by(user: User, words: str) -> bool:
    access.clear_cached_access(user)
    return findable_entries(user, timezone.localdate()).filter(text__contains=words).exists()


def test_a_reader_is_told_what_it_is_built_from_and_gets_links_to_what_they_may_see(stage: Stage) -> None:
    shown = stage.cleared()
    far, own = stage.page(stage.other_leader, shown), stage.page(stage.leader, shown)
    link = reverse("agreement", args=[stage.agreement.pk])
    for page in (far, own):
        assert f"Aftale fra dialogmødet {stage.meeting.school_year}" in page
    assert link not in far and link in own and stage.evidence.get_url() in own
    assert may_fetch(stage.other_leader, MediaItem.objects.get(pk=stage.photo.pk))


@pytest.mark.parametrize("which", [0, 1])
def test_an_objection_to_any_of_its_evidence_hides_it_until_it_is_cleared_again(stage: Stage, which: int) -> None:
    second = factories.evidence(meeting=stage.meeting, shared=True, title="Nr. 2")
    image(second, stage.leader)
    shown = stage.cleared([f"bidrag-{stage.evidence.pk}", f"bidrag-{second.pk}"])
    assert Evidence.objects.get(pk=stage.evidence.pk).audience == Audience.LEADER_FORUM
    withdraw_evidence(evidence=[stage.evidence, second][which], reason="Nej", by=stage.leader)
    assert ExamplePage.objects.get(pk=shown.pk).state == ExampleState.PROPOSED
    assert not stage.page(stage.other_leader, shown) and not found_by(stage.other_leader, "Nr. 2")
    assert Evidence.objects.get(pk=stage.evidence.pk).audience != Audience.LEADER_FORUM


def words_alone(stage: Stage) -> tuple[Evidence, str]:
    """Evidence without files, and its key: no audience of a photo keeps it from being taken back."""
    told = factories.evidence(meeting=stage.meeting, shared=True, title="Kun ord")
    return told, f"bidrag-{told.pk}"


def test_evidence_that_is_taken_back_from_the_meeting_hides_the_example_that_quotes_it(stage: Stage) -> None:
    told, key = words_alone(stage)
    shown = stage.cleared([key])
    words = evidence_text(told).partition("\n")[0]
    assert words in stage.page(stage.other_leader, shown) and found_by(stage.other_leader, words)
    unshare_evidence(evidence=told, reason="For tidligt", by=stage.leader)
    now = ExamplePage.objects.get(pk=shown.pk)
    assert now.state == ExampleState.PROPOSED and not stage.page(stage.other_leader, shown)
    assert not found_by(stage.other_leader, words)
    with pytest.raises(NotForTheForum):
        clear_example(example=now, expected_version=now.version, by=stage.chef)
    with pytest.raises(SourceNotShared):
        stage.propose(now)


def test_evidence_that_is_taken_back_while_it_is_quoted_in_a_draft_is_not_proposed(stage: Stage) -> None:
    told, key = words_alone(stage)
    draft = stage.build([key])
    unshare_evidence(evidence=told, reason="For tidligt", by=stage.leader)
    with pytest.raises(SourceNotShared):
        stage.propose(draft)
    Evidence.objects.filter(pk=told.pk).update(audience=Audience.MEETING)
    assert stage.propose(draft).state == ExampleState.PROPOSED


def test_a_wish_that_is_withdrawn_hides_the_example_until_its_words_are_out_of_it(stage: Stage) -> None:
    keys = [f"aftale-{stage.agreement.pk}", f"oenske-{stage.wish.pk}"]
    shown, draft = stage.cleared(keys), stage.build(keys)
    assert "En sparring" in stage.page(stage.other_leader, shown)
    change_wish(wish=SupportRequest.objects.get(), text="", initiative_name="", by=stage.leader)
    now = ExamplePage.objects.get(pk=shown.pk)
    assert now.state == ExampleState.PROPOSED and not stage.page(stage.other_leader, shown)
    with pytest.raises(QuotesWithdrawnWish):
        clear_example(example=now, expected_version=now.version, by=stage.chef)
    with pytest.raises(QuotesWithdrawnWish):
        stage.propose(draft)
    waits = stage.propose(now, texts={now.body.raw_data[1]["id"]: ""}, bases={})
    assert clear_example(example=waits, expected_version=waits.version, by=stage.chef).state == ExampleState.CLEARED
    assert "En sparring" not in stage.page(stage.other_leader, shown)


def test_figures_that_become_confidential_in_any_of_its_evidence_hide_it(stage: Stage) -> None:
    second = factories.figures(meeting=stage.meeting, shared=True)
    shown = stage.cleared([f"bidrag-{stage.evidence.pk}", f"bidrag-{second.pk}"])
    assert stage.page(stage.other_leader, shown)
    DatasetType.objects.filter(pk=second.datasets.get().type_id).update(is_confidential=True)  # past the signal
    assert not stage.page(stage.other_leader, shown)


def test_evidence_that_is_deleted_takes_its_words_out_of_the_example_and_all_its_revisions(stage: Stage) -> None:
    second = factories.evidence(meeting=stage.meeting, shared=True, title="Nr. 2")
    key = f"bidrag-{second.pk}"
    words = next(
        one.words for group in selectable_sources(stage.meeting, stage.leader) for one in group.items if one.key == key
    )
    assert words
    shown = stage.cleared([f"aftale-{stage.agreement.pk}", key])
    evidence_will_be_deleted.send(sender=Evidence, evidence=second)
    now = ExamplePage.objects.get(pk=shown.pk)
    assert [kind for kind, _words in texts(now)] == ["agreement"] and now.state == ExampleState.PROPOSED
    assert not any(words in str(one.content) for one in Revision.objects.for_instance(now))
    second.delete()


def test_a_draft_is_thrown_away_and_its_sources_stay(stage: Stage) -> None:
    draft = stage.build()
    client, address = Client(), reverse("example_delete_draft", kwargs={"slug": draft.slug})
    for person, status in ((stage.other_leader, 404), (stage.chef, 404), (stage.leader, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status
    with pytest.raises(NotAllowed):
        delete_draft(example=draft, expected_version=draft.version, by=stage.other_leader)
    delete_draft(example=draft, expected_version=draft.version, by=stage.leader)
    assert not ExamplePage.objects.exists() and not ExampleSource.objects.exists()
    assert stage.keys
