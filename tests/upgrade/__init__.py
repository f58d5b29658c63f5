"""Migrations are only added (docs/decisions/0007): a database of the landing they were frozen at is upgraded and read.

`landed.sql` is that database and `landed_migrations.txt` names its migrations with their SHA-256. Both were made by
`python -m tests.upgrade` and are not made again.
"""
