"""URLs of the overview and of starting a year."""

from django.urls import URLPattern, URLResolver, path

from meetings.overview.views.overview import overview_print, overview_workbook, year_overview
from meetings.overview.views.start import start, start_progress

urlpatterns: list[URLPattern | URLResolver] = [
    path("overblik/", year_overview, name="year_overview"),
    path("overblik/udskriv/", overview_print, name="overview_print"),
    path("overblik/regneark/", overview_workbook, name="overview_workbook"),
    path("skabeloner/<slug:slug>/start/", start, name="start_year"),
    path("skabeloner/<slug:slug>/start/fremdrift/", start_progress, name="start_year_progress"),
]
