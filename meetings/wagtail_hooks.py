"""Register the packages' Wagtail hooks. Only registration belongs here."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from meetings.agreements.admin_register import AgreementRegister
from meetings.minutes.admin_hooks import refuse_bulk_if_holds_minutes, refuse_if_holds_minutes
from meetings.template.hooks import template_header_buttons, templates_menu

modeladmin_register(AgreementRegister)

for moment in ("before_delete_page", "before_move_page", "before_copy_page", "before_unpublish_page"):
    hooks.register(moment, refuse_if_holds_minutes)
hooks.register("before_bulk_action", refuse_bulk_if_holds_minutes)

hooks.register("register_admin_menu_item", templates_menu)
hooks.register("register_page_header_buttons", template_header_buttons)
