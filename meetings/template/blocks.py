"""StreamField blocks of a template, and of the agenda that each meeting copies from it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue, StructValue

from accounts.roles import Role
from meetings.template import block_examples
from meetings.template.agenda_display import DisplayItem
from meetings.template.enums import ItemOwner, Perspective, Requirement, StatementScope, StepKind
from meetings.units.enums import AppliesTo
from snippets.models import Goal

EMPHASIS_HELP = _("Words between asterisks stand out: *like this*, or **like this**.")


def _applies_to() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(choices=AppliesTo.choices, default=AppliesTo.ALL, label=_("Applies to"))


def _lead_in() -> blocks.TextBlock:
    return blocks.TextBlock(
        required=False, label=_("Introduction"), help_text=_("Shown above this entry and the ones that follow it.")
    )


class PartBlock(blocks.StructBlock):
    """A text of an agenda item, for all units or for one kind."""

    text = blocks.TextBlock(label=_("Text"), help_text=EMPHASIS_HELP)
    applies_to = _applies_to()

    class Meta:
        icon = "pilcrow"
        label = _("Part")
        label_format = "{text}"


class PerspectiveBlock(blocks.StructBlock):
    perspective = blocks.ChoiceBlock(choices=Perspective.choices, label=_("Perspective"))
    examples = blocks.TextBlock(required=False, label=_("Example data"))
    applies_to = _applies_to()
    lead_in = _lead_in()

    class Meta:
        icon = "group"
        label = _("Perspective")
        label_format = "{perspective}"


class RequiredDataBlock(blocks.StructBlock):
    """Data that units (all, or of one kind) must bring."""

    text = blocks.CharBlock(label=_("Data"))
    applies_to = _applies_to()
    lead_in = _lead_in()

    class Meta:
        icon = "clipboard-list"
        label = _("Data that must be brought")
        label_format = "{text}"


class FocusBlock(blocks.StructBlock):
    """A focus topic of the year."""

    topic = blocks.CharBlock(max_length=300, label=_("Topic"))
    applies_to = _applies_to()
    lead_in = _lead_in()

    class Meta:
        icon = "pick"
        label = _("Focus of the year")
        label_format = "{topic}"


class GoalBlock(blocks.ChoiceBlock):
    """A goal or theme of the register, by primary key. A plain select, because Wagtail's chooser views are closed."""

    class Meta:
        icon = "tag"
        label = _("Goal or theme")


def goal_choices() -> list[tuple[str, str]]:
    """Return (primary key, label) of all goals, retired ones last so that a template that uses one keeps it."""
    rows = Goal.objects.order_by("-is_active", "kind", "name")
    return [(str(goal.pk), f"{goal.name} ({goal.get_kind_display().lower()})") for goal in rows]


class AgendaItemBlock(blocks.StructBlock):
    """One agenda item (dagsordenspunkt). `minutes` is None for an item without a time of its own."""

    title = blocks.CharBlock(max_length=250, label=_("Title"))
    minutes = blocks.IntegerBlock(required=False, min_value=0, max_value=600, label=_("Time in minutes"))
    time_note = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("About the time"),
        help_text=_("If there is more to say than the number, for example “about 1.5 hours with lunch”."),
    )
    applies_to = _applies_to()
    is_break = blocks.BooleanBlock(required=False, label=_("This is a break"))
    is_open = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("Units may add topics and adjust the time"),
        help_text=_("Without this the item is locked: units see who owns it, and cannot change it."),
    )
    owner = blocks.ChoiceBlock(choices=ItemOwner.choices, default=ItemOwner.UNIT, label=_("Who is responsible for it"))
    purpose = blocks.TextBlock(required=False, label=_("Purpose"), help_text=EMPHASIS_HELP)
    questions_lead_in = blocks.TextBlock(required=False, label=_("Introduction to the questions"))
    questions = blocks.ListBlock(blocks.CharBlock(max_length=400), default=[], label=_("Questions"))
    parts = blocks.ListBlock(PartBlock(), default=[], label=_("Text"))
    perspectives = blocks.ListBlock(PerspectiveBlock(), default=[], label=_("Perspectives"))
    goals = blocks.ListBlock(GoalBlock(choices=goal_choices), default=[], label=_("Goals and themes"))
    required_data = blocks.ListBlock(RequiredDataBlock(), default=[], label=_("Data that must be brought"))
    focus = blocks.ListBlock(FocusBlock(), default=[], label=_("Focus of the year"))
    brings = blocks.ChoiceBlock(
        choices=StatementScope.choices,
        required=False,
        label=_("What the unit brings"),
        help_text=_("The unit's leaders write it before the meeting. It is shown with the item and on the screen."),
    )
    local_topics = blocks.ListBlock(blocks.CharBlock(max_length=300), default=[], label=_("The unit's own topics"))

    class Meta:
        icon = "list-ol"
        label = _("Agenda item")
        label_format = "{minutes} · {title}"
        description = _("A point with its time, its questions and what units must bring.")
        template = "meetings/template/agenda_item_block.html"
        preview_value = block_examples.AGENDA_ITEM
        form_layout = blocks.BlockGroup(
            children=[
                "title", "minutes", "applies_to", "purpose", "goals", "questions_lead_in", "questions", "parts",
                "perspectives", "required_data", "focus", "brings", "is_open", "owner",
            ],
            settings=["time_note", "is_break", "local_topics"],
        )  # fmt: skip

    def get_context(self, value: StructValue, parent_context: dict[str, object] | None = None) -> dict[str, object]:
        """Add `item`: the parts for units of the context's `kind`, or without a kind all parts, labelled."""
        context = super().get_context(value, parent_context)
        return context | {"item": DisplayItem.from_block(value, kind=context.get("kind") or "")}


