from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "interface.directory"
    label = "directory"
