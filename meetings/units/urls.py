"""URLs of units and their people."""

from django.urls import path

from meetings.units import profile_views, see_as_views, unit_register_views
from meetings.units.directory import views as directory_views
from meetings.units.people import handover_views, people_views, unit_people_views
from meetings.units.structure import views as structure_views
from meetings.units.url_prefixes import UNIT

urlpatterns = [
    path("enheder/", unit_register_views.units, name="units"),
    path("enheder/ny/", unit_register_views.unit_new, name="unit_new"),
    path("enheder/<int:pk>/luk/", unit_register_views.unit_close, name="unit_close"),
    path("enheder/<int:pk>/navn/", structure_views.unit_rename, name="unit_rename"),
    path("enheder/omraader/ny/", structure_views.area_new, name="area_new"),
    path("enheder/omraader/<int:pk>/", structure_views.area_edit, name="area_edit"),
    path("enheder/omraader/<int:pk>/fjern/", structure_views.area_remove, name="area_remove"),
    path("personer/", people_views.people, name="people"),
    path("personer/ny/", people_views.people_new, name="people_new"),
    path("personer/<int:pk>/", people_views.person, name="person"),
    path("personer/<int:pk>/roller/<int:membership>/afslut/", people_views.person_role_end, name="person_role_end"),
    path(
        "personer/<int:pk>/roller/<int:membership>/overdrag/",
        handover_views.person_role_hand_over,
        name="person_role_hand_over",
    ),
    path("personer/<int:pk>/adgang/", people_views.person_sign_in, name="person_sign_in"),
    path("personer/katalog/", directory_views.rules, name="directory_rules"),
    path("personer/katalog/ny/", directory_views.rule_new, name="directory_rule_new"),
    path("personer/katalog/<int:pk>/", directory_views.rule_edit, name="directory_rule_edit"),
    path("personer/katalog/<int:pk>/fjern/", directory_views.rule_remove, name="directory_rule_remove"),
    path("personer/katalog/proev/", directory_views.trial_sign_in, name="directory_trial_sign_in"),
    path("personer/katalog/proev/nu/", directory_views.trial_sign_in_begin, name="directory_trial_sign_in_begin"),
    path(UNIT + "personer/", unit_people_views.unit_people, name="unit_people"),
    path(UNIT + "personer/tilfoej/", unit_people_views.unit_people_add, name="unit_people_add"),
    path(UNIT + "personer/<int:pk>/afslut/", unit_people_views.unit_people_end, name="unit_people_end"),
    path(UNIT + "personer/<int:pk>/overdrag/", handover_views.unit_people_hand_over, name="unit_people_hand_over"),
    path(UNIT + "se-som/", see_as_views.unit_see_as, name="unit_see_as"),
    path("se-som/stop/", see_as_views.see_as_stop, name="see_as_stop"),
    path(UNIT + "rediger/", profile_views.unit_edit, name="unit_edit"),
]
