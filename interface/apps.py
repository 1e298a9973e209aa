from django.contrib.admin.apps import AdminConfig


class InterfaceAdminConfig(AdminConfig):
    """Django's admin under our name: the integration team's desk."""

    default_site = "interface.admin_site.InterfaceAdminSite"
