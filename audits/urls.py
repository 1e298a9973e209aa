from django.urls import include, path

from audits import views

urlpatterns = [
    path("audits/", views.audits, name="audits"),
    path("audits/template.csv", views.audit_template, name="audit_template"),
    path("audits/import/", views.audit_import, name="audit_import"),
    path("audits/import/<str:reference>/", views.audit_import_status, name="audit_import_status"),
    path(
        "audits/import/<str:reference>/store/", views.audit_import_store, name="audit_import_store"
    ),
    path(
        "audits/import/<str:reference>/cancel/",
        views.audit_import_cancel,
        name="audit_import_cancel",
    ),
    path("audits/import/<str:reference>/stop/", views.audit_import_stop, name="audit_import_stop"),
    path(
        "audits/import/<str:reference>/errors.csv",
        views.audit_import_errors,
        name="audit_import_errors",
    ),
    path("audits/", include("audits.setup.urls")),
    path("audits/", include("audits.desk.urls")),
    path("", include("audits.packs.urls")),
    path("audits/", include("audits.results.urls")),
    path("audits/<slug:slug>/", views.audit, name="audit"),
    path("audits/<slug:slug>/letters/", views.audit_letters, name="audit_letters"),
    path("audits/<slug:slug>/rates.csv", views.audit_rates_csv, name="audit_rates_csv"),
    path("audits/<slug:slug>/rates.xlsx", views.audit_rates_xlsx, name="audit_rates_xlsx"),
    path("audits/<slug:slug>/compare/<slug:other>/", views.audit_compare, name="audit_compare"),
]
