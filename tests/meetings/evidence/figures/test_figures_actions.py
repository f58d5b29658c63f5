"""Actions on figures as evidence; suppressed numbers are stored nowhere, and confidential figures stay with the
meeting.
"""

import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from foundation.errors import NotAllowed
from media.enums import Audience
from meetings.evidence.body import figures_in, with_figures
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.figures.add_figures import add_figures
from meetings.evidence.figures.change_figures import change_figures, dataset_of_evidence
from meetings.evidence.figures.show_figures import TooManyForChart, show_figures
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import ConfidentialFigures
from meetings.evidence.sharing.share_evidence import EvidenceNotReady, share_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.figures.models import Dataset
from meetings.figures.parsing.refusals import ContainsCpr
from meetings.figures.save_figures import DatasetFacts, MinimumLowered, TooFewAnswers
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData
from meetings.forum.propose_example import propose_example
from meetings.meeting.enums import MeetingState
from meetings.units import access
from snippets.enums import DatasetKind, Measure
from snippets.models import DatasetType
from tests import factories
from tests.meetings.evidence.scene import TODAY
from tests.meetings.figures.tables import cells, table
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db
COUNTS = table(["Elever"], {"4.a": [3], "4.b": [17], "4.c": [21], "I alt": [41]})


def facts(kind=DatasetKind.OWN, **fields):
    type_ = DatasetType.objects.get(kind=kind)
    return DatasetFacts(**{"type": type_, "title": "Elever i svømmehold", "measure": Measure.COUNT, **fields})


def bring(scene, by=None, figures=COUNTS, **fields):
    page = add_figures(
        meeting=scene.meeting, facts=facts(**fields), table=figures, by=by or scene.staff, today=TODAY,
        item=scene.item,
    )  # fmt: skip
    return with_a_basis(page)


def with_a_basis(page):
    """Fill in what the form asks for."""
    type(page).objects.filter(pk=page.pk).update(legal_basis="public_task")
    page.refresh_from_db()
    return page


def said(page, by, message="Flest går til svømning i 4.c", **fields):
    fields = {"chart": "bar", "rows_are_series": False, "breaks": [], **fields}
    return show_figures(evidence=page, expected_version=page.version, message=message, by=by, **fields)


def shared(scene, **fields):
    page = said(bring(scene, **fields), scene.staff)
    return share_evidence(evidence=page, expected_version=page.version, by=scene.leader, today=TODAY)


def example_data():
    return ExampleData(title="Svømning", did="Vi svømmede", saw="De svømmede", learnt="Vand", others_can_use="Alt",
                   initiative_id=None, contact="")  # fmt: skip


def test_what_is_hidden_is_stored_nowhere(scene):
    page = bring(scene)
    dataset = dataset_of_evidence(page)
    assert cells(dataset.figures) == {"4.a": ["*"], "4.b": ["*"], "4.c": [21], "I alt": [41]}
    kept = json.dumps(dataset.table)
    assert '"17"' not in kept and '"3"' not in kept
    blocks = [(one["type"], one["value"]) for one in json.loads(page.latest_revision.content["body"])]
    pointer = {"dataset": dataset.pk, "chart": "", "message": "", "rows_are_series": False}
    assert blocks == [("figures", pointer)], "the page points at the figures and keeps none of its own"
    assert page.title == "Elever i svømmehold"
    assert page.audience == Audience.UNIT


def test_numbers_are_stored_as_they_are_shown(scene):
    figures = table(["Andel"], {"4.a": ["33.3333"], "4.b": ["41.6667"]})
    page = bring(scene, figures=figures, kind=DatasetKind.ABSENCE, measure=Measure.SCORE)
    assert dataset_of_evidence(page).table["rows"][0]["cells"] == ["33.3"]


def test_a_form_sent_twice_adds_the_figures_once(scene):
    pages = [
        add_figures(meeting=scene.meeting, facts=facts(), table=COUNTS, by=scene.staff, today=TODAY, form_key="abc")
        for _twice in range(2)
    ]
    assert pages[0].pk == pages[1].pk
    assert Dataset.objects.count() == 1


def test_a_unit_raises_the_minimum_and_never_lowers_it(scene):
    assert dataset_of_evidence(bring(scene, minimum_count=20)).minimum_count == 20
    with pytest.raises(MinimumLowered):
        bring(scene, minimum_count=4)
    assert Evidence.objects.count() == 1, "what is refused leaves no draft behind"


def test_too_few_answers_behind_the_whole_are_refused(scene):
    with pytest.raises(TooFewAnswers):
        bring(scene, respondent_count=4)


def test_a_cpr_number_in_the_facts_is_refused(scene):
    with pytest.raises(ContainsCpr):
        bring(scene, title="Anna 010190-1234")


def test_a_stranger_and_the_board_may_not_add_figures(scene):
    for person in (scene.stranger, scene.board):
        with pytest.raises(NotAllowed):
            bring(scene, by=person)
    assert not Dataset.objects.exists()


def test_figures_change_and_stay_hidden(scene):
    page = bring(scene)
    page = change_figures(
        evidence=page, expected_version=page.version, facts=facts(title="Svømmehold"), table=None, by=scene.staff
    )
    assert cells(dataset_of_evidence(page).figures)["4.a"] == ["*"]
    assert page.title == "Svømmehold"
    page = change_figures(
        evidence=page, expected_version=page.version, facts=facts(minimum_count=30), table=None, by=scene.staff
    )  # fmt: skip
    assert cells(dataset_of_evidence(page).figures)["4.c"] == ["*"]
    with pytest.raises(NotAllowed):
        change_figures(evidence=page, expected_version=page.version, facts=facts(), table=COUNTS, by=scene.colleague)


