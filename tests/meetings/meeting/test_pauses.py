"""Pauses that a unit adds to its agenda, and the meeting's end, which is the same everywhere."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from accounts.roles import Role
from meetings.convening.calendar_file import download
from meetings.meeting.adopt_template_change import adopt_template_change
from meetings.meeting.agenda import agenda_of, ends_at, length_of
from meetings.meeting.change_agenda import AgendaTooLong, PauseRefused, change_agenda
from meetings.meeting.enums import MeetingState
from meetings.meeting.forms.agenda import AgendaForm
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause, pauses_of
from meetings.template.pages import TemplatePage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.meetings.convening.test_calendar_file import HERE

pytestmark = pytest.mark.django_db

GOALS, OWN = factories.agenda_item("Mål", 60, is_open=False), factories.agenda_item("Egne indsatser", 90)
OF_DAYCARE = factories.agenda_item("Kun dagtilbud", 500, applies_to="daycare")


@pytest.fixture
def meeting(school):
    return factories.meeting(
        unit=school.unit, agenda=[GOALS, OWN, OF_DAYCARE], total_minutes=180, state=MeetingState.INVITED,
        starts_at=datetime(2026, 10, 14, 9, tzinfo=HERE),
    )  # fmt: skip


def fresh(meeting):
    return MeetingPage.objects.select_related("unit__area", "cycle", "template_revision").get(pk=meeting.pk)


def placed(meeting, by, *pauses):
    return change_agenda(meeting=meeting, changes={}, pauses=pauses, expected_version=None, by=by)


def agenda(meeting):
    return [(item.title, item.minutes, item.number) for item in agenda_of(fresh(meeting))]


def test_a_pause_is_added_moved_and_removed(meeting, holder):
    placed(meeting, holder, Pause("Frokost", 30, GOALS["id"]))
    assert agenda(meeting) == [("Mål", 60, 1), ("Frokost", 30, None), ("Egne indsatser", 90, 2)]
    (lunch,) = pauses_of(fresh(meeting))
    placed(meeting, holder, Pause("Frokost", 25, OWN["id"], lunch.id), Pause("Pause", 5, GOALS["id"]))
    assert [row[:2] for row in agenda(meeting)] == [("Mål", 60), ("Pause", 5), ("Egne indsatser", 90), ("Frokost", 25)]
    assert lunch.id in {pause.id for pause in pauses_of(fresh(meeting))}, "the same block, elsewhere"
    placed(meeting, holder)
    assert [row[0] for row in agenda(meeting)] == ["Mål", "Egne indsatser"]


def test_pauses_count_towards_the_length(meeting, holder):
    with pytest.raises(AgendaTooLong, match=r"tilsammen 181 minutter, men mødet varer 180 inkl\. pauser"):
        placed(meeting, holder, Pause("Frokost", 31, GOALS["id"]))
    assert len(agenda(meeting)) == 2


@pytest.mark.parametrize(
    "pause", [Pause("x", 0, GOALS["id"]), Pause("x", 121, GOALS["id"]), Pause("x", 5, "nowhere"),
              Pause("x", 5, OF_DAYCARE["id"])]
)  # fmt: skip
def test_a_pause_needs_a_valid_length_and_place(meeting, holder, pause):
    with pytest.raises(PauseRefused):
        placed(meeting, holder, pause)


def test_an_items_block_cannot_become_a_pause(meeting, holder):
    """An item's id sent as that of a pause creates a new pause and leaves the item unchanged."""
    placed(meeting, holder, Pause("Pause", 5, GOALS["id"], OWN["id"]))
    assert [row[0] for row in agenda(meeting)] == ["Mål", "Pause", "Egne indsatser"]


def test_page_mail_calendar_and_agenda_show_the_same_end(client, meeting, school, holder):
    placed(meeting, holder, Pause("Frokost", 20, OWN["id"]))
    now = fresh(meeting)
    assert agenda_of(now)[-1].ends == ends_at(now, now.starts_at) == now.starts_at + timedelta(minutes=170)
    (event,) = Calendar.from_ical(download(now)).walk("VEVENT")
    assert event.decoded("dtend") == ends_at(now, now.starts_at)
    client.force_login(holder)
    page = client.get(now.get_url()).content.decode()
    assert "kl. 9–11.50" in page.replace("9.00", "9") or "9.00–11.50" in page
    assert "11.30–11.50" in page, "the lunch, with its time of day"


def test_the_length_without_times_or_without_an_agenda(school):
    untimed = factories.meeting(unit=school.unit, agenda=[factories.agenda_item("Uden tid", None)], total_minutes=200)
    assert length_of(untimed) == 200
    bare = factories.meeting(agenda=[], total_minutes=150)
    bare.agenda = []
    assert length_of(bare) == 150 and ends_at(bare, None) is None


