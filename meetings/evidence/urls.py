"""Addresses of the slice. A piece of evidence itself is read at its page's address, which Wagtail serves."""

from django.urls import path

from meetings.evidence.views import (
    about,
    choose,
    content,
    expiring,
    figures_in,
    figures_out,
    objections,
    preview,
    step_back,
    view_log,
)
from meetings.units.addresses import MEETING, UNIT

ALL = MEETING + "bidrag/"
ONE = ALL + "<int:pk>/"

urlpatterns = [
    path("visninger/", view_log.view_log, name="view_log"),
    path("visninger/udtraek/", view_log.view_log_extract, name="view_log_extract"),
    path("visninger/<slug:kind>/<slug:key>/", view_log.view_log_of, name="view_log_of"),
    path(ALL, choose.evidence_new, name="evidence_new"),
    path(ALL + "ny/tal/", figures_in.figures_new, name="figures_new"),  # before the other kinds
    path(ALL + "ny/<slug:kind>/", content.evidence_create, name="evidence_create"),
    path(ONE + "rediger/", content.evidence_edit, name="evidence_edit"),
    path(ONE + "tal/", figures_in.figures_edit, name="figures_edit"),
    path(ONE + "tal/vis/", figures_out.figures_show, name="figures_show"),
    path(ONE + "tal/hent.<slug:form>", figures_out.figures_download, name="figures_download"),
    path(ONE + "om/", about.evidence_about, name="evidence_about"),
    path(ONE + "se-efter/", preview.evidence_preview, name="evidence_preview"),
    path(ONE + "del/", preview.evidence_share, name="evidence_share"),
    path(ONE + "tag-tilbage/", step_back.evidence_unshare, name="evidence_unshare"),
    path(ONE + "traek-tilbage/", step_back.evidence_withdraw, name="evidence_withdraw"),
    path(ONE + "medie/<uuid:key>/traek-tilbage/", step_back.evidence_withdraw_file, name="evidence_withdraw_file"),
    path(ONE + "indsigelse/", objections.objection_to_piece, name="objection_to_piece"),
    path(ONE + "medie/<uuid:key>/indsigelse/", objections.objection_to_file, name="objection_to_file"),
    path(ONE + "medie/<uuid:key>/behold/", expiring.keep_longer, name="keep_longer"),
    path(ONE + "behold/", expiring.keep_piece_longer, name="keep_piece_longer"),
    path(UNIT + "slettes-snart/", expiring.deleted_soon, name="deleted_soon"),
    path("indsigelser/", objections.objections, name="objections"),
    path("indsigelser/ny/", objections.objection_find, name="objection_find"),
    path("indsigelser/<int:pk>/", objections.objection, name="objection"),
    path("indsigelser/<int:pk>/fasthold/", objections.objection_uphold, name="objection_uphold"),
    path("indsigelser/<int:pk>/vis-igen/", objections.objection_restore, name="objection_restore"),
    path(ONE + "fjern/", step_back.evidence_remove, name="evidence_remove"),
]
