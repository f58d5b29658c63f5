"""The types of figures of a new installation. Names are content: editors may change them."""

from snippets.dataset_type import DatasetType
from snippets.enums import DatasetKind, Direction, Measure

#: name, kind, who is responsible, measure, unit, direction, decimals
FIRST_DATASET_TYPES: tuple[tuple[str, DatasetKind, str, Measure, str, Direction, int], ...] = (
    ("Progression", DatasetKind.PROGRESSION, "Enheden", Measure.SHARE, "%", Direction.HIGHER, 0),
    ("Fravær", DatasetKind.ABSENCE, "Enheden", Measure.SCORE, "%", Direction.LOWER, 1),
    ("Trivselsmåling", DatasetKind.WELLBEING, "Enheden", Measure.SCORE, "", Direction.HIGHER, 1),
    ("APV", DatasetKind.WORKPLACE, "Enheden", Measure.SHARE, "%", Direction.HIGHER, 0),
    ("Social kapital", DatasetKind.SOCIAL_CAPITAL, "Enheden", Measure.SCORE, "point", Direction.HIGHER, 0),
    ("Forældretilfredshed", DatasetKind.SATISFACTION, "Forvaltningen", Measure.SHARE, "%", Direction.HIGHER, 0),
    ("Testresultater", DatasetKind.TEST, "Skolen", Measure.SHARE, "%", Direction.NEITHER, 0),
    ("Egne tal", DatasetKind.OWN, "Enheden", Measure.COUNT, "", Direction.NEITHER, 0),
)


def ensure_dataset_types() -> None:
    """Create a type for each kind that has none. Idempotent."""
    known = set(DatasetType.objects.values_list("kind", flat=True))
    taken = set(DatasetType.objects.values_list("name", flat=True))
    DatasetType.objects.bulk_create(
        DatasetType(
            name=name,
            kind=kind,
            owner=owner,
            measure=measure,
            unit_of_measure=unit,
            direction=direction,
            decimals=decimals,
            is_confidential=kind == DatasetKind.TEST,
        )
        for name, kind, owner, measure, unit, direction, decimals in FIRST_DATASET_TYPES
        if kind not in known and name not in taken
    )
