from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "interface.pages"
    label = "pages"