class TestThePage:
    @pytest.fixture
    def address(self, client, meeting, holder):
        client.force_login(holder)
        return reverse("meeting_agenda", kwargs=meeting_url_kwargs(meeting))

    def body(self, **more):
        return {"seen": 1, f"minutes-{OWN['id']}": 90, f"topics-{OWN['id']}": "", **more}

    def test_a_pause_is_added_and_removed(self, client, address, meeting):
        sent = self.body(**{"pause-id-0": "", "pause-title-0": "Frokost", "pause-minutes-0": 30,
                            "pause-after-0": GOALS["id"]})  # fmt: skip
        assert client.post(address, sent).status_code == 302
        (lunch,) = pauses_of(fresh(meeting))
        page = client.get(address).content.decode()
        assert "Pauserne tager 30\xa0min. af mødet." in page and lunch.id in page
        sent |= {"seen": fresh(meeting).version, "pause-id-0": lunch.id, "pause-minutes-0": ""}
        assert client.post(address, sent).status_code == 302
        assert not pauses_of(fresh(meeting))

    def test_a_pause_that_does_not_fit_is_an_error_and_input_is_kept(self, client, address, meeting):
        sent = self.body(**{"pause-id-0": "", "pause-title-0": "Lang frokost", "pause-minutes-0": 60,
                            "pause-after-0": GOALS["id"]})  # fmt: skip
        answer = client.post(address, sent)
        assert answer.status_code == 422 and "Lang frokost" in answer.content.decode()
        assert "Tag 30 minutter fra et åbent punkt eller en pause" in answer.content.decode()


def test_a_pause_stays_when_the_template_changes(school, holder):
    meeting = factories.meeting(unit=school.unit)
    first = str(meeting.agenda[0].id)
    change_agenda(meeting=meeting, changes={str(meeting.agenda[1].id): _shorter(meeting)},
                 pauses=[Pause("Frokost", 30, first)], expected_version=None, by=holder)  # fmt: skip
    template = TemplatePage.objects.get()
    template.total_minutes = 200
    template.save_revision().publish()
    after = adopt_template_change(meeting=MeetingPage.objects.get(pk=meeting.pk), by=holder)
    assert [item.title for item in agenda_of(after)][1] == "Frokost"


def _shorter(meeting):
    from meetings.meeting.change_agenda import ItemChange

    return ItemChange(meeting.agenda[1].value["minutes"] - 30)


@pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_other_roles_may_not_add_pauses(client, meeting, school, role):
    client.force_login(school[role])
    assert client.post(reverse("meeting_agenda", kwargs=meeting_url_kwargs(meeting)), {"seen": 1}).status_code == 404


COFFEE = factories.agenda_item("Ankomst og kaffe", 15, is_break=True, is_open=False, owner="administration")
REST = factories.agenda_item("Pause", 10, is_break=True, is_open=False, purpose="Der er frugt.", time_note="ca. 10")
LUNCH = factories.agenda_item("Frokost", None, is_break=True, is_open=False)


class TestThoseOfTheTemplate:
    """The unit may move, change and remove the template's pauses in its own meeting."""

    @pytest.fixture
    def meeting(self, school):
        factories.template("2027/2028", agenda=[COFFEE, GOALS, REST, OWN, LUNCH], total_minutes=180)
        return factories.meeting(unit=school.unit, school_year="2027/2028", total_minutes=180)

    def body(self, meeting, **more):
        """The form data as a browser sends them, with the fields in `more` changed."""
        form = AgendaForm(None, row=meeting, items=agenda_of(meeting), pauses=pauses_of(meeting))
        unticked = {name for name in form.fields if name.startswith("pause-remove-")}
        said = {name: form[name].value() for name in form.fields if name not in unticked}
        return {name: "" if value is None else value for name, value in (said | more).items()}

    def send(self, client, meeting, holder, **more):
        client.force_login(holder)
        return client.post(
            reverse("meeting_agenda", kwargs=meeting_url_kwargs(meeting)), self.body(fresh(meeting), **more)
        )

    def test_an_unchanged_form_changes_nothing(self, client, meeting, holder):
        before = list(fresh(meeting).agenda.get_prep_value())
        assert self.send(client, meeting, holder).status_code == 302
        assert list(fresh(meeting).agenda.get_prep_value()) == before

    def test_a_moved_pause_keeps_its_other_values(self, client, meeting, holder):
        answer = self.send(client, meeting, holder, **{"pause-after-1": OWN["id"], "pause-minutes-1": 15})
        assert answer.status_code == 302
        titles = [(item.title, item.minutes) for item in agenda_of(fresh(meeting))]
        assert titles == [
            ("Ankomst og kaffe", 15),
            ("Mål", 60),
            ("Egne indsatser", 90),
            ("Pause", 15),
            ("Frokost", None),
        ]
        moved = agenda_of(fresh(meeting))[3]
        assert (moved.id, moved.value["purpose"], moved.value["time_note"]) == (REST["id"], "Der er frugt.", "")

    def test_each_can_be_removed(self, client, meeting, holder):
        ticks = {f"pause-remove-{number}": "on" for number in range(3)}
        assert self.send(client, meeting, holder, **ticks).status_code == 302
        assert [item.title for item in agenda_of(fresh(meeting))] == ["Mål", "Egne indsatser"]

    def test_the_units_changes_stay_when_the_template_changes(self, meeting, holder):
        _coffee, rest, lunch = pauses_of(fresh(meeting))
        placed(meeting, holder, replace(rest, after=OWN["id"]), lunch)
        template = TemplatePage.objects.get(school_year="2027/2028")
        new = factories.agenda_item("Ny pause", 5, is_break=True)
        template.agenda = [COFFEE, GOALS, REST, OWN, new]
        template.save_revision().publish()
        after = adopt_template_change(meeting=fresh(meeting), by=holder)
        assert [item.title for item in agenda_of(after)] == ["Mål", "Egne indsatser", "Pause", "Ny pause"], (
            "removed stays removed, moved stays moved, untouched follows the template"
        )
