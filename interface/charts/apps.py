"""Charts have templates' tags and no models."""

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    """Series in, pictures out."""

    name = "interface.charts"
    label = "charts"
