"""Test data: a meeting with evidence to present, and its participants."""

import json
import uuid

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.meetings.forum.pictures import film, image


class Room:
    """Skovskolen's meeting, its leader, and what is brought to it."""

    def __init__(self):
        self.unit = factories.make_unit("Skovskolen")
        self.meeting = factories.meeting(unit=self.unit, state=MeetingState.PREPARING)
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=self.unit)
        self.item = self.meeting.agenda[0].id

    @property
    def url(self):
        return f"/skoler/{self.unit.slug}/{self.meeting.slug}/moede/vis/"

    @property
    def still_url(self):
        return f"{self.url}stadig/"

    def bring(self, title, *blocks, **fields):
        """Create a shared contribution under the first agenda item."""
        page = factories.evidence(
            meeting=MeetingPage.objects.get(pk=self.meeting.pk), title=title, body=[],
            **{"shared": True, "agenda_item": self.item, "owner": self.leader, **fields},
        )  # fmt: skip
        if blocks:
            page.body = json.dumps([{"type": kind, "id": str(uuid.uuid4()), "value": value} for kind, value in blocks])
            page.save()
        return page

    def photos(self, title="Tårnet", count=1, **fields):
        """Create a shared contribution with photos; `page.items` are their rows."""
        page = self.bring(title, kind="photos")
        page.items = [image(page, self.leader, **fields) for _each in range(count)]
        page.body = json.dumps(
            [
                {"type": "image", "id": str(uuid.uuid4()), "value": {"item": item.pk, "caption": ""}}
                for item in page.items
            ]
        )
        page.save()
        return page

    def film(self, title="Broen", **fields):
        page = self.bring(title, kind="film")
        page.items = [film(page, self.leader, **fields)]
        page.body = json.dumps(
            [{"type": "film", "id": str(uuid.uuid4()), "value": {"item": page.items[0].pk, "caption": ""}}]
        )
        page.save()
        return page

    def story(self, title="Makkerne", **answers):
        return self.bring(
            title, ("narrative", {"situation": "", "action": "", "effect": "", "learning": "", **answers})
        )
