"""Signal handlers of the registers."""

from django.db import DEFAULT_DB_ALIAS, connections

from snippets.dataset_type import DatasetType
from snippets.first_dataset_types import ensure_dataset_types


def create_first_dataset_types(sender: object, using: str = DEFAULT_DB_ALIAS, **kwargs: object) -> None:
    """Create the first types of figures after `migrate`, in every installation and in tests."""
    if using == DEFAULT_DB_ALIAS and DatasetType._meta.db_table in connections[using].introspection.table_names():
        ensure_dataset_types()
