"""Tasks on the front page about the year as a whole, for the editor who starts it and for those who follow an area."""

from datetime import date

from django.db.models import CharField, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.my_task import MyTask
from meetings.overview.overview import not_convened
from meetings.overview.progress import incomplete_years
from meetings.overview.stages import Stage
from meetings.template.pages import TemplatePage
from meetings.template.school_years import school_year_of
from meetings.units import access


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return years to start or to complete, and units that have not convened their meeting."""
    person = access.of(user, today)
    found: list[MyTask] = []
    if person.has(Right.START_YEAR):
        found += _years_to_start(user, today)
    if person.has(Right.SEE_YEAR_OVERVIEW):
        found += _not_convened(user, today)
    return found


def _years_to_start(user: AnyUser, today: date) -> list[MyTask]:
    """One task for each published template of this school year or later. `leads` puts it first for those who write
    templates."""
    first = school_year_of(today)
    lacking = incomplete_years(first, user, today)
    is_for_all, writes = (access.of(user).everywhere(right) for right in (Right.START_YEAR, Right.EDIT_TEMPLATES))
    found = []
    for template in _published.objects(first=first):
        count = lacking.get(template.pk, 0)
        values = {"year": template.school_year, "count": count}
        url = reverse("start_year", args=[template.slug])
        if template.pk not in lacking:
            found.append(
                MyTask(
                    title=_("Start the year %(year)s") % values,
                    action=_("Start the year"),
                    url=url,
                    detail=_("The template is published. Every unit gets its meeting in one go.")
                    if is_for_all
                    else _("The template is published. Every unit of your area gets its meeting in one go."),
                    leads=writes,
                )
            )
        elif count:
            title = ngettext(
                "%(count)s unit lacks its meeting in %(year)s", "%(count)s units lack their meeting in %(year)s",
                count,
            )  # fmt: skip
            found.append(MyTask(title=title % values, action=_("Create the missing ones"), url=url, count=count))
    return found


def _from_the_first() -> QuerySet[TemplatePage]:
    live = TemplatePage.objects.live().filter(school_year__gte=Parameter("first", CharField()))
    return live.order_by("school_year").only("school_year", "slug")


_published = CompiledQuery(_from_the_first)


def _not_convened(user: AnyUser, today: date) -> list[MyTask]:
    count, school_year = not_convened(user, today)
    if not count:
        return []
    title = ngettext("%(count)s unit has not convened yet", "%(count)s units have not convened yet", count)
    return [
        MyTask(
            title=title % {"count": count},
            action=_("See which"),
            url=f"{reverse('year_overview')}?tilstand={Stage.NOT_CONVENED.value}&skoleaar={school_year}",
            detail=_("Dialogue meetings %(year)s") % {"year": school_year},
            count=count,
        )
    ]
