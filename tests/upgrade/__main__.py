"""python -m tests.upgrade: write landed.sql and landed_migrations.txt from the present models and migrations."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PROJECT_ROOT = FOLDER.parents[1]


def main() -> None:
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from tests.upgrade.scene import make

        make()
        lines = connection.connection.iterdump()
        (FOLDER / "landed.sql").write_text("\n".join(line for line in lines if _is_kept(line)) + "\n")
    finally:
        teardown_databases(databases, verbosity=0)
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    names = sorted([*PROJECT_ROOT.glob("*/migrations/0*.py"), *PROJECT_ROOT.glob("site/*/migrations/0*.py")])
    rows = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(PROJECT_ROOT)}" for path in names]
    (FOLDER / "landed_migrations.txt").write_text("\n".join(rows) + "\n")


def _is_kept(line: str) -> bool:
    """Without the full-text index, which the upgrade makes again."""
    return "wagtailsearch_indexentry_fts" not in line and "sqlite_sequence" not in line


if __name__ == "__main__":
    main()
