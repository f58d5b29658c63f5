"""Which pages wait for whose decision."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import WorkflowState, WorkflowTask

from accounts.user import AnyUser
from meetings.moderation.pages import ModeratedPage
from meetings.moderation.tasks import STEP_TYPES, ModerationTask
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


def waiting_for_q(access: Access, model: type[ModeratedPage], unit: str = "unit") -> Q:
    """Filter for the pages of `model` on whose present step `access` may act. The caller filters by state: what is
    submitted and at no step waits for the last one. `unit` is the lookup of the page's unit, "" for none."""
    found = NO_ROWS
    others = [step for step in STEP_TYPES if model.moderated_kind in step.reads]
    for step in STEP_TYPES:
        if step.decides == model.moderated_kind:
            at_others = [Q(pk__in=pages_at(other, model)) for other in others]
            found |= _reach(access, step, unit) & (~Q(*at_others, _connector=Q.OR) if at_others else ALL_ROWS)
        elif step in others and access.has(step.right):
            found |= _reach(access, step, unit) & Q(pk__in=pages_at(step, model))
    return found


def pages_at(step: type[ModerationTask], model: type[ModeratedPage]) -> QuerySet[WorkflowState, dict[str, int]]:
    """Return a subquery with the ids of the pages of `model` that wait at a step of this type."""
    running = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        current_task_state__task__content_type=ContentType.objects.get_for_model(step),
    )
    return running.annotate(moderated_id=Cast("object_id", IntegerField())).values("moderated_id")


def sent_back_q(user: AnyUser, model: type[ModeratedPage]) -> Q:
    """Filter for the pages of `model` that `user` submitted and that were sent back."""
    found = _sent_back(model).filter(requested_by=user.pk)
    return Q(pk__in=found.annotate(moderated_id=Cast("object_id", IntegerField())).values("moderated_id"))


def reason_sent_back(model: type[ModeratedPage]) -> Subquery:
    """Return an expression for pages of `model`: why each was sent back; None for those that were not."""
    of_page = _sent_back(model).filter(object_id=Cast(OuterRef("pk"), CharField()))
    return Subquery(of_page.values("current_task_state__comment")[:1])


def _sent_back(model: type[ModeratedPage]) -> QuerySet[WorkflowState]:
    of_model = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, content_type=of_model)


def has_step(step: type[ModerationTask], model: type[ModeratedPage]) -> bool:
    """Return whether the workflow of `model` has a step of this type."""
    of_kind = WorkflowTask.objects.filter(workflow__moderation__kind=model.moderated_kind, task__active=True)
    return of_kind.filter(task__content_type=ContentType.objects.get_for_model(step)).exists()


def _reach(access: Access, step: type[ModerationTask], unit: str) -> Q:
    if not unit:
        return ALL_ROWS if access.everywhere(step.right) else NO_ROWS
    return access.units_q(step.right, unit)
