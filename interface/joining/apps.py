from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "interface.joining"
    label = "joining"
    verbose_name = "Joining a practice"