class KeptTextBlock(blocks.StructBlock):
    """Text of an imported document that was not recognised; `where` is the heading it stood under."""

    text = blocks.TextBlock(label=_("Text"))
    where = blocks.CharBlock(required=False, label=_("Where it was in the document"))

    class Meta:
        icon = "doc-full"
        label = _("Kept text")
        label_format = "{text}"
        description = _("Text from a document that was not recognised. Move it, keep it or delete it.")
        template = "meetings/template/kept_text_block.html"
        preview_value = block_examples.KEPT_TEXT


class AgendaStreamBlock(blocks.StreamBlock):
    item = AgendaItemBlock()
    kept_text = KeptTextBlock()

    class Meta:
        label = _("Agenda")
        collapsed = True  # the whole meeting at a glance; one item is opened at a time


class ParticipantRuleBlock(blocks.StructBlock):
    """A role that takes part in the meeting, and whether it must or may."""

    role = blocks.ChoiceBlock(
        choices=[(role.value, role.label) for role in Role if role is not Role.CENTRAL_EDITOR], label=_("Role")
    )
    requirement = blocks.ChoiceBlock(choices=Requirement.choices, default=Requirement.MUST, label=_("Takes part"))
    applies_to = _applies_to()
    note = blocks.CharBlock(required=False, max_length=300, label=_("Note"))

    class Meta:
        icon = "user"
        label = _("Participant")
        label_format = "{role}"
        description = _("A role that takes part in every meeting, or may.")
        template = "meetings/template/participant_rule_block.html"
        preview_value = block_examples.PARTICIPANT

    def get_context(self, value: StructValue, parent_context: dict[str, object] | None = None) -> dict[str, object]:
        labels = {
            f"{name}_label": dict(self.child_blocks[name].field.choices).get(value[name], "")
            for name in ("role", "requirement", "applies_to")
        }
        return super().get_context(value, parent_context) | labels


class PreparationStepBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=StepKind.choices, default=StepKind.INITIAL, label=_("Kind"))
    title = blocks.CharBlock(max_length=250, label=_("Title"))
    duration = blocks.CharBlock(required=False, max_length=80, label=_("Length"))
    weeks_before = blocks.IntegerBlock(
        required=False,
        min_value=0,
        max_value=52,
        label=_("Weeks before the meeting"),
        help_text=_("Units are offered that day, counted back from the day of their meeting."),
    )
    text = blocks.TextBlock(required=False, label=_("What it is and what it decides"))

    class Meta:
        icon = "date"
        label = _("Preparation step")
        label_format = "{title}"
        description = _("A meeting before the meeting: who meets, for how long, and what is decided.")
        template = "meetings/template/preparation_step_block.html"
        preview_value = block_examples.PREPARATION_STEP


class ParticipantsStreamBlock(blocks.StreamBlock):
    participant = ParticipantRuleBlock()
    kept_text = KeptTextBlock()


class PreparationStreamBlock(blocks.StreamBlock):
    step = PreparationStepBlock()
    kept_text = KeptTextBlock()


class SentenceBlock(blocks.TextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Sentence")
        description = _("One thing, in one sentence.")
        template = "meetings/template/sentence_block.html"
        preview_value = block_examples.SENTENCE


class SentencesStreamBlock(blocks.StreamBlock):
    """A list of sentences: what the meeting contributes to, or what follows after it."""

    sentence = SentenceBlock()
    kept_text = KeptTextBlock()


def agenda_items_for(agenda: StreamValue, kind: str) -> list[StreamValue.StreamChild]:
    """Return the item blocks of an agenda that apply to a unit of `kind`, in order, without kept text."""
    return [
        block for block in agenda if block.block_type == "item" and AppliesTo.covers(block.value["applies_to"], kind)
    ]
