"""The demo's register of processors: one with an agreement, one that lacks it."""

from accounts.models import User
from home.data_protection.save_processor import save_processor


def register_processors(by: User) -> None:
    for name, purpose, agreement in [
        ("Driftshuset A/S", "Driver serveren og tager sikkerhedskopier", "1. august 2026, sag 26/1834"),
        ("Brevcentralen", "Videresender mails", ""),
    ]:
        save_processor(
            name=name, country="Danmark", is_outside_eea=False, purpose=purpose, agreement=agreement, by=by
        )  # fmt: skip
