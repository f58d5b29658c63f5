from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    label = "meetings"

    def ready(self) -> None:
        """The rules of who may see what are declared once the models exist."""
        import meetings.agreements.visibility
        import meetings.evidence.visibility
        import meetings.forum.visibility
        import meetings.meeting.visibility
        import meetings.minutes.visibility
        import meetings.template.visibility
        import meetings.units.visibility  # noqa: F401
