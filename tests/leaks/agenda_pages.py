"""Pages with forms of an agenda that changes after the template was published again."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from meetings.meeting.enums import MeetingState, Reply
from meetings.meeting.participant import Participant
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.leaks.stage import Stage
from tests.meetings.insights.frame_changes.scene import change_of
from tests.meetings.moderation.workflows import submitted_template

#: One worker finds the forms once, and sends them in all tests.


def pages_of_an_agenda_that_changes(stage: Stage) -> Iterator[tuple[User, str]]:
    """The template was published again while the meeting is planned, and participants were sent an older agenda."""
    topics = [{"topic": "Fælles sprog", "applies_to": "all"}]
    template = factories.template("2027/2028", agenda=[factories.agenda_item("Indsatser", 90, focus=topics)])
    factories.cycle("2027/2028")
    planned = factories.meeting(unit=factories.make_unit("Bøgeskolen"), school_year="2027/2028")
    told = factories.meeting(
        unit=factories.make_unit("Elmeskolen"), school_year="2027/2028", state=MeetingState.INVITED,
        announced_agenda={"minutes": 15, "agenda": []},
    )  # fmt: skip
    Participant.objects.create(meeting=told, name="Bo Birk", email="bo@egenby.dk", role=Role.STAFF_REPRESENTATIVE)
    Participant.objects.create(
        meeting=told, name="Eva Elm", email="eva@egenby.dk", role=Role.CONSULTANT, reply=Reply.NOT_COMING,
        substitute_name="Vera Vikar", substitute_email="vera@egenby.dk",
    )  # fmt: skip
    template.agenda = [*template.agenda.get_prep_value(), factories.agenda_item("Et nyt punkt", 30)]
    template.save_revision().publish()
    for route, meeting in (("template_difference", planned), ("meeting_update", told), ("meeting_replies", told)):
        leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit)
        yield leader, reverse(route, kwargs=meeting_url_kwargs(meeting))
    yield stage.person(Role.CENTRAL_EDITOR), reverse("template_initiatives", args=[template.slug])
    change = change_of(template, by=stage.person(Role.CENTRAL_EDITOR))
    yield stage.person(Role.CENTRAL_EDITOR), reverse("frame_change_new", args=[template.slug])
    yield stage.person(Role.CENTRAL_EDITOR), reverse("frame_change", args=[template.slug, change.pk])
    waiting = submitted_template(by=factories.user(role=Role.CENTRAL_EDITOR), school_year="2028/2029")
    yield stage.person(Role.CENTRAL_EDITOR), reverse("template_decide", args=[waiting.slug])
