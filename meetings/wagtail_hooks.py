"""Register the packages' Wagtail hooks. Only registration belongs here."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from meetings.agreements.admin_register import AgreementRegister
from meetings.minutes.admin_hooks import keep_all_in_place, keep_in_place
from meetings.template.hooks import template_header_buttons, templates_menu

modeladmin_register(AgreementRegister)

for moment in ("before_delete_page", "before_move_page", "before_copy_page", "before_unpublish_page"):
    hooks.register(moment, keep_in_place)
hooks.register("before_bulk_action", keep_all_in_place)

hooks.register("register_admin_menu_item", templates_menu)
hooks.register("register_page_header_buttons", template_header_buttons)
