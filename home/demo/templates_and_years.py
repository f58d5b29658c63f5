"""Create the demo's templates, registers and years."""

from datetime import date
from uuid import NAMESPACE_OID, uuid5

from django.utils.text import slugify

from accounts.models import User
from home.demo import template_text as text
from home.demo.clock import demo_clock
from home.demo.follow_up.frame_changes import answer_last_year
from home.demo.minutes_text import INITIATIVES
from meetings.cycle.models import Cycle
from meetings.template.pages import TemplateIndexPage, TemplatePage
from snippets.enums import GoalKind
from snippets.models import DataType, Goal, Initiative


def make_registers() -> dict[str, Initiative]:
    """Fill the registers. Returns the initiatives by name."""
    for name, kind in text.GOALS:
        Goal.objects.create(name=name, kind=kind)
    for name in ("Trivselsmåling", "Fravær", "Progression", "Social kapital", "Forældretilfredshed"):
        DataType.objects.create(name=name)
    return {
        name: Initiative.objects.create(name=name, is_strategic=strategic, description=description)
        for name, strategic, description in INITIATIVES
    }


def make_template(years_ago: int, first_year: int, editor: User) -> TemplatePage:
    """Return a published template for the school year that begins in `first_year`. Its items have the same ids each
    year."""
    year = f"{first_year}/{first_year + 1}"
    page = TemplatePage(
        title=f"Skabelon for dialogmøder {year}",
        slug=slugify(year.replace("/", "-")),
        school_year=year,
        purpose=text.PURPOSE,
        total_minutes=240,
        frequency=text.FREQUENCY,
        responsible=text.RESPONSIBLE,
        owner=editor,
        live=False,
    )
    page.contributes_to = [("sentence", sentence) for sentence in text.CONTRIBUTES_TO]
    page.participants = [{"type": "participant", "value": rule} for rule in text.PARTICIPANTS]
    page.preparation = [{"type": "step", "value": step} for step in text.PREPARATION]
    items = text.agenda(years_ago)
    items[0]["goals"] = [str(goal.pk) for goal in Goal.objects.exclude(kind=GoalKind.THEME)]
    page.agenda = [{"type": "item", "id": str(uuid5(NAMESPACE_OID, item["title"])), "value": item} for item in items]
    page.follow_up = [("sentence", sentence) for sentence in text.FOLLOW_UP]
    TemplateIndexPage.objects.get().add_child(instance=page)
    if not years_ago:
        answer_last_year(page, editor)
    page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    return TemplatePage.objects.get(pk=page.pk)


def make_year(years_ago: int, first_year: int, editor: User) -> Cycle:
    with demo_clock(date(first_year, 8, 12)) as moment:
        template = make_template(years_ago, first_year, editor)
        return Cycle.objects.create(
            school_year=template.school_year, template=template, started_at=moment, started_by=editor
        )
