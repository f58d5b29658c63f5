from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    label = "meetings"

    def ready(self) -> None:
        """Import the modules that register access rules, page contexts, kinds of messages and signal handlers."""
        import meetings.agreements.follow_up_talk.busy_times
        import meetings.agreements.follow_up_talk.succession
        import meetings.agreements.follow_up_talk.visibility
        import meetings.agreements.notifications
        import meetings.agreements.signal_handlers
        import meetings.agreements.succession
        import meetings.agreements.visibility
        import meetings.agreements.weekly_digest.notifications
        import meetings.articles.media_access
        import meetings.articles.notifications
        import meetings.articles.reading
        import meetings.articles.signal_handlers
        import meetings.articles.visibility
        import meetings.clashes.visibility
        import meetings.convening.notifications
        import meetings.convening.signal_handlers
        import meetings.data_plan.notifications
        import meetings.data_plan.signal_handlers
        import meetings.data_plan.succession
        import meetings.data_plan.visibility
        import meetings.evidence.notifications
        import meetings.evidence.reading
        import meetings.evidence.signal_handlers
        import meetings.evidence.visibility
        import meetings.exports.visibility
        import meetings.figures.signal_handlers
        import meetings.follows.visibility
        import meetings.forum.days.inviting.calendar_reply
        import meetings.forum.days.reading
        import meetings.forum.days.visibility
        import meetings.forum.listing
        import meetings.forum.media_access
        import meetings.forum.notifications
        import meetings.forum.reading
        import meetings.forum.signal_handlers
        import meetings.forum.succession
        import meetings.forum.trials.notifications
        import meetings.forum.trials.visibility
        import meetings.forum.visibility
        import meetings.insights.area_note.documents
        import meetings.insights.area_note.notifications
        import meetings.insights.area_note.reading
        import meetings.insights.area_note.signal_handlers
        import meetings.insights.area_note.template_input
        import meetings.insights.area_note.visibility
        import meetings.insights.frame_changes.signal_handlers
        import meetings.insights.frame_changes.visibility
        import meetings.live.signal_handlers
        import meetings.live.succession
        import meetings.meeting.participants.succession
        import meetings.meeting.visibility
        import meetings.minutes.notifications
        import meetings.minutes.reading
        import meetings.minutes.remarks.notifications
        import meetings.minutes.signal_handlers
        import meetings.minutes.succession
        import meetings.minutes.visibility
        import meetings.moderation.signal_handlers
        import meetings.overview.notifications
        import meetings.preparation.succession
        import meetings.questionnaires.notifications
        import meetings.questionnaires.page_reading
        import meetings.questionnaires.signal_handlers
        import meetings.questionnaires.visibility
        import meetings.schedule.visibility
        import meetings.search.signal_handlers
        import meetings.support_requests.notifications
        import meetings.support_requests.succession
        import meetings.support_requests.visibility
        import meetings.template.notifications
        import meetings.template.reading
        import meetings.template.signal_handlers
        import meetings.template.visibility
        import meetings.units.area_overview
        import meetings.units.people.signal_handlers
        import meetings.units.visibility  # noqa: F401
