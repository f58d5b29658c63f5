from django.db import migrations


def let_those_send_who_did(apps, schema_editor):
    """Until now consultants could send minutes by their role: those who sent what is not approved yet still may."""
    pages, memberships = apps.get_model("meetings", "MinutesPage"), apps.get_model("meetings", "Membership")
    for page in pages.objects.filter(state__in=["draft", "submitted"]).exclude(submitted_by=None):
        holds = memberships.objects.filter(user=page.submitted_by, unit=page.unit, role="agreement_holder")
        if not holds.exists():
            pages.objects.filter(pk=page.pk).update(sender=page.submitted_by)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_sender_of_minutes")]

    operations = [migrations.RunPython(let_those_send_who_did, migrations.RunPython.noop)]
