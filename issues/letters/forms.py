"""What to tick for a letter, and what the integration team writes into one."""

from typing import cast

from django import forms
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Specialty
from interface.nhsuk.fields import Checkboxes, DateField, TextField
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Button, Buttons, Field, Html
from interface.privacy.forms import Guarded, GuardedCharField, GuardedForm
from issues.letters.models import LetterVersion, TemplateLetter
from issues.letters.services import pick
from issues.models import Issue
from issues.references import clean_reference


def _choices(items):
    return [(str(place), item.words) for place, item in enumerate(items)]


WHAT_WAS_FOUND = Html("{% load privacy %}{% identifiers form %}")  # by the identifier guard


class LetterForm(forms.Form):
    """Whom the letter goes to and what it says: all of it chosen, none of it written."""

    specialty = forms.ModelChoiceField(
        Specialty.objects.active().select_related("trust"),
        label="Which specialty does it go to?",
        required=False,
        empty_label="Not sure: leave it blank",
    )
    requests = forms.MultipleChoiceField(
        label="What is the letter about?",
        widget=Checkboxes(small=True),
        error_messages={"required": "Tick what the letter is about"},
    )
    reasons = forms.MultipleChoiceField(
        label="Why do you send it?",
        widget=Checkboxes(small=True),
        error_messages={"required": "Tick why you send it"},
    )
    issue = forms.CharField(
        label="Our reference",
        required=False,
        max_length=20,
        help_text="If you raised it as an issue, for example IF-7K4QX2-M",
    )

    def __init__(self, *args, version: LetterVersion, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.version, self.user = version, user
        ticks = {"requests": version.request_items, "reasons": version.reason_items}
        for name, items in ticks.items():
            field = cast(forms.MultipleChoiceField, self.fields[name])
            field.choices = _choices(items)
        self.helper = form_helper(
            Field("specialty", data_autocomplete=""),
            "requests",
            "reasons",
            Field("issue", width=20, autocomplete="off"),
            submit="Show this letter",
            action=f"{version.letter.get_absolute_url()}#letter",
            form_id="letter-choices",
            variant="secondary",
            label_size="s",
        )

    def clean_issue(self) -> Issue | None:
        """The issue of this reference; another practice's is no different from none."""
        typed = self.cleaned_data["issue"].strip()
        if not typed:
            return None
        rows = Issue.objects.visible_to(self.user)
        rows = rows.select_related("practice", "specialty__trust", "category")
        issue = rows.filter(reference=clean_reference(typed)).first()
        if issue is None:
            raise forms.ValidationError("None of the issues you can see has this reference")
        return issue

    def clean_requests(self):
        return self._ticked("requests", self.version.request_items)

    def clean_reasons(self):
        return self._ticked("reasons", self.version.reason_items)

    def _ticked(self, name, items):
        return pick(items, self.cleaned_data[name])

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The answers of a valid form, as hidden fields that give the same letter again."""
        fields = [(name, value) for name in ("requests", "reasons") for value in self[name].value()]
        issue, specialty = self.cleaned_data["issue"], self.cleaned_data["specialty"]
        fields += [("issue", issue.reference)] if issue else []
        fields += [("specialty", specialty.pk)] if specialty else []
        return fields


class GuardedText(Guarded, TextField):
    """Several lines that may not point to a patient."""


class VersionForm(GuardedForm, forms.ModelForm):
    """The words of a letter; saving them makes a new version."""

    subject = GuardedCharField(max_length=120, error_messages={"required": "Enter a subject"})
    body = GuardedText(label="Letter", max_length=4_000, help_text="Placeholders are listed below.")
    requests = GuardedText(
        label="What the letter is about",
        max_length=2_000,
        help_text="What can be ticked, one a line. Begin a line with [R5] to have that rule cited.",
        error_messages={"required": "Enter at least one line"},
    )
    reasons = GuardedText(
        label="Why it is sent",
        max_length=2_000,
        help_text="What can be ticked, one a line.",
        error_messages={"required": "Enter at least one line"},
    )

    class Meta:
        model = LetterVersion
        fields = ["subject", "body", "requests", "reasons"]

    def __init__(self, data=None, *, letter: TemplateLetter):
        newest = letter.newest
        words = {name: getattr(newest, name) for name in self.Meta.fields} if newest else {}
        version = LetterVersion(letter=letter, number=newest.number + 1 if newest else 1)
        super().__init__(data, instance=version, initial=words)
        self.helper = form_helper(
            WHAT_WAS_FOUND,
            "subject",
            Field("body", rows=24, threshold=75),
            Field("requests", rows=8, threshold=75),
            Field("reasons", rows=8, threshold=75),
            Buttons(
                Button("Preview", variant="secondary", name="preview", value="yes"),
                Button(f"Save as version {version.number}"),
            ),
            submit="",
            label_size="s",
        )

    def clean(self):
        """Say that nothing has changed rather than keep the same words twice."""
        cleaned = super().clean()
        if "preview" not in self.data and not self.errors and not self.has_changed():
            raise forms.ValidationError("These are the words of the newest version already")
        return cleaned


class AgreementForm(GuardedForm):
    """Who stands behind a version, on both sides."""

    agreed_by_practice_side = GuardedCharField(
        label="Who agreed for general practice?",
        max_length=80,
        help_text="A body or a post, for example “the Local Medical Committee”",
        error_messages={"required": "Enter who agreed for general practice"},
    )
    agreed_by_trust_side = GuardedCharField(
        label="Who agreed for the trust?",
        max_length=80,
        error_messages={"required": "Enter who agreed for the trust"},
    )
    agreed_on = DateField(
        label="When did both sides agree?",
        name="The day of the agreement",
        max_value=timezone.localdate,
        error_messages={"required": "Enter the day of the agreement"},
    )
    review_on = DateField(
        label="When should it be reviewed?",
        name="The day of the review",
        min_value=timezone.localdate,
        help_text="From the day after, practices are warned that it may be out of date.",
        error_messages={"required": "Enter the day of the review"},
    )
    helper = form_helper(
        WHAT_WAS_FOUND,
        "agreed_by_practice_side",
        "agreed_by_trust_side",
        "agreed_on",
        "review_on",
        submit="Record the agreement",
    )


class WithdrawForm(GuardedForm):
    """Why a letter may no longer be used, and which to use instead."""

    reason = GuardedText(
        label="Why is it withdrawn?",
        max_length=300,
        help_text="Practices read this.",
        error_messages={"required": "Say why it is withdrawn"},
    )
    instead = forms.ModelChoiceField(
        TemplateLetter.objects.none(),
        label="Which letter should be used instead?",
        required=False,
        empty_label="None",
    )

    def __init__(self, data=None, *, letter: TemplateLetter):
        super().__init__(data)
        others = TemplateLetter.objects.with_versions().exclude(pk=letter.pk)
        in_use = [other.pk for other in others if other.in_use]
        field = cast(forms.ModelChoiceField, self.fields["instead"])
        field.queryset = TemplateLetter.objects.filter(pk__in=in_use)
        self.helper = form_helper(
            WHAT_WAS_FOUND,
            Field("reason", rows=3),
            "instead",
            submit=f"Withdraw {letter.code}",
            variant="warning",
            cancel=reverse("admin:issues_templateletter_change", args=[letter.pk]),
        )
