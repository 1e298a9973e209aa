from django.urls import path

from audits.results import views

urlpatterns = [
    path("<slug:slug>/requests/", views.audit_requests, name="audit_requests"),
    path("<slug:slug>/results.csv", views.audit_results_csv, name="audit_results_csv"),
    path("<slug:slug>/requests.csv", views.audit_requests_csv, name="audit_requests_csv"),
    path("<slug:slug>/agreement/", views.audit_agreement, name="audit_agreement"),
]
