"""Figures about the same people: what one piece suppresses, no other one may give away."""

import pytest

from meetings.evidence.figures.change_figures import change_figures, dataset_of_evidence
from meetings.evidence.sharing.readiness import advice_before_sharing
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from snippets.enums import DatasetKind, Measure
from tests import factories
from tests.meetings.evidence.figures.test_figures_actions import bring, facts, said, shared
from tests.meetings.evidence.scene import TODAY
from tests.meetings.figures.tables import cells, table

pytestmark = pytest.mark.django_db
WITHOUT_A = table(["Elever"], {"4.b": [17], "4.c": [21], "I alt": [38]})
OF_YEARS = table(["2024/2025", "2025/2026"], {"4.a": [3, 20], "4.b": [17, 20], "4.c": [21, 20], "I alt": [41, 60]})


def shown(page):
    return cells(dataset_of_evidence(page).figures)


def test_a_table_with_another_total_gives_nothing_away_by_difference(scene):
    assert shown(shared(scene))["4.a"] == ["*"]
    newer = shown(bring(scene, figures=WITHOUT_A, title="Uden 4.a"))
    assert newer["4.b"] == newer["I alt"] == ["*"]


def test_the_number_of_answers_is_hidden_where_it_would_reveal_a_number(scene):
    shared(scene, respondent_count=41)
    parts = table(["Elever"], {"4.b": [17], "4.c": [21]})
    assert dataset_of_evidence(bring(scene, figures=parts, respondent_count=38)).respondent_count is None


def test_the_same_table_under_a_type_with_a_lower_minimum(scene):
    six = table(["Elever"], {"4.a": [6], "4.b": [17], "4.c": [21], "4.d": [30], "I alt": [74]})
    shared(scene, figures=six, minimum_count=10, title="Den første")
    newer = shown(bring(scene, figures=six, kind=DatasetKind.ABSENCE, title="En anden"))
    assert newer["4.a"] == ["*"]


def test_withdrawn_figures_still_count_but_are_not_named(scene):
    withdraw_evidence(evidence=shared(scene), reason="Fejl", by=scene.leader)
    assert shown(bring(scene, figures=WITHOUT_A))["4.b"] == ["*"]


def test_last_year_s_table_with_the_same_years_in_it(scene):
    other = factories.make_meeting(unit=scene.unit, cycle=factories.cycle(school_year="2025/2026"))
    page = shared(scene, figures=OF_YEARS)
    dataset = dataset_of_evidence(page)
    type(dataset).objects.filter(pk=dataset.pk).update(meeting=other)
    later = table(["2025/2026", "2024/2025"], {"4.a": [20, 3], "4.b": [20, 17], "4.c": [20, 21]})
    newer = shown(bring(scene, figures=later))
    assert newer == {"4.a": [20, "*"], "4.b": [20, "*"], "4.c": [20, 21]}


@pytest.mark.parametrize(
    "fields", [{"title": "Elever i kor", "figures": table(["Elever"], {"4.a": [30], "4.b": [8], "4.c": [9]})},
               {"period": "foråret 2025", "figures": table(["Elever"], {"4.a": [30], "4.b": [17], "4.c": [21]})}],
    ids=["other figures of the same groups", "another time"],
)  # fmt: skip
def test_unrelated_figures_are_unchanged(scene, fields):
    shared(scene, period="foråret 2026")
    assert shown(bring(scene, **{"period": "foråret 2026", **fields}))["4.a"] == [30]


def test_figures_of_another_unit_are_never_compared(scene):
    theirs = factories.make_meeting(unit=factories.make_unit("Naboskolen"))
    page = shared(scene)
    type(dataset_of_evidence(page)).objects.update(unit=theirs.unit_id, meeting=theirs)
    assert shown(bring(scene, figures=WITHOUT_A))["4.b"] == [17]


def test_a_higher_minimum_applies_to_older_figures_once_shared_and_is_announced_before(scene):
    older = shared(scene, figures=table(["Elever"], {"4.a": [6], "4.b": [17], "4.c": [21]}))
    page = said(bring(scene, figures=table(["Elever"], {"4.a": [6], "4.b": [17], "4.c": [21]}), minimum_count=10,
                      title="Igen"), scene.staff)  # fmt: skip
    assert shown(older)["4.a"] == [6]
    told = " ".join(one.text for one in advice_before_sharing(page))
    assert "1 tal, der er skjult her, kan læses i »Elever i svømmehold«" in told
    share_evidence(evidence=page, expected_version=page.version, by=scene.leader, today=TODAY)
    assert shown(older)["4.a"] == ["*"]
    assert dataset_of_evidence(older).minimum_count == 10


def test_numbers_suppressed_when_shared_stay_suppressed_after_a_correction(scene):
    page = shared(scene)
    page = change_figures(
        evidence=page, expected_version=page.version, by=scene.leader, facts=facts(),
        table=table(["Elever"], {"4.a": [6], "4.b": [17], "4.c": [21], "I alt": [44]}),
    )  # fmt: skip
    assert shown(page)["4.a"] == ["*"]


def test_a_draft_is_corrected_freely(scene):
    page = bring(scene)
    page = change_figures(
        evidence=page, expected_version=page.version, by=scene.staff, facts=facts(),
        table=table(["Elever"], {"4.a": [6], "4.b": [17], "4.c": [21], "I alt": [44]}),
    )  # fmt: skip
    assert shown(page)["4.a"] == [6]


def test_the_preview_says_why_more_is_hidden(scene, signed_in):
    shared(scene)
    posted = {
        "stage": "read", "type": facts().type.pk, "title": "Igen", "measure": Measure.COUNT,
        "pasted": "Klasse\tElever\n4.b\t17\n4.c\t21\nI alt\t38\n",
    }  # fmt: skip
    page = signed_in(scene.staff).post(scene.address("ny/tal"), posted).content.decode()
    assert "Tallene kan handle om de samme personer som »Elever i svømmehold«" in page
    assert page.count("Ikke vist") == 2


@pytest.mark.parametrize(
    "figures",
    [table(["Antal"], {"Rød": [17], "Blå": [21]}), table(["Elever"], {"4. årgang (a og b)": [20]})],
    ids=["other labels", "joined groups"],
)
def test_the_later_table_is_hidden_where_it_cannot_be_decided(scene, figures):
    shared(scene)
    newer = dataset_of_evidence(bring(scene, figures=figures, title="Noget andet")).figures
    assert newer.shows_none


@pytest.mark.parametrize(
    ("figures", "period"),
    [
        (table(["Elever"], {"5.a": [17], "5.b": [21]}), "foråret 2026"),
        (table(["Antal"], {"Rød": [17], "Blå": [21]}), "foråret 2025"),
    ],
    ids=["other grades", "another time"],
)
def test_figures_certainly_about_others_are_unchanged(scene, figures, period):
    shared(scene, period="foråret 2026")
    assert not dataset_of_evidence(bring(scene, figures=figures, title="Noget andet", period=period)).figures.hides_any


def test_measures_are_compared_with_each_other(scene):
    """13 % of the 23 pupils in the other table are three."""
    shared(scene, figures=table(["Elever"], {"4.a": [23], "4.b": [25]}))
    shares = table(["Enig", "Uenig"], {"4.a": [13, 87], "4.b": [48, 52]})
    newer = dataset_of_evidence(bring(scene, figures=shares, measure=Measure.SHARE, title="Trivsel"))
    assert cells(newer.figures) == {"4.a": ["*", "*"], "4.b": [48, 52]}
