from django.urls import path

from issues.fixit import views

urlpatterns = [
    path("", views.fix_it, name="fix_it"),
    path("raise/", views.fix_it_raise, name="fix_it_raise"),
    path("<slug:reference>/", views.fix_it_problem, name="fix_it_problem"),
    path("<slug:reference>/take/", views.fix_it_claim, name="fix_it_claim"),
    path("<slug:reference>/give-back/", views.fix_it_give_back, name="fix_it_give_back"),
    path("<slug:reference>/say/", views.fix_it_say, name="fix_it_say"),
    path("<slug:reference>/fixed/", views.fix_it_fixed, name="fix_it_fixed"),
]
