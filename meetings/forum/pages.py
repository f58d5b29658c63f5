"""The page types of the lederforum: the forum and its examples."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Revision
from wagtail.search import index

from accounts.user import User
from foundation.editor.permissions import EDITING
from foundation.errors import Refusal
from foundation.model_fields import StreamField
from foundation.pages import BasePage
from meetings.agreements.models import Agreement
from meetings.evidence.models import Evidence
from meetings.forum.blocks import ExampleBodyStreamBlock, ExampleMediaStreamBlock
from meetings.forum.enums import ExampleState
from meetings.minutes.pages import MinutesPage
from meetings.moderation.approved import is_approved
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage
from meetings.support_requests.models import SupportRequest
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage


class ForumPage(BasePage):
    """The list of examples that all leaders can see."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True

    intro = models.TextField(_("introduction"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.ExamplePage", "meetings.ForumDaysPage"]
    max_count: ClassVar[int] = 1
    template = "meetings/forum/forum_page.html"
    content_panels = [FieldPanel("title"), FieldPanel("intro")]
    # The slug is fixed in the code, and there is no expiry date.
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("leader forum")

    def editor_may(self, action: str) -> bool:
        """Return whether editors may: the introduction is edited; examples are added by the actions of the site."""
        return action in EDITING


def _only(name: str) -> models.Q:
    """Of the things that a source may be, `name` alone is set."""
    return models.Q(**{f"{other}__isnull": other != name for other in ("evidence", "agreement", "wish", "minutes")})


class NotCleared(Refusal):
    """Nobody has cleared this text of the example, so it is not shown."""


class ExamplePage(ModeratedPage):
    """What one unit did, saw and learnt, and what others can use."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    shows_drafts: ClassVar[bool] = True
    moderated_kind = ModeratedKind.EXAMPLE
    submitted_by_field = "proposed_by"

    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="examples")
    unit_kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind)
    school_year = models.CharField(_("school year"), max_length=9)
    initiative = models.ForeignKey(
        "snippets.Initiative", verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="examples",
    )  # fmt: skip
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="examples",
    )  # fmt: skip
    agreement = models.ForeignKey(
        Agreement, verbose_name=_("agreement"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="examples",
    )  # fmt: skip
    body = StreamField(ExampleBodyStreamBlock(required=False), verbose_name=_("what it is built from"), blank=True)
    did = models.TextField(_("what we did"), blank=True)
    saw = models.TextField(_("what we saw"), blank=True)
    learnt = models.TextField(_("what we learnt"), blank=True)
    others_can_use = models.TextField(_("what others can use"), blank=True)
    contact = models.CharField(_("contact at the unit"), max_length=200, blank=True)
    media = StreamField(ExampleMediaStreamBlock(required=False), verbose_name=_("photos and films"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ExampleState, default=ExampleState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True)
    return_reason = models.TextField(_("why it was sent back"), blank=True)
    superseded_by = models.ForeignKey(
        "self", verbose_name=_("superseded by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="supersedes",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    action_fields: ClassVar[tuple[str, ...]] = (
        "unit", "unit_kind", "school_year", "evidence", "agreement", "body", "media", "state", "proposed_by",
        "proposed_at", "cleared_by", "cleared_at", "return_reason", "superseded_by", "version", "go_live_at",
        "expire_at",
    )  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["meetings.ForumPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/forum/example_page.html"
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("did"),
        index.SearchField("saw"),
        index.SearchField("learnt"),
        index.SearchField("others_can_use"),
        # Prefixes too: SQLite has no Danish stemming, so "fælles" would not find "fællesskaber".
        index.AutocompleteField("body"),
        index.AutocompleteField("did"),
        index.AutocompleteField("saw"),
        index.AutocompleteField("learnt"),
        index.AutocompleteField("others_can_use"),
        index.FilterField("state"),
        index.FilterField("unit_kind"),
        index.FilterField("school_year"),
        index.FilterField("initiative_id"),
        index.FilterField("unit_id"),
    ]
    content_panels = [
        FieldPanel("title"),  # Wagtail's own title panel would also change the slug
        FieldPanel("did"),
        FieldPanel("saw"),
        FieldPanel("learnt"),
        FieldPanel("others_can_use"),
        FieldPanel("initiative", widget=Select),  # Wagtail's chooser is not among the allowed views
        FieldPanel("contact"),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        indexes = [models.Index(fields=["state", "cleared_at"], name="example_newest_cleared")]

    def editor_may(self, action: str) -> bool:
        """Return whether editors may: the text of a cleared example is corrected; clearing, taking down and all else
        are actions of the site."""
        return action in EDITING and self.state == ExampleState.CLEARED

    def clean(self) -> None:
        """Only a draft, and what is built from sources, may lack a part."""
        super().clean()
        needed = [] if self.state == ExampleState.DRAFT else ["learnt", "others_can_use"]
        if needed and not self.body:
            needed += ["did", "saw"]
        missing = [name for name in needed if not getattr(self, name).strip()]
        if missing:
            raise ValidationError({name: gettext("This field is required.") for name in missing})

    def publish(
        self, revision: Revision, user: User | None = None, *args: object, skip_permission_checks: bool = False,
        **options: object,
    ) -> None:  # fmt: skip
        """Whoever asks Wagtail, its `publish_scheduled` too: show only the latest text and only if it was cleared, or
        what an editor corrects in an example that is shown. Raises NotCleared."""
        corrects = self.state == ExampleState.CLEARED and user is not None and not skip_permission_checks
        is_latest = revision.pk == self.latest_revision_id
        cleared = self.state in (ExampleState.CLEARED, ExampleState.PLANNED) and is_latest and is_approved(revision)
        if not corrects and not cleared:
            raise NotCleared(gettext("The example has been changed since it was cleared, so it is not shown."))
        super().publish(revision, user, *args, skip_permission_checks=skip_permission_checks, **options)

    def unschedule(self) -> None:
        """No revision is shown by itself any more."""
        self.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)


class ExampleMedia(models.Model):
    """A medium that an example shows: the row lets leaders fetch the file while the example is cleared."""

    example = models.ForeignKey(ExamplePage, on_delete=models.CASCADE, related_name="media_rows")
    media_key = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["example", "media_key"], name="one_row_a_medium_and_example")]


class ExampleSource(models.Model):
    """What a block of a built example is from: exactly one of evidence, agreement, wish and minutes."""

    example = models.ForeignKey(ExamplePage, on_delete=models.CASCADE, related_name="sources")
    block_id = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    #: The words of the source when it was ticked, to tell what was changed since.
    words = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    wish = models.ForeignKey(SupportRequest, null=True, on_delete=models.CASCADE, related_name="+")
    minutes = models.ForeignKey(MinutesPage, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["example", "block_id"], name="one_source_a_block"),
            models.CheckConstraint(
                name="a_source_is_one_thing",
                condition=models.Q(
                    *(_only(name) for name in ("evidence", "agreement", "wish", "minutes")), _connector=models.Q.OR
                ),
            ),
        ]
