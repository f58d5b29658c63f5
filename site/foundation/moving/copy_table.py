"""Copy one table from SQLite to PostgreSQL, all of it or nothing."""

import sqlite3
from collections.abc import Callable

from django.db import connection, transaction

from foundation.moving.tables import DatabaseTable
from foundation.moving.target import empty

REPORT_EVERY = 100_000  # rows


def copy_table(table: DatabaseTable, source: sqlite3.Connection, report: Callable[[int], None]) -> None:
    """Replace the rows of the table at the target. `report` is told how many are copied, now and then.

    Raises RowCannotBeStored, or psycopg.Error.
    """
    names = ", ".join(connection.ops.quote_name(column.name) for column in table.columns)
    statement = f"COPY {connection.ops.quote_name(table.name)} ({names}) FROM STDIN"
    with transaction.atomic():
        empty(table.name)
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for number, row in enumerate(table.rows_of_sqlite(source), start=1):
                copy.write_row(row)
                if number % REPORT_EVERY == 0:
                    report(number)