def test_figures_of_another_piece_cannot_be_used(scene):
    """A body that refers to somebody else's dataset shows none."""
    theirs = dataset_of_evidence(bring(scene))
    mine = scene.draft(kind="figures", body=with_figures([], figures_in(theirs.evidence.body.raw_data)[0]))
    assert dataset_of_evidence(mine) is None


def test_sharing_asks_for_what_the_figures_show(scene):
    page = bring(scene)
    with pytest.raises(EvidenceNotReady) as refusal:
        share_evidence(evidence=page, expected_version=page.version, by=scene.leader, today=TODAY)
    assert "Hvad tallene viser, i en sætning." in refusal.value.message
    assert shared(scene).is_shared


def test_a_chart_with_too_many_series_is_refused(scene):
    wide = table([f"S{number}" for number in range(6)], {f"{number}.a": [20] * 6 for number in range(6)})
    page = bring(scene, figures=wide)
    with pytest.raises(TooManyForChart):
        said(page, scene.staff)
    page = said(page, scene.staff, chart="")
    assert figures_in(page.body.raw_data)[0].chart == ""


def test_breaks_must_be_categories_of_the_figures(scene):
    figures = table(["2023", "2024"], {"Sygdom": [20, 21]})
    page = said(bring(scene, figures=figures), scene.staff, rows_are_series=True, breaks=["2024", "Nej"])
    assert dataset_of_evidence(page).breaks == ["2024"]


def test_deleting_a_draft_deletes_its_figures(scene):
    delete_draft(evidence=bring(scene), by=scene.staff)
    assert not Dataset.objects.exists()


# Who may see them -----------------------------------------------------------------------------------------------------


def sees(person, dataset):
    access.clear_cached_access(person)
    return access.may_see(person, dataset)


def test_a_draft_s_figures_are_seen_by_those_who_gather(scene):
    dataset = dataset_of_evidence(bring(scene))
    assert all(sees(person, dataset) for person in (scene.leader, scene.team, scene.staff, scene.colleague))
    assert not any(sees(person, dataset) for person in (scene.board, scene.chef, scene.consultant, scene.stranger))


@pytest.mark.parametrize("kind", [DatasetKind.OWN, DatasetKind.TEST])
def test_shared_figures_are_seen_by_the_meeting_and_nobody_else(scene, kind):
    dataset = dataset_of_evidence(shared(scene, kind=kind))
    everybody = (scene.leader, scene.staff, scene.board, scene.chef, scene.consultant)
    assert all(sees(person, dataset) for person in everybody)
    other_board = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=factories.make_unit("Naboskolen"))
    wide = [factories.user(role=role) for role in (Role.FORUM_MEMBER, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR)]
    assert not any(sees(person, dataset) for person in (scene.stranger, other_board, *wide))
    scene.meeting.__class__.objects.filter(pk=scene.meeting.pk).update(state=MeetingState.PLANNED)
    assert not sees(scene.board, dataset)


def test_withdrawn_figures_are_seen_by_nobody(scene):
    page = shared(scene)
    dataset = dataset_of_evidence(page)
    withdraw_evidence(evidence=page, reason="Fejl", by=scene.leader)
    assert not any(sees(person, dataset) for person in (scene.leader, scene.staff, scene.board, scene.chef))


# Confidential ---------------------------------------------------------------------------------------------------------


def test_no_example_may_use_test_results(scene):
    page = shared(scene, kind=DatasetKind.TEST)
    with pytest.raises(ConfidentialFigures) as refusal:
        propose_example(evidence=page, data=example_data(), bases={}, by=scene.leader)
    assert unbroken("§ 55 b") in refusal.value.message


def test_an_example_on_other_figures_may_be_proposed(scene):
    factories.forum()
    assert propose_example(evidence=shared(scene), data=example_data(), bases={}, by=scene.leader).pk


def test_an_example_with_figures_that_became_confidential_is_neither_cleared_nor_proposed_again(scene):
    page = shared(scene)
    example = factories.example(unit=scene.unit, evidence=page, state=ExampleState.PROPOSED)
    Dataset.objects.update(type=DatasetType.objects.get(kind=DatasetKind.TEST))
    with pytest.raises(ConfidentialFigures):
        clear_example(example=example, expected_version=example.version, by=scene.chef)
    with pytest.raises(ConfidentialFigures):
        edit_example(example=example, data=example_data(), bases={}, expected_version=example.version, by=scene.leader)


def test_test_results_cannot_be_made_non_confidential():
    tests = DatasetType.objects.get(kind=DatasetKind.TEST)
    tests.is_confidential = False
    with pytest.raises(ValidationError) as refusal:
        tests.full_clean()
    assert unbroken("§ 55 b") in refusal.value.message_dict["is_confidential"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        tests.save()


def test_save_leaves_the_figures_as_they_are(scene):
    page = bring(scene)
    page = save_evidence(
        evidence=page,
        expected_version=page.version,
        by=scene.staff,
        today=TODAY,
        about=EvidenceFacts(title="Andet"),
        answers={"text": "Et ord"},
    )
    assert len(figures_in(page.body.raw_data)) == 1
    assert uuid.UUID(page.body.raw_data[0]["id"])
