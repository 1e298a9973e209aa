from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "interface.accounts"
    label = "accounts"
    verbose_name = "People"
