"""People who press at the same moment, and the forms that they have open; prints who and where."""

import json

from django.urls import reverse

from accounts.roles import Role
from meetings.agreements.models import Agreement
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs
from tests import factories
from tests.meetings.minutes.scene import approved, begun, submitted


def main() -> None:
    done, waiting = approved(), submitted(scene=begun(title="Åskolen"))
    agreement = Agreement.objects.get()
    evidence = factories.evidence(meeting=done.meeting, title="Delt", shared=True, owner=done.leader)
    print(
        json.dumps(
            {
                "leader": done.leader.email,
                "other_leader": factories.user(role=Role.AGREEMENT_HOLDER, unit=done.unit).email,
                "chef": waiting.chef.email,
                "other_chef": factories.user(role=Role.HEAD_OF_AREA, area=waiting.unit.area).email,
                "status": reverse("agreement_follow_up", args=[agreement.pk]),
                "addendum": done.address("tilfoejelse"),
                "example": reverse("example_build", kwargs=meeting_url_kwargs(done.meeting))
                + f"?valgt=aftale-{agreement.pk}",
                "objection": reverse(
                    "objection_to_piece", kwargs={**meeting_url_kwargs(done.meeting), "pk": evidence.pk}
                ),
                "person": reverse("unit_people_add", kwargs=unit_url_kwargs(done.unit)),
                "profile": reverse("unit_edit", kwargs=unit_url_kwargs(done.unit)),
                "decision": waiting.address("afgoer"),
            }
        )
    )
