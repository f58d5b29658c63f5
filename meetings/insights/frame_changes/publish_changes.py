"""The answers that the readers of a template see: a copy in the page, made when it is published."""

from meetings.insights.frame_changes.enums import DECIDED_STATES, ChangeState
from meetings.insights.frame_changes.models import FrameChange
from meetings.template.pages import TemplatePage


def decided_changes(template: TemplatePage) -> list[dict[str, object]]:
    """Return what is decided now, in the editors' words: for the page's draft (settings.TEMPLATE_CHANGES)."""
    rows = FrameChange.objects.filter(template_id=template.pk, state__in=DECIDED_STATES)
    return [
        {
            "is_taken": row.state == ChangeState.TAKEN,
            "is_put_off": row.state == ChangeState.PUT_OFF,
            "title": row.item_title,
            "text": row.text,
            "answer": row.answer,
        }
        for row in rows
    ]


def publish_changes(template: TemplatePage) -> None:
    """Store them in the page, which costs its readers no query."""
    TemplatePage.objects.filter(pk=template.pk).update(changes=decided_changes(template))
