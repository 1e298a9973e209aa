from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HistoryConfig(AppConfig):
    name = "interface.history"
    label = "history"
    verbose_name = "History"

    def ready(self):
        from interface.history.chain import guard_event_tables

        post_migrate.connect(  # of this app, so once, when all apps have their tables
            guard_event_tables, sender=self, dispatch_uid="history.guard_event_tables"
        )
