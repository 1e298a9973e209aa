from django.urls import path

from audits.desk import correcting, views

urlpatterns = [
    path("<slug:slug>/correct/", correcting.correct_letter, name="correct_letter"),
    path("<slug:slug>/read/", views.reading_list, name="reading_list"),
    path("<slug:slug>/read/<int:position>/", views.read_letter, name="read_letter"),
    path("<slug:slug>/read/<int:position>/answers/", views.save_answers, name="save_answers"),
    path("<slug:slug>/read/<int:position>/request/", views.save_request, name="save_request"),
    path(
        "<slug:slug>/read/<int:position>/request/<int:sequence>/remove/",
        views.remove_request,
        name="remove_request",
    ),
    path(
        "<slug:slug>/read/<int:position>/nothing/",
        views.nothing_to_report,
        name="nothing_to_report",
    ),
    path("<slug:slug>/read/<int:position>/back/", views.take_back, name="take_letter_back"),
    path(
        "<slug:slug>/settle/<path:letter_id>/begin/",
        views.begin_adjudication,
        name="begin_adjudication",
    ),
    path("<slug:slug>/settle/<path:letter_id>/", views.settle_letter, name="settle_letter"),
]
