"""What keeps a backup or a restore from being made."""


class BackupProblem(Exception):
    """A sentence for the operator that says what to do."""
