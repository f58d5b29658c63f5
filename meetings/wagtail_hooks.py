"""Register the packages' Wagtail hooks. Only registration belongs here."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from meetings.agreements.admin_register import AgreementRegister
from meetings.articles.hooks import article_files_script, articles_menu
from meetings.evidence.objections.admin_register import ObjectionRegister
from meetings.exports.admin_register import JournalRegister
from meetings.moderation.viewsets import WorkflowViewSet
from meetings.questionnaires.hooks import questionnaire_header_buttons, questionnaires_menu
from meetings.support_requests.admin_register import WishRegister
from meetings.template.hooks import template_header_buttons, templates_menu
from meetings.units.people.admin_register import MembershipRegister

for register in (AgreementRegister, WishRegister, JournalRegister, MembershipRegister, ObjectionRegister):
    modeladmin_register(register)

hooks.register("register_admin_viewset", lambda: WorkflowViewSet())
hooks.register("register_admin_menu_item", templates_menu)
hooks.register("register_admin_menu_item", questionnaires_menu)
hooks.register("register_admin_menu_item", articles_menu)
hooks.register("insert_editor_js", article_files_script)
hooks.register("register_page_header_buttons", template_header_buttons)
hooks.register("register_page_header_buttons", questionnaire_header_buttons)
