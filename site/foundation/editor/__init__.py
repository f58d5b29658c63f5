"""Forms, permissions and saving in the Wagtail admin."""
