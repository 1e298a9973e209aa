from django.urls import path

from audits.packs import views

urlpatterns = [
    path("audits/<slug:slug>/packs/", views.audit_packs, name="audit_packs"),
    path("audits/<slug:slug>/packs/make/", views.make_packs, name="make_packs"),
    path("audits/<slug:slug>/packs/send/", views.send_packs, name="send_packs"),
    path("audits/<slug:slug>/packs/all.zip", views.packs_zip, name="packs_zip"),
    path("audits/<slug:slug>/packs/<uuid:key>/send/", views.send_pack, name="send_pack"),
    path(
        "audits/<slug:slug>/packs/<uuid:key>/end-link/", views.end_pack_link, name="end_pack_link"
    ),
    path("audits/<slug:slug>/packs/<uuid:key>.<str:kind>", views.pack_file, name="pack_file"),
    path("feedback-pack/<str:token>/", views.pack_by_link, name="pack_by_link"),
    path(
        "feedback-pack/<str:token>/<str:kind>/", views.pack_by_link_file, name="pack_by_link_file"
    ),
]
