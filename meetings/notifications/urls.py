"""URL of the page of choices."""

from django.urls import path

from meetings.notifications import views

urlpatterns = [path("konto/beskeder/", views.notification_choices, name="notification_choices")]
