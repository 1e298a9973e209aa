from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "interface.outbox"
    label = "outbox"
