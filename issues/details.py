"""What a reporter may add below the fold: where it came up, what it cost, whether it was safe."""

from django.db import models

from interface.privacy.fields import GuardedCharField
from issues.endorsements.models import Minutes

LONGEST_OWN_REFERENCE = 40  # characters
MOST_TIMES_SEEN = 99


class Source(models.TextChoices):
    DISCHARGE_SUMMARY = "discharge_summary", "Discharge summary"
    CLINIC_LETTER = "clinic_letter", "Clinic letter"
    RESULT = "result", "Result"
    PHONE = "phone", "Telephone"
    ADVICE_AND_GUIDANCE = "advice_and_guidance", "Advice and guidance"
    PATIENT_TOLD_US = "patient_told_us", "The patient told us"


class Colleague(models.TextChoices):
    """Whose time it took: a role, never a name."""

    GP = "gp", "GP"
    NURSE = "nurse", "Nurse or healthcare assistant"
    PHARMACIST = "pharmacist", "Pharmacist"
    ADMINISTRATOR = "administrator", "Administrator"
    OTHER = "other", "Somebody else"


class Risk(models.TextChoices):
    NONE = "none", "No"
    COULD_HAVE_HARMED = "could_have_harmed", "Yes, it could have harmed"
    HARMED = "harmed", "Yes, it harmed"


HARM = [Risk.COULD_HAVE_HARMED, Risk.HARMED]


class Priority(models.TextChoices):
    """What goes first at the desk, in the order of the alphabet: the last is the most urgent."""

    NORMAL = "normal", "Normal"
    PROMPT = "prompt", "Before others: it has come back"
    SAME_DAY = "same_day", "Same working day"


class Details(models.Model):
    """The optional part of an issue; every field says nothing when it is empty."""

    source = models.CharField("came up in", max_length=20, choices=Source, blank=True)
    letter_date = models.DateField("date of the letter", null=True, blank=True)
    minutes_lost = models.PositiveSmallIntegerField(choices=Minutes, null=True, blank=True)
    dealt_with_by = models.CharField(max_length=15, choices=Colleague, blank=True)
    risk = models.CharField("risk of harm", max_length=20, choices=Risk, blank=True)
    times_seen = models.PositiveSmallIntegerField("times this month", null=True, blank=True)
    own_reference = GuardedCharField(
        "their own reference", max_length=LONGEST_OWN_REFERENCE, blank=True,
        help_text="A line of their own log, never a patient’s number",
    )  # fmt: skip
    wants_reply = models.BooleanField("wants to hear what becomes of it", default=True)
    may_be_shared = models.BooleanField("may be shared without the practice’s name", default=True)
    safety_route_shown_at = models.DateTimeField(
        null=True, blank=True, editable=False,
        help_text="When the reporter confirmed having read where harm is reported",
    )  # fmt: skip
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.NORMAL)

    class Meta:
        abstract = True

    @property
    def is_possible_harm(self) -> bool:
        return self.risk in HARM
