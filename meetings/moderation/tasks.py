"""The types of steps: who may act on each."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.errors import NotAllowed
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage
from meetings.units.access import Access


class ModerationTask(Task):
    """A step on which whoever holds `right` in the page's unit may act; nobody on what they submitted themselves."""

    admin_form_fields: ClassVar[list[str]] = ["name"]
    right: ClassVar[Right]
    #: The kind of page that this step decides about: it is the last one of its workflow.
    decides: ClassVar[ModeratedKind | None] = None
    #: The kinds of pages whose workflow may have this step before the last one.
    reads: ClassVar[frozenset[ModeratedKind]] = frozenset()

    class Meta:
        abstract = True

    def may_act(self, access: Access, page: ModeratedPage) -> bool:
        unit = getattr(page, "unit", None)
        return access.everywhere(self.right) if unit is None else access.may(self.right, unit)

    # What Wagtail asks.

    def user_can_access_editor(self, obj: object, user: AnyUser) -> bool:
        """Return whether Wagtail opens the editor for the step: never, as a step opens no page in the Wagtail admin
        that is closed otherwise."""
        return False

    def locked_for_user(self, obj: object, user: AnyUser) -> bool:
        """Return whether the page is locked for the user: always, as nobody writes what awaits a decision."""
        return True

    def get_actions(self, obj: object, user: AnyUser) -> list[tuple[str, str, bool]]:
        """None in the Wagtail admin: all is decided about on the site, where the text stands beside the buttons."""
        return []

    def on_action(self, task_state: TaskState, user: AnyUser, action_name: str, **kwargs: str) -> None:
        """Wagtail's way to decide, which asks nobody what they read. Raises NotAllowed."""
        raise NotAllowed(str(_("This is decided on the site, where you can read it.")))


class ChefApprovalTask(ModerationTask):
    """The head of the unit's area decides about minutes."""

    right = Right.APPROVE_MINUTES
    decides = ModeratedKind.MINUTES

    class Meta:
        verbose_name = _("approval by the head of area")
        verbose_name_plural = _("approvals by the head of area")

    @classmethod
    def get_description(cls) -> str:
        return str(_("The head of the unit's area approves the minutes or sends them back."))


class ClearanceTask(ModerationTask):
    """The head of the unit's area, or an editor, clears an example of the lederforum."""

    right = Right.CLEAR_EXAMPLE
    decides = ModeratedKind.EXAMPLE

    class Meta:
        verbose_name = _("clearance for the leader forum")
        verbose_name_plural = _("clearances for the leader forum")

    @classmethod
    def get_description(cls) -> str:
        return str(_("The head of the unit's area or an editor clears the example or sends it back."))


class ConsultantTask(ModerationTask):
    """A consultant of the unit's area reads before the decision."""

    right = Right.READ_BEFORE_DECISION
    reads = frozenset({ModeratedKind.MINUTES})

    class Meta:
        verbose_name = _("reading by the consultant")
        verbose_name_plural = _("readings by the consultant")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A consultant of the unit's area reads it and passes it on or sends it back."))


class OtherEditorTask(ModerationTask):
    """Another editor than the one who submitted decides about a template, or reads an example."""

    right = Right.EDIT_TEMPLATES
    decides = ModeratedKind.TEMPLATE
    reads = frozenset({ModeratedKind.EXAMPLE})

    class Meta:
        verbose_name = _("approval by another editor")
        verbose_name_plural = _("approvals by another editor")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Another editor than the one who submitted approves or sends back."))

    def may_act(self, access: Access, page: ModeratedPage) -> bool:
        return access.everywhere(self.right)


class AreaNoteTask(ModerationTask):
    """The head of the area decides about a note for it."""

    right = Right.APPROVE_AREA_NOTE
    decides = ModeratedKind.AREA_NOTE

    class Meta:
        verbose_name = _("approval of a note for the area")
        verbose_name_plural = _("approvals of notes for the area")

    @classmethod
    def get_description(cls) -> str:
        return str(_("The head of the area approves the note or sends it back."))

    def may_act(self, access: Access, page: ModeratedPage) -> bool:
        return access.may(self.right, page.area)


class ArticleTask(ModerationTask):
    """Another editor than the one who submitted decides about an article."""

    right = Right.EDIT_ARTICLES
    decides = ModeratedKind.ARTICLE

    class Meta:
        verbose_name = _("approval of an article by another editor")
        verbose_name_plural = _("approvals of articles by another editor")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Another editor than the one who submitted approves the article or sends it back."))


STEP_TYPES: tuple[type[ModerationTask], ...] = (
    ChefApprovalTask,
    ClearanceTask,
    ConsultantTask,
    OtherEditorTask,
    AreaNoteTask,
    ArticleTask,
)
