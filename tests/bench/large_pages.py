"""The main pages of a municipality that tests.bench.large filled: the same unit, people and words at every size."""

from collections.abc import Iterator

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.user import User
from home.demo.municipality import address
from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.evidence.models import Evidence
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.pages import MinutesPage
from meetings.units.pages import UnitPage

UNIT = "skovskolen"
#: Name, who asks (None for a visitor), address.
Asked = tuple[str, User | None, str]


def pages() -> Iterator[Asked]:
    leader, chef, teacher = account(f"leder-{UNIT}"), account("chef-skoler"), account(f"medarbejder-{UNIT}")
    consultant, editor, administrator = account("konsulent"), account("redaktor"), account("administrator")
    unit = UnitPage.objects.select_related("area").get(slug=UNIT)
    year = Cycle.objects.select_related("template").order_by("-school_year")[0]
    meeting = MeetingPage.objects.get(unit=unit, cycle=year)
    minutes = MinutesPage.objects.filter(unit=unit, state="approved").latest("meeting__cycle__school_year")
    evidence = Evidence.objects.filter(meeting=meeting, kind="practice_narrative", shared_at__isnull=False)[0]
    photo = MediaItem.objects.shown_on(timezone.localdate()).filter(evidence__meeting=meeting, kind="image")[0]
    example = ExamplePage.objects.filter(unit=unit, state="cleared")[0]
    of_unit, of_meeting = [unit.area.slug, unit.slug], [unit.area.slug, unit.slug, year.first_year]
    yield "front page of a visitor", None, "/"
    yield "front page of a leader", leader, "/"
    yield "front page of a chef", chef, "/"
    yield "front page of a teacher", teacher, "/"
    yield "front page of a consultant", consultant, "/"
    yield "front page of the editor", editor, "/"
    yield "template", leader, year.template.url
    yield "approved minutes", leader, minutes.url
    yield "meeting with pictures", leader, meeting.url
    yield "piece of evidence", leader, evidence.get_url()
    yield "data plan", leader, reverse("data_plan", args=of_meeting)
    yield "contribution form", leader, reverse("evidence_create", args=[*of_meeting, "fortaelling"])
    yield "a rendition", leader, photo.url(next(iter(photo.renditions)))
    yield "agreements of a unit", leader, reverse("unit_agreements", args=of_unit)
    yield "agreements, all units", consultant, reverse("agreements")
    yield "one agreement", leader, reverse("agreement", args=[Agreement.objects.filter(unit=unit).latest("pk").pk])
    yield "overview", consultant, reverse("year_overview")
    yield "area", chef, unit.area.url
    yield "unit", leader, unit.url
    yield "people of a unit", leader, reverse("unit_people", args=of_unit)
    yield "deleted soon", leader, reverse("deleted_soon", args=of_unit)
    yield "minutes waiting for the chef", chef, reverse("minutes_waiting")
    yield "lederforum", leader, "/lederforum/"
    yield "example", leader, example.url
    yield "search: a word of one unit", leader, "/soeg/?q=bålpladsen"
    yield "search: a word of one unit, chef", chef, "/soeg/?q=bålpladsen"
    yield "search: a word found everywhere", leader, "/soeg/?q=makkere"
    yield "search: a word found everywhere, chef", chef, "/soeg/?q=makkere"
    yield "search in the lederforum", leader, "/lederforum/?q=vejret"
    yield "view log", administrator, reverse("view_log")
    yield "objections", chef, reverse("objections")
    yield "units", administrator, reverse("units")
    yield "people", administrator, reverse("people")
    yield "operation", administrator, reverse("operation")
    yield "template editor", editor, reverse("wagtailadmin_pages:edit", args=[year.template_id])
    yield "front page of the editing system", editor, reverse("wagtailadmin_home")


def account(name: str) -> User:
    return User.objects.get(email=address(name))


def submit_and_approve() -> None:
    """Minutes that were sent back are submitted and approved, and all of it is rolled back."""
    today = timezone.localdate()
    with transaction.atomic():
        minutes = MinutesPage.objects.select_related("unit__area").get(unit__slug="fjordskolen", state="draft")
        by = account("leder-fjordskolen")
        submission = submit_minutes(minutes=minutes, expected_version=minutes.version, by=by, today=today)
        approve_minutes(
            minutes=MinutesPage.objects.get(pk=minutes.pk), expected_version=submission.version,
            content_hash=submission.content_hash, by=account("chef-skoler"), today=today,
        )  # fmt: skip
        transaction.set_rollback(True)
