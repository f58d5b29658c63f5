"""Load the demo: a municipality with 5 schools and 7 daycare centres, two past years, and this year in all its states."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor.sign_in_settings import SignInSettings
from foundation.audit import AuditEvent
from foundation.errors import Refusal
from foundation.municipality import Municipality
from foundation.task_queue.queued_task import QueuedTask
from home.demo import meetings as act
from home.demo.blocked_times import block_times
from home.demo.clock import demo_clock
from home.demo.data_plans import agree_on_data
from home.demo.directory import set_up_directory
from home.demo.evidence import bring
from home.demo.evidence_text import DAYCARE, DRAFT, SCHOOL
from home.demo.figures import ABSENCE, WELLBEING, bring_demo_figures
from home.demo.follow_up.frame_changes import begin_next_template
from home.demo.follow_up.notes import write_notes
from home.demo.follow_up.questionnaires import (
    answer_evaluations,
    ask_before_the_meeting,
    make_preparation,
    make_questionnaires,
)
from home.demo.follow_up.talks import hold_proposed_talk, set_talks_ahead
from home.demo.follow_up.wishes import answer_wishes, withdraw_one
from home.demo.forum.articles import show_articles
from home.demo.forum.built_examples import build_examples
from home.demo.forum.examples import show_examples, try_examples
from home.demo.forum.forum_days import show_forum_days
from home.demo.journal import journalise
from home.demo.municipality import UNITS
from home.demo.people import make_people, make_units
from home.demo.privacy import show_privacy
from home.demo.processors import register_processors
from home.demo.statements import write_last_year, write_statements
from home.demo.templates_and_years import make_registers, make_year
from home.demo.view_log import log_views
from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.evidence.contribution.hand_in_evidence import hand_in_evidence
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.notifications.models import Notification
from meetings.units.pages import UnitPage
from snippets.models import Initiative

LOADED = "demo.loaded"
#: State of each unit's meeting this year.
STATES = {
    "skovskolen": "preparing", "bakkeskolen": "planned", "aaskolen": "submitted", "fjordskolen": "returned",
    "markskolen": "approved", "solstraalen": "held", "regnbuen": "preparing", "mariehoenen": "approved",
    "kastanjen": "submitted", "spiloppen": "invited", "birkehuset": "cancelled", "havblik": "remarks",
}  # fmt: skip


class DemoIncomplete(Refusal):
    """An earlier load was interrupted."""


def first_year_of(today: date) -> int:
    """Return 2026 for a day in the school year 2026/2027 (1 August to 31 July)."""
    return today.year if today.month >= 8 else today.year - 1


def load(*, today: date, say: Callable[[str], object] = lambda line: None) -> bool:
    """Load the demo once. Return whether it was loaded; one that is there already is left as it is. Raises
    DemoIncomplete."""
    if AuditEvent.objects.filter(action=LOADED).exists():
        return False
    if UnitPage.objects.exists():
        raise DemoIncomplete(
            _("The demo was stopped while it was loading. Run `make demo-reset`, then `make demo` again.")
        )
    this_year = first_year_of(today)
    name_municipality()
    units = make_units()
    users = make_people(units, since=date(this_year - 3, 8, 1), today=today)
    initiatives = make_registers()
    chefs = {"skoler": users["chef-skoler"], "dagtilbud": users["chef-dagtilbud"]}
    casts = {
        slug: act.Cast(users[f"leder-{slug}"], chefs[unit.area.slug], users["konsulent"], users["redaktor"])
        for slug, unit in units.items()
    }
    for years_ago in (2, 1):
        say(_("Loading the year %(year)s …") % {"year": f"{this_year - years_ago}/{this_year - years_ago + 1}"})
        cycle = make_year(years_ago, this_year - years_ago, users["redaktor"])
        if years_ago == 1:
            make_questionnaires(cycle, users["redaktor"])
        for number, unit in enumerate(UNITS):
            talks_until = None if unit.slug == "skovskolen" and years_ago == 1 else today
            past_meeting(
                units[unit.slug], cycle, casts[unit.slug], number, initiatives, today=talks_until, brings=years_ago == 1
            )
        answer_evaluations(cycle, today)
    follow_up_past_years(casts, today)
    say(_("Loading this year, with pictures and films …"))
    cycle = make_year(0, this_year, users["redaktor"])
    make_questionnaires(cycle, users["redaktor"], days_open=28)
    for number, unit in enumerate(UNITS):
        with_people = casts[unit.slug]
        meeting = act.make_meeting(units[unit.slug], cycle, with_people)
        this_years_meeting(meeting, STATES[unit.slug], with_people, users, number, initiatives, today)
    begin_next_template(cycle.template, users["redaktor"])
    withdraw_one(casts["skovskolen"], today)
    answer_wishes(casts, today)
    answer_evaluations(cycle, today)
    make_preparation(cycle, users["redaktor"])
    ask_before_the_meeting(cycle, today)
    set_talks_ahead({slug: cast.leader for slug, cast in casts.items()}, today)
    journalise(casts, today)
    show_examples(units, casts, initiatives, today)
    write_notes(casts, f"{this_year - 1}/{this_year}", today)
    show_forum_days(users, today)
    show_articles(users, today)
    try_examples(casts, today)
    build_examples(casts, today)
    log_views(casts)
    block_times(casts, users, today)
    set_up_directory(units, users)
    register_processors(users["databeskyttelse"])
    # Files and texts of past years would have been deleted by now; the demo keeps them for display.
    soon, later = today + timedelta(days=200), today + timedelta(days=365)
    MediaItem.objects.filter(delete_after__lt=soon).update(delete_after=later)
    Evidence.objects.filter(delete_after__lt=soon).update(delete_after=later)
    show_privacy(units, users, today)
    # Mails of past years count as read; the demo begins with none waiting.
    QueuedTask.objects.filter(lane="mail").delete()
    Notification.objects.all().delete()
    AuditEvent.objects.create(action=LOADED, object_type="demo", object_id="1")
    return True


def name_municipality() -> None:
    from wagtail.models import Site

    settings = Municipality.for_site(Site.objects.get(is_default_site=True))
    settings.name = "Demokommunen"
    settings.contact_phone = "70 00 00 99"
    settings.contact_name = "Katrine Bjerre"
    settings.contact_email = "konsulent@demo.example"
    settings.save()
    # All invented people share a password; nobody has their telephones.
    sign_in = SignInSettings.for_site(settings.site)
    sign_in.second_factor_roles = []
    sign_in.save()


def past_meeting(
    unit: UnitPage, cycle: Cycle, cast: act.Cast, number: int, initiatives: dict[str, Initiative], *,
    texts: int = 1, agreements: int = 0, brings: bool = False, today: date | None = None,
) -> None:  # fmt: skip
    """A meeting of a past year: held between October and March, its minutes approved two weeks later. So many `texts`
    were brought; two to four agreements, if their number is not given. `brings`: with what some units wrote on the
    initiative that all have. Its follow-up talk was held, if `today` is long after it."""
    day = date(cycle.first_year, 10, 6) + timedelta(days=number * 12)
    while day.weekday() > 4:
        day += timedelta(days=1)
    meeting = act.make_meeting(unit, cycle, cast)
    meeting = act.set_time_and_people(meeting, cast, day, day - timedelta(days=45))
    meeting = act.invite(meeting, cast, day - timedelta(days=44))
    meeting = act.prepare(meeting, cast, day - timedelta(days=30))
    if brings:
        write_last_year(meeting, cast, day - timedelta(days=9))
    stories = [
        piece
        for piece in (SCHOOL if unit.kind == "school" else DAYCARE)
        if not (piece.photos or piece.film or piece.sound)
    ]
    with demo_clock(day - timedelta(days=12)):
        for text in range(texts):
            piece = stories[(number + cycle.first_year + text) % len(stories)]
            bring(piece, meeting, cast.leader, day - timedelta(days=12), shared_by=cast.leader)
    meeting = act.meet(MeetingPage.objects.get(pk=meeting.pk), cast, day)
    agreements = agreements or 2 + number % 3
    minutes = act.write(meeting, cast, day + timedelta(days=2), initiatives, agreements=agreements)
    act.read_together(minutes, cast, day + timedelta(days=3), remarks=number % 3 == 0)
    minutes = act.submit(minutes, cast, day + timedelta(days=11))
    act.approve(minutes, cast, day + timedelta(days=14))
    hold_proposed_talk(meeting, cast.leader, cast.chef, today or day)


def follow_up_past_years(casts: dict[str, act.Cast], today: date) -> None:
    """Follow up on the agreements: most are fulfilled, some in progress, one dropped, and a few overdue."""
    statuses = ["fulfilled", "fulfilled", "in_progress", "dropped", "fulfilled", ""]
    for number, agreement in enumerate(Agreement.objects.select_related("unit").order_by("pk")):
        status = statuses[number % len(statuses)]
        if agreement.unit.slug == "skovskolen" and agreement.due_on > today - timedelta(days=330):
            status = "in_progress" if number % 2 else ""
        if status and agreement.is_open:
            day = min(agreement.due_on - timedelta(days=10), today - timedelta(days=20))
            shown = status == "fulfilled" and number % 2 == 0
            act.record_progress(agreement, status, casts[agreement.unit.slug], day, shown=shown)


def this_years_meeting(
    meeting: MeetingPage, state: str, cast: act.Cast, users: dict[str, User], number: int,
    initiatives: dict[str, Initiative], today: date,
) -> None:  # fmt: skip
    """Take the meeting to `state`."""
    if state == "planned":
        return
    held = state in {"held", "remarks", "returned", "submitted", "approved"}
    day = today + timedelta(days=-18 - number if held else 13 + number)
    while day.weekday() > 4:
        day += timedelta(days=-1 if held else 1)
    called = min(today - timedelta(days=20), day - timedelta(days=30))
    guests = [act.PARENT] if state == "remarks" else []
    meeting = act.set_time_and_people(meeting, cast, day, called, guests)
    meeting = act.invite(meeting, cast, called + timedelta(days=1))
    if state == "cancelled":
        act.call_off(meeting, cast, today - timedelta(days=3))
        return
    if state == "invited":
        return
    meeting = act.prepare(meeting, cast, called + timedelta(days=6), all_done=held)
    slug = meeting.unit.slug
    rich = slug in {"skovskolen", "solstraalen"}
    if rich:
        staff = users.get(f"medarbejder-{slug}", cast.leader)
        agree_on_data(meeting, cast, staff, min(day, today) - timedelta(days=11))
        write_statements(meeting, cast, min(day, today) - timedelta(days=5))
    gather(meeting, cast, users, min(day, today) - timedelta(days=4), rich=rich)
    if not held:
        return
    meeting = act.meet(MeetingPage.objects.get(pk=meeting.pk), cast, day)
    if state == "held":
        return
    minutes = act.write(meeting, cast, day + timedelta(days=2), initiatives, agreements=2 + number % 3)
    if state == "remarks":
        act.read_together(minutes, cast, today - timedelta(days=3), remarks=True, over=False)
        return
    act.read_together(minutes, cast, day + timedelta(days=2), remarks=state == "submitted")
    minutes = act.submit(minutes, cast, day + timedelta(days=10))
    if state == "returned":
        act.send_back(minutes, cast, day + timedelta(days=13))
    if state == "approved":
        act.approve(minutes, cast, day + timedelta(days=14))


def gather(meeting: MeetingPage, cast: act.Cast, users: dict[str, User], day: date, *, rich: bool) -> None:
    """Add this year's evidence; with `rich` also pictures, a film and one that is handed in."""
    slug = meeting.unit.slug
    pieces = SCHOOL if meeting.unit.kind == "school" else DAYCARE
    with demo_clock(day):
        for seed, piece in enumerate(pieces if rich else pieces[1:3]):
            by = users.get(f"medarbejder-{slug}", cast.leader) if seed % 2 else cast.leader
            bring(piece, meeting, by, day, shared_by=cast.leader, seed=seed + 1)
        if slug == "markskolen":  # approved: its document has a chart and pictures
            bring(SCHOOL[0], meeting, cast.leader, day, shared_by=cast.leader, seed=7)
        if slug in {"skovskolen", "markskolen"}:
            for figures in (WELLBEING, ABSENCE):
                bring_demo_figures(figures, meeting, cast.leader, day, shared_by=cast.leader)
        if rich:
            giver = users.get(f"medarbejder-{slug}", cast.leader)
            draft = bring(DRAFT, meeting, giver, day, shared_by=None)
            hand_in_evidence(evidence=draft, expected_version=draft.version, by=giver, today=day)
