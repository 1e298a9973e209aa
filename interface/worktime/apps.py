from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "interface.worktime"
    label = "worktime"
