from django.urls import path

from issues.year import views

urlpatterns = [
    path("", views.our_year, name="our_year"),
    path("our-year.pdf", views.our_year_pdf, name="our_year_pdf"),
]
