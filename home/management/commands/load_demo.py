"""`manage.py load_demo`: load the demo once and print its accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from foundation.errors import Refusal
from foundation.refresh_statistics import refresh_statistics
from home.demo.load import load
from home.demo.municipality import PASSWORD, SHOWN_ACCOUNTS, address


class Command(BaseCommand):
    help = "Loads the demo data once (never under production settings) and prints the accounts."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo is never loaded under production settings.")
        with translation.override(settings.LANGUAGE_CODE):
            try:
                loaded = load(today=timezone.localdate(), say=self.stdout.write)
            except Refusal as refusal:
                raise CommandError(refusal.message) from None
        if loaded:
            refresh_statistics()
        self.stdout.write(
            "Demoen er indlæst." if loaded else "Demoen er her allerede; det, du har skrevet, står endnu."
        )
        self.stdout.write("")
        for account, what in SHOWN_ACCOUNTS:
            self.stdout.write(f"  {address(account):38} {what}")
        self.stdout.write(f"\n  Alle har adgangskoden  {PASSWORD}\n")
