from django.urls import path

from audits.setup import views

urlpatterns = [
    path("new/", views.new_audit, name="new_audit"),
    path("<slug:slug>/cycle/", views.audit_cycle, name="audit_cycle"),
    path("<slug:slug>/cycle/protocol/", views.audit_protocol, name="audit_protocol"),
    path("<slug:slug>/cycle/draw/", views.draw_sample, name="draw_sample"),
    path("<slug:slug>/cycle/discard/", views.discard_sample, name="discard_sample"),
    path("<slug:slug>/cycle/assign/", views.assign_letters, name="assign_letters"),
    path("<slug:slug>/cycle/adjudication/", views.open_adjudication, name="open_adjudication"),
    path("<slug:slug>/cycle/lock/", views.lock_audit, name="lock_audit"),
]
