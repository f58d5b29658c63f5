"""Migrations are only added (docs/decisions/0007): a database of the landing they were frozen at is upgraded and read.

`landed.sql` is that database: a unit in its second year with approved minutes, evidence with a photo, figures and an
example. `landed_migrations.txt` names its migrations with their SHA-256. Neither is made again.
"""
