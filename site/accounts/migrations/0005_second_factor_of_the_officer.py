from django.db import migrations

BEFORE = ["head_of_area", "consultant", "central_editor", "administrator"]


def add_the_officer(apps, schema_editor):
    """Who kept the roles that were proposed gets the new proposal; who chose others keeps them."""
    for row in apps.get_model("accounts", "SignInSettings").objects.all():
        if set(row.second_factor_roles) == set(BEFORE):
            row.second_factor_roles = [*BEFORE, "data_protection_officer"]
            row.save(update_fields=["second_factor_roles"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_refresh_tokens'),
    ]

    operations = [migrations.RunPython(add_the_officer, migrations.RunPython.noop)]
