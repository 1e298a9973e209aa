"""What the team writes for the public, and how the public narrows the list."""

from datetime import date
from typing import cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from interface.directory.models import Specialty
from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Button, Buttons, Details, Field
from interface.privacy.forms import GuardedForm
from interface.vocabulary import Ask
from issues.letters.forms import WHAT_WAS_FOUND, GuardedText
from issues.models import Issue, PublicStatement
from issues.references import clean_reference
from issues.statements.figures import before
from issues.statements.models import LONGEST_DID, LONGEST_SAID, Result, State, StatementKind
from issues.statements.services import Words

MONTHS_TO_CHOOSE = 24
ASKS = [(ask.value, f"{ask.value}. {ask.label}") for ask in Ask]


def _months(also: date | None) -> list[tuple[str, str]]:
    """The last two years by month, and the month a statement has already."""
    month, found = timezone.localdate().replace(day=1), []
    for _ in range(MONTHS_TO_CHOOSE):
        found.append(month)
        month = before(month)
    if also and also not in found:
        found.append(also)
    return [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in found]


class WordsForm(GuardedForm):
    """One version, whole: what was said, and what became of it."""

    after = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kind = forms.ChoiceField(
        choices=StatementKind, widget=Radios(inline=True), label="What is it?",
        error_messages={"required": "Select whether something went wrong or was praised"},
    )  # fmt: skip
    said = GuardedText(
        label="What was said",
        max_length=LONGEST_SAID,
        help_text="In the team’s own words: a report is never quoted. No place, no practice, "
        "nobody’s name.",
        error_messages={"required": "Enter what was said"},
    )
    result = forms.ChoiceField(
        choices=Result, widget=Radios, required=False, label="What became of it?",
        help_text="Leave this for praise.",
    )  # fmt: skip
    did = GuardedText(
        label="What was done, will be done, or why not",
        max_length=LONGEST_DID,
        required=False,
        help_text="Reads on from “We did”, “We will” or “We could not, because”. "
        "For praise, what came of it, or nothing.",
    )
    month = forms.TypedChoiceField(
        label="For which month?", coerce=lambda value: date.fromisoformat(f"{value}-01"),
        help_text="It stands in the update of this month.",
    )  # fmt: skip
    specialty = forms.ModelChoiceField(
        Specialty.objects.active(), required=False, empty_label="No specialty named"
    )
    ask = forms.TypedChoiceField(
        choices=[("", "None of the Five Asks"), *ASKS], coerce=int, empty_value=None,
        required=False, label="Which of the Five Asks?",
    )  # fmt: skip
    issues = forms.CharField(
        required=False,
        max_length=2_000,
        label="Issues behind it",
        help_text="References, with spaces between them. They are not published.",
    )

    def __init__(self, data=None, *, statement: PublicStatement | None, user):
        newest = statement.newest if statement else None
        super().__init__(data, initial=_initial(newest))
        self.user = user
        cast(forms.ChoiceField, self.fields["month"]).choices = _months(
            newest.month if newest else None
        )
        lists = reverse("admin:issues_publicstatement_changelist")
        self.helper = form_helper(
            WHAT_WAS_FOUND,
            "after",
            "kind",
            Field("said", rows=3, threshold=75),
            Field("result", optional=False),
            Field("did", rows=5, threshold=75, optional=False),
            "month",
            Field("specialty", data_autocomplete=""),
            "ask",
            "issues",
            Buttons(
                Button("Ask for approval", name="finished", value="yes"),
                Button("Save as draft", variant="secondary"),
            ),
            submit="",
            label_size="s",
            cancel=reverse("admin:issues_publicstatement_change", args=[statement.pk])
            if statement
            else lists,
        )

    def clean_issues(self) -> list[Issue]:
        typed = self.cleaned_data["issues"].replace(",", " ").split()
        references = {clean_reference(one) for one in typed}
        found = list(Issue.objects.visible_to(self.user).filter(reference__in=references))
        missing = references - {issue.reference for issue in found}
        if missing:
            raise forms.ValidationError(f"There is no issue {', '.join(sorted(map(str, missing)))}")
        return found

    def clean(self):
        """Praise has no result; anything else has one, in words."""
        cleaned = super().clean()
        if cleaned.get("kind") == StatementKind.PRAISE:
            cleaned["result"] = ""
        elif cleaned.get("kind"):
            if not cleaned.get("result") and "result" not in self.errors:
                self.add_error("result", "Select what became of it")
            if not cleaned.get("did") and "did" not in self.errors:
                self.add_error("did", "Enter what was done, will be done, or why not")
        return cleaned

    def look_again(self, number: int) -> None:
        """Let the next press of the button take the place of this newer version."""
        data = cast(QueryDict, self.data).copy()
        data["after"] = str(number)
        self.data = data

    @property
    def words(self) -> Words:
        cleaned = self.cleaned_data
        return Words(**{name: cleaned[name] for name in Words.__dataclass_fields__})


def _initial(newest) -> dict:
    if newest is None:
        return {"month": f"{timezone.localdate():%Y-%m}"}
    same = {name: getattr(newest, name) for name in ("kind", "said", "result", "did", "ask")}
    references = newest.statement.issues.values_list("reference", flat=True)
    return same | {
        "after": newest.number,
        "month": f"{newest.month:%Y-%m}",
        "specialty": newest.specialty_id,
        "issues": " ".join(references),
    }


class WithdrawForm(GuardedForm):
    """Why a statement leaves the public page."""

    reason = GuardedText(
        label="Why is it withdrawn?",
        max_length=300,
        help_text="Only the team reads this.",
        error_messages={"required": "Say why it is withdrawn"},
    )

    def __init__(self, data=None, *, statement: PublicStatement):
        super().__init__(data)
        self.helper = form_helper(
            WHAT_WAS_FOUND,
            Field("reason", rows=3),
            submit="Withdraw from the public page",
            variant="warning",
            cancel=reverse("admin:issues_publicstatement_change", args=[statement.pk]),
        )


class Narrow(forms.Form):
    """The public list by specialty and by ask; the address holds both."""

    specialty = forms.ModelChoiceField(
        Specialty.objects.none(), required=False, empty_label="All specialties"
    )
    ask = forms.TypedChoiceField(
        choices=[("", "All"), *ASKS], coerce=int, empty_value=None, required=False,
        label="The Five Asks",
    )  # fmt: skip

    def __init__(self, data):
        super().__init__(data)
        shown = Specialty.objects.filter(statements__state=State.PUBLIC).distinct()
        self.fields["specialty"].queryset = shown
        self.helper = form_helper(
            Details("Choose a specialty or an ask", "specialty", "ask", Buttons(Button("Show"))),
            submit="",
            method="get",
            label_size="s",
        )

    @property
    def chosen(self) -> dict:
        """Filters for versions; what is no choice of ours chooses nothing."""
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}
