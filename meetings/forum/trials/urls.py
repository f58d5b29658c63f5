"""URLs of trials, below the example."""

from django.urls import path

from meetings.forum.trials import views

urlpatterns = [
    path("lederforum/<slug:slug>/proevet/<slug:unit>/", views.trial, name="trial"),
    path("lederforum/<slug:slug>/proevet/<slug:unit>/fjern/", views.remove, name="trial_remove"),
]
