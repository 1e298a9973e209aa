"""The Celery application and its beat schedule.

A web request never talks to the broker: what must happen is a row, and beat asks every few
seconds whether any row is due (docs/decisions/0005).
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interface.settings")

app = Celery("interface")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "deliver mail": {
        "task": "interface.outbox.tasks.deliver_due",
        "args": ["email"],
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "call webhooks": {
        "task": "interface.outbox.tasks.deliver_due",
        "args": ["webhook"],
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "make digests": {
        "task": "interface.outbox.tasks.make_digests",
        "schedule": crontab(minute="*/5", hour="7-18", day_of_week="mon-fri"),
        "options": {"expires": 240},
    },
    "seal history": {
        "task": "interface.history.tasks.seal_history",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
    "aggregate audits": {
        "task": "audits.tasks.aggregate_due",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "recount audits": {
        "task": "audits.tasks.recount_audits",
        "schedule": crontab(hour=2, minute=20),
    },
    "import letters": {
        "task": "audits.tasks.run_imports_due",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "make feedback packs": {
        "task": "audits.tasks.make_packs_due",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "forget files of letters": {
        "task": "audits.tasks.forget_old_files",
        "schedule": crontab(hour=3, minute=40),
    },
    "clear expired sessions": {
        "task": "interface.accounts.tasks.clear_expired_sessions",
        "schedule": crontab(hour=3, minute=10),
    },
    "forget old drafts": {
        "task": "issues.tasks.forget_old_drafts",
        "schedule": crontab(hour=3, minute=25),
    },
    "forget tallies": {
        "task": "interface.accounts.tasks.forget_tallies",
        "schedule": crontab(hour=3, minute=15),
    },
    "forget codes to join": {
        "task": "interface.joining.tasks.forget_codes",
        "schedule": crontab(minute=20),
    },
    "list what is due to be forgotten": {
        "task": "issues.tasks.list_what_is_due",
        "schedule": crontab(hour=2, minute=45),
    },
    "forget what was approved": {
        "task": "issues.tasks.forget_what_was_approved",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "work on many issues": {
        "task": "issues.tasks.run_bulk_jobs",
        "schedule": 2.0,
        "options": {"expires": 10},
    },
    "forget work on many issues": {
        "task": "issues.tasks.forget_old_bulk_jobs",
        "schedule": crontab(hour=3, minute=35),
    },
    "chase": {
        "task": "issues.tasks.chase",
        "schedule": crontab(hour="8-17", minute=40, day_of_week="mon-fri"),
    },
    "load bank holidays": {
        "task": "issues.tasks.load_bank_holidays",
        "schedule": crontab(hour=4, minute=5, day_of_month=2, month_of_year=1),
    },
    "ask whether it is fixed": {
        "task": "issues.tasks.ask_whether_fixed",
        "schedule": crontab(hour="9-16", minute=25, day_of_week="mon-fri"),
    },
}
