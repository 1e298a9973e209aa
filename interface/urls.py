"""Every address of the service, app by app."""

from django.contrib import admin
from django.urls import include, path, re_path

from interface.pages.views import not_offered

handler400 = "interface.pages.views.bad_request"
handler403 = "interface.pages.views.forbidden"
handler404 = "interface.pages.views.not_found"
handler500 = "interface.pages.views.server_error"

urlpatterns = [  # tried in this order: what is opened all day comes first
    path("admin/", admin.site.urls),
    path("", include("issues.urls")),
    path("", include("interface.pages.urls")),
    path("", include("interface.joining.urls")),
    path("", include("interface.outbox.urls")),
    path("", include("audits.urls")),
    path("", include("projects.urls")),
    # People are invited and have no password, so these pages of allauth lead nowhere.
    re_path("^accounts/(signup|email|confirm-email|password|3rdparty/signup)/", not_offered),
    path("accounts/", include("allauth.urls")),
]
