"""What a user would choose in the forms that tests/leaks/test_every_form.py sends."""

from typing import Any

#: Additional data by route, which a user would choose.
VALID: dict[str, dict[str, Any]] = {
    "access_export_person": {"email": "agreement_holder@egenby.dk"},
    "agreement_follow_up": {"status": "in_progress"},
    "unit_people_add": {"email": "ny@egenby.dk", "role": "staff_representative", "ends_on": ""},
    "unit_people_hand_over": {"email": "efter@egenby.dk", "on": "2026-12-24"},
    "person_role_hand_over": {"email": "efter@egenby.dk", "on": "2026-12-24"},
    "people_new": {"email": "ny@egenby.dk", "role": "forum_member", "unit": "", "area": "", "ends_on": ""},
    "person": {"role": "forum_member", "unit": "", "area": "", "ends_on": ""},
    "first_day_municipality": {"name": "Ny Kommune", "contact_email": "ny@egenby.dk"},
    "area_new": {"title": "Nyt område", "kind": "school"},
    "unit_new": {"title": "Nyskolen"},
    "processor_edit": {"name": "Driftshuset", "country": "Danmark", "purpose": "Driver serveren"},
    "processor_new": {"name": "Driftshuset", "country": "Danmark", "purpose": "Driver serveren"},
    "directory_rule_edit": {"role": "forum_member", "unit": "", "area": ""},
    "directory_rule_new": {"claim": "groups", "role": "forum_member", "unit": "", "area": ""},
    "forum_day_answer": {"reply": "coming"},
    "forum_day_invitees": {"people": "Ane Afdeling, ane@egenby.dk"},
    "forum_day_new": {"day": "2026-12-24", "clock": "9.00"},
    "live_begin": {"is_confirmed": "on"},
    "note_passage": {"answer": "yes"},
    "minutes_remarks": {"taken_in": "no"},
    "template_copy": {"school_year": "2031/2032"},
    "template_decide": {"do": "approve"},
    "article_decide": {"do": "approve"},
    "article_file_hide": {"kind": "objection", "objector": "parent"},
    "save_statement": {"title": "Leg i skoven"},
    "year": {"first_day": "2027-03-02", "last_day": "", "part": "whole", "begins_at": "", "ends_at": ""},
    "data_plan_add": {"gatherer_name": "", "due_on": ""},
    "data_plan_line": {"gatherer_name": "", "due_on": "2026-12-24"},
}
