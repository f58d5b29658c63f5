"""The papers by the last part of their address."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.data_protection.access_table import who_sees_what
from home.data_protection.assessment import impact_assessment
from home.data_protection.deletion import deletion_times
from home.data_protection.paper import Paper, PaperPart
from home.data_protection.record import record_of_processing

#: Title, lead, and what writes the parts as they read now.
PAPERS: dict[str, tuple[str | Promise, str | Promise, Callable[[], tuple[PaperPart, ...]]]] = {
    "fortegnelse": (
        _("Record of processing (article 30)"),
        _("What the municipality processes in this system, why, about whom, and who gets it."),
        record_of_processing,
    ),
    "konsekvensanalyse": (
        _("Impact assessment (article 35), draft"),
        _("A draft to work on. What the system does is filled in; what only you can weigh is marked."),
        impact_assessment,
    ),
    "slettefrister": (
        _("Deletion times"),
        _("What is deleted when, by itself. Each time is the one in force now, and says where it is set."),
        deletion_times,
    ),
    "hvem-ser-hvad": (
        _("Who sees what"),
        _("Each role and what it may do, by the table that decides it in the system. What is one's own, and what "
          "links and invitations open, is stated before it."),
        who_sees_what,
    ),
}  # fmt: skip


def all_papers() -> list[Paper]:
    """Return all papers without their parts."""
    return [Paper(key, str(title), str(lead)) for key, (title, lead, _write) in PAPERS.items()]


def paper_of(key: str) -> Paper | None:
    """Return the paper as it reads now; None when there is none of that name."""
    if key not in PAPERS:
        return None
    title, lead, write = PAPERS[key]
    return Paper(key, str(title), str(lead), write())
