from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The identifier guard: text in, what looks like a patient out. It has no tables."""

    name = "interface.privacy"
    label = "privacy"
