"""The proforma: questions about a letter, and about each request that it makes of the practice."""

from django import forms
from django.utils import timezone

from audits.models.reviews import (
    MOST_REQUESTS,
    ActionBox,
    Admission,
    AuthorGrade,
    Clarity,
    DocumentType,
    Finding,
    FitNote,
    FollowUpPlan,
    MedicationChanges,
    MinutesNeeded,
    NeededBy,
    Proforma,
    Reason,
    RiskIfMissed,
    SentInTime,
    TimeAsked,
    Verdict,
    Where,
)
from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedCharField, GuardedForm
from interface.vocabulary import Ask
from issues.models import Category

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
AS_ITS_TYPE = "type"


def _radios(label, choices, *, required=False, **kwargs):
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=Radios(inline=True, small=True),
        **kwargs,
    )  # fmt: skip


def _select(label, choices, blank="Not answered", **kwargs):
    return forms.ChoiceField(label=label, choices=[("", blank), *choices], required=False, **kwargs)


class _Proforma(GuardedForm):
    """A part of the proforma."""

    @property
    def helper(self):
        """All fields in order; to say of each that it is optional would only be noise here."""
        shown = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        return form_helper(*(Field(name, optional=False) for name in shown), submit="", tag=False)


class _OfAVersion(_Proforma):
    """Carries the version of the proforma that was before the reviewer's eyes."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswersForm(_OfAVersion):
    """What the reviewer says about a letter as a whole; all of it can be left for later."""

    clarity = _radios("How clear is the letter for the GP?", Clarity.choices)
    action_box = _radios("Is there a box for what the GP should do?", ActionBox.choices)
    actions_elsewhere_only = _radios("Are actions only elsewhere in the letter?", YES_OR_NO)
    medication_changes = _radios("Are changes of medicines explained?", MedicationChanges.choices)
    follow_up_plan = _radios("Is there a follow-up plan?", FollowUpPlan.choices)
    fit_note = _radios("Fit note", FitNote.choices)
    sent_within_24_hours = _radios("Was it sent within 24 hours?", SentInTime.choices)
    document_type = _select("Kind of letter", DocumentType.choices)
    author_grade = _select("Grade of the author", AuthorGrade.choices)
    admission = _radios("Admission", Admission.choices)
    comments = GuardedCharField(
        label="Comments", required=False, max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    is_flagged = forms.BooleanField(label="Flag it, to be discussed", required=False)

    @classmethod
    def of(cls, proforma: Proforma):
        """The form with what was answered so far."""
        initial = {name: getattr(proforma, name) for name in cls.base_fields}
        elsewhere = proforma.actions_elsewhere_only
        initial["actions_elsewhere_only"] = "" if elsewhere is None else YES_OR_NO[not elsewhere][0]
        return cls(initial=initial)

    def clean_actions_elsewhere_only(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["actions_elsewhere_only"])


class RequestFields(_Proforma):
    """One request of the practice, and whether it should have been made."""

    request_type = forms.ModelChoiceField(
        Category.objects.none(),
        label="What is asked of the practice?",
        to_field_name="code",
        empty_label="Choose",
        error_messages={
            "required": "Select what is asked of the practice",
            "invalid_choice": "Select it from the list",
        },
    )
    verdict = _radios(
        "Is it appropriate?", Verdict.choices, required=True,
        error_messages={"required": "Select whether it is appropriate"},
    )  # fmt: skip
    reason = _select("Why?", Reason.choices, "No reason given")
    ask = _select("Which ask does it touch?", [(str(a.value), f"{a}. {a.label}") for a in Ask])
    where = _select("Where in the letter?", Where.choices)
    time_asked = _select("How soon?", TimeAsked.choices)
    needed_by = _select("Whose work is it?", NeededBy.choices)
    minutes = _select("About how many minutes?", MinutesNeeded.choices)
    risk = _select("Risk if it is missed", RiskIfMissed.choices)
    paraphrase = GuardedCharField(
        label="What it asks, in your own words", required=False, max_length=200,
        help_text="No patient details. The specialty will read it.",
    )  # fmt: skip
    is_learning_point = forms.BooleanField(label="Something to learn from", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_force = Category.objects.in_force(on=timezone.localdate())
        self.fields["request_type"].queryset = in_force
        self.fields["ask"].choices = [
            (AS_ITS_TYPE, "As its type says"),
            ("", "None of the five"),
            *self.fields["ask"].choices[1:],
        ]
        self.fields["ask"].initial = AS_ITS_TYPE

    @classmethod
    def answers_of(cls, finding: Finding) -> dict:
        """What the fields hold for a request that was written down before."""
        said = {name: getattr(finding, name) for name in RequestFields.base_fields}
        return {**said, "request_type": finding.request_type.code, "ask": str(finding.ask or "")}

    def clean_ask(self):
        chosen = self.cleaned_data["ask"]
        if chosen == AS_ITS_TYPE:
            request_type = self.cleaned_data.get("request_type")
            return request_type.ask if request_type else None
        return int(chosen) if chosen else None

    def clean_minutes(self):
        chosen = self.cleaned_data["minutes"]
        return int(chosen) if chosen else None


class RequestForm(RequestFields, _OfAVersion):
    """One request at the reviewing desk; a new one has no number yet."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, finding: Finding, *, version: int):
        """The form with a request that was written down before."""
        said = {**cls.answers_of(finding), "sequence": finding.sequence, "version": version}
        return cls(initial=said)


class ReasonForm(GuardedForm):
    """Why something locked is changed; everybody who reads the audit can read it."""

    reason = GuardedCharField(
        label="Why is it changed?", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the locked audit is changed"},
    )  # fmt: skip


class _CorrectedRequests(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove this request"


CorrectedRequests = forms.formset_factory(
    RequestFields,
    formset=_CorrectedRequests,
    extra=1,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_REQUESTS,
    validate_max=True,
)
