"""URLs of a meeting's data plan."""

from django.urls import path

from meetings.data_plan import views
from meetings.units.url_prefixes import MEETING

PLAN = MEETING + "dataplan/"

urlpatterns = [
    path(PLAN, views.data_plan, name="data_plan"),
    path(PLAN + "ny/", views.data_plan_add, name="data_plan_add"),
    path(PLAN + "afgraensning/", views.data_plan_delimit, name="data_plan_delimit"),
    path(PLAN + "bekraeft/", views.data_plan_confirm, name="data_plan_confirm"),
    path(PLAN + "<int:pk>/", views.data_plan_line, name="data_plan_line"),
    path(PLAN + "<int:pk>/fjern/", views.data_plan_remove, name="data_plan_remove"),
]
