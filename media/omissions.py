"""Texts about hidden content that was removed from a document."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext


def omissions_text(left_out: Mapping[str, int]) -> str:
    """Return a sentence about what was removed, or "". `left_out`: kind -> count, as the cleaners report it."""
    texts = [omission_text(what, count) for what, count in left_out.items() if count]
    texts = [one for one in texts if one]
    if not texts:
        return ""
    several = gettext(" and ").join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return gettext("We removed %(what)s.") % {"what": several}


def omission_text(what: str, count: int) -> str:
    """Return the text for one kind; "" for kinds that need not be mentioned."""
    sentences = {
        "comments": ngettext("%(count)s comment", "%(count)s comments", count),
        "changes": ngettext("%(count)s tracked change", "%(count)s tracked changes", count),
        "hidden_text": ngettext("hidden text in %(count)s paragraph", "hidden text in %(count)s paragraphs", count),
        "fields": ngettext("hidden text in %(count)s field", "hidden text in %(count)s fields", count),
        "hidden_sheets": ngettext("%(count)s hidden sheet", "%(count)s hidden sheets", count),
        "hidden_rows": ngettext("%(count)s hidden row", "%(count)s hidden rows", count),
        "hidden_columns": ngettext("%(count)s hidden column", "%(count)s hidden columns", count),
        "hidden_cells": ngettext("%(count)s hidden cell", "%(count)s hidden cells", count),
        "lists": ngettext("choices for cells in %(count)s sheet", "choices for cells in %(count)s sheets", count),
        "scenarios": ngettext("scenarios in %(count)s sheet", "scenarios in %(count)s sheets", count),
        "pivots": ngettext("the data behind %(count)s pivot table", "the data behind %(count)s pivot tables", count),
        "connections": ngettext("%(count)s connection to other data", "%(count)s connections to other data", count),
        "chart_data": ngettext("the sheet behind %(count)s chart", "the sheets behind %(count)s charts", count),
        "hidden_slides": ngettext("%(count)s hidden slide", "%(count)s hidden slides", count),
        "notes": ngettext("notes to %(count)s slide", "notes to %(count)s slides", count),
        "shapes": ngettext("%(count)s hidden shape", "%(count)s hidden shapes", count),
        "layers": ngettext("%(count)s hidden layer", "%(count)s hidden layers", count),
        "form_fields": ngettext("%(count)s hidden form field", "%(count)s hidden form fields", count),
        "programs": ngettext("%(count)s program", "%(count)s programs", count),
    }
    return sentences[what] % {"count": count} if what in sentences else ""
