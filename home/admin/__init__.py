"""The Wagtail admin: which of its views and pages are open, its menus, dashboard and permissions."""
