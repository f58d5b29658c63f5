"""The papers by the last part of their address."""

from collections.abc import Callable

from home.data_protection.access_table import who_sees_what
from home.data_protection.assessment import impact_assessment
from home.data_protection.deletion import deletion_times
from home.data_protection.paper import Paper
from home.data_protection.record import record_of_processing

PAPERS: dict[str, Callable[[], Paper]] = {
    "fortegnelse": record_of_processing,
    "konsekvensanalyse": impact_assessment,
    "slettefrister": deletion_times,
    "hvem-ser-hvad": who_sees_what,
}


def paper_of(key: str) -> Paper | None:
    """The paper as it reads now; None when there is none of that name."""
    return PAPERS[key]() if key in PAPERS else None
