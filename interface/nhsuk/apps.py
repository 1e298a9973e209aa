from django.apps import AppConfig


class NhsukConfig(AppConfig):
    """Forms and components that look and behave as the NHS.UK design system prescribes."""

    name = "interface.nhsuk"
    label = "nhsuk"
    verbose_name = "NHS.UK components"
