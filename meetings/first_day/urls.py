"""URLs of the first day, and of people from a file."""

from django.urls import path

from meetings.first_day import views
from meetings.first_day.people_file.views import people_file, people_sheet

urlpatterns = [
    path("foerste-dag/", views.first_day, name="first_day"),
    path("foerste-dag/kommune/", views.municipality, name="first_day_municipality"),
    path("foerste-dag/skabelon/", views.template, name="first_day_template"),
    path("foerste-dag/redaktoer/", views.editor, name="first_day_editor"),
    path("personer/fil/", people_file, name="people_file"),
    path("personer/fil/skema/", people_sheet, name="people_sheet"),
]
