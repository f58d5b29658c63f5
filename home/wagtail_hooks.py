"""What the front door registers with Wagtail. Nothing is decided here."""

from wagtail import hooks

from home.editor_api import name_the_missing_libraries

hooks.register("construct_admin_api", name_the_missing_libraries)
