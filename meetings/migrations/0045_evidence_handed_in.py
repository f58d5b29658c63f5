"""The column keeps its name: only the attribute is another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0044_chair_of_a_live_meeting")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("evidence", "handed_over_at", "handed_in_at"),
                migrations.AlterField(
                    "evidence",
                    "handed_in_at",
                    models.DateTimeField(
                        blank=True, db_column="handed_over_at", editable=False, null=True, verbose_name="handed in"
                    ),
                ),
            ]
        )
    ]
