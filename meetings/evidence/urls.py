"""URLs of evidence."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from meetings.evidence.kind_specs import KIND_BY_URL_WORD
from meetings.evidence.views import (
    about,
    choose_kind,
    content,
    expiring,
    handed_in,
    import_figures,
    objections,
    preview,
    read,
    show_figures,
    view_log,
    withdraw,
)
from meetings.units.url_prefixes import MEETING, UNIT


class EvidenceSlugConverter(StringConverter):
    """Matches `<word of a kind>-<key>`, which no page below a meeting has as its slug."""

    regex = f"(?:{'|'.join(KIND_BY_URL_WORD)})-[-a-zA-Z0-9_]+"


register_converter(EvidenceSlugConverter, "evidence")

EVIDENCE_PATH = MEETING + "bidrag/"
ONE_EVIDENCE_PATH = EVIDENCE_PATH + "<int:pk>/"

urlpatterns = [
    path("visninger/", view_log.view_log, name="view_log"),
    path("visninger/udtraek/", view_log.view_log_extract, name="view_log_extract"),
    path("visninger/<slug:kind>/<slug:key>/", view_log.view_log_of, name="view_log_of"),
    path(MEETING + "<evidence:slug>/", read.evidence_show, name="evidence_show"),
    path(EVIDENCE_PATH, choose_kind.evidence_new, name="evidence_new"),
    path(EVIDENCE_PATH + "ny/tal/", import_figures.figures_new, name="figures_new"),  # before the other kinds
    path(EVIDENCE_PATH + "ny/<slug:kind>/", content.evidence_create, name="evidence_create"),
    path(ONE_EVIDENCE_PATH + "rediger/", content.evidence_edit, name="evidence_edit"),
    path(ONE_EVIDENCE_PATH + "tal/", import_figures.figures_edit, name="figures_edit"),
    path(ONE_EVIDENCE_PATH + "tal/vis/", show_figures.figures_show, name="figures_show"),
    path(ONE_EVIDENCE_PATH + "tal/hent.<slug:form>", show_figures.figures_download, name="figures_download"),
    path(MEETING + "afleveret/", handed_in.handed_in, name="handed_in"),
    path(ONE_EVIDENCE_PATH + "aflever/", handed_in.evidence_hand_in, name="evidence_hand_in"),
    path(ONE_EVIDENCE_PATH + "om/", about.evidence_about, name="evidence_about"),
    path(ONE_EVIDENCE_PATH + "se-efter/", preview.evidence_preview, name="evidence_preview"),
    path(ONE_EVIDENCE_PATH + "del/", preview.evidence_share, name="evidence_share"),
    path(ONE_EVIDENCE_PATH + "tag-tilbage/", withdraw.evidence_unshare, name="evidence_unshare"),
    path(ONE_EVIDENCE_PATH + "traek-tilbage/", withdraw.evidence_withdraw, name="evidence_withdraw"),
    path(
        ONE_EVIDENCE_PATH + "medie/<uuid:key>/traek-tilbage/",
        withdraw.evidence_withdraw_file,
        name="evidence_withdraw_file",
    ),
    path(ONE_EVIDENCE_PATH + "indsigelse/", objections.objection_to_piece, name="objection_to_piece"),
    path(ONE_EVIDENCE_PATH + "medie/<uuid:key>/indsigelse/", objections.objection_to_file, name="objection_to_file"),
    path(ONE_EVIDENCE_PATH + "medie/<uuid:key>/behold/", expiring.keep_longer, name="keep_longer"),
    path(ONE_EVIDENCE_PATH + "behold/", expiring.keep_piece_longer, name="keep_piece_longer"),
    path(UNIT + "slettes-snart/", expiring.deleted_soon, name="deleted_soon"),
    path("indsigelser/", objections.objections, name="objections"),
    path("indsigelser/ny/", objections.objection_find, name="objection_find"),
    path("indsigelser/<int:pk>/", objections.objection, name="objection"),
    path("indsigelser/<int:pk>/fasthold/", objections.objection_uphold, name="objection_uphold"),
    path("indsigelser/<int:pk>/vis-igen/", objections.objection_restore, name="objection_restore"),
    path(ONE_EVIDENCE_PATH + "fjern/", withdraw.evidence_remove, name="evidence_remove"),
]
