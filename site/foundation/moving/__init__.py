"""Moving an installation from SQLite to PostgreSQL (`manage.py move_database`, docs/decisions/0053)."""
