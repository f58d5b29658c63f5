"""An installation on SQLite is moved to a PostgreSQL server. The move itself is tested on PostgreSQL only."""
