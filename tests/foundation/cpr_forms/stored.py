"""Read everything that the database contains, to search it for CPR numbers."""

from django.db import connection


def everything_stored() -> str:
    """Every cell of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)
