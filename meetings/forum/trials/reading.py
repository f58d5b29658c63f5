"""What the page of an example shows of its trials."""

from django.urls import reverse

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.models import Trial
from meetings.forum.trials.remove_trial import may_remove_trial
from meetings.units import access


def trials_of(example: ExamplePage, user: AnyUser) -> dict[str, object]:
    """Return the template context: `trials` that `user` may see, the latest first, with what one may do with each, and
    `try_urls`, a URL for each of the reader's units that has not tried it. One query, and one for a leader of another
    unit."""
    person = access.of(user)
    rows = access.visible_to(user, Trial).filter(example=example).select_related("unit")
    trials = []
    for row in rows:
        row.example = example
        own = person.may(Right.PROPOSE_EXAMPLE, row.unit)
        where = {"slug": example.slug, "unit": row.unit.slug}
        trials.append(
            {
                "row": row,
                "edit_url": reverse("trial", kwargs=where) if own else "",
                "remove_url": reverse("trial_remove", kwargs=where) if may_remove_trial(user, row) else "",
            }
        )
    tried = {row.unit_id for row in rows} | {example.unit_id}
    mine = [role for role in person.standings if role.unit_id in person.unit_ids(Right.PROPOSE_EXAMPLE) - tried]
    slugs = {role.unit_title: role.unit_url.rstrip("/").rpartition("/")[2] for role in mine}
    shown = example.state == ExampleState.CLEARED
    return {
        "trials": trials,
        "try_urls": [
            {"unit": title, "url": reverse("trial", kwargs={"slug": example.slug, "unit": slug})}
            for title, slug in slugs.items()
        ]
        if shown
        else [],
    }
