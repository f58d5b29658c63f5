"""URLs of the board and of starting a year."""

from django.urls import URLPattern, URLResolver, path

from meetings.board.views.board import board_of_year, board_print, board_workbook
from meetings.board.views.start import start, start_progress

urlpatterns: list[URLPattern | URLResolver] = [
    path("overblik/", board_of_year, name="board_of_year"),
    path("overblik/udskriv/", board_print, name="board_print"),
    path("overblik/regneark/", board_workbook, name="board_workbook"),
    path("skabeloner/<slug:slug>/start/", start, name="start_year"),
    path("skabeloner/<slug:slug>/start/fremdrift/", start_progress, name="start_year_progress"),
]
