"""The admin's name and who may enter; its looks are in templates/admin/ and admin-interface.css."""

from django.contrib import admin


class InterfaceAdminSite(admin.AdminSite):
    """Where the integration team works."""

    site_header = "Interface"
    site_title = "Interface"
    index_title = "Integration team"
    site_url = "/"
    empty_value_display = "–"
