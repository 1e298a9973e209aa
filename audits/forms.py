"""What the integration team tells about a file of letters."""

from django import forms
from django.conf import settings
from django.utils.text import slugify

from audits.importing.files import LARGEST_FILE, check_kind
from audits.importing.identifiers import identifiers_in, in_words
from audits.importing.layout import FileRefused
from audits.models import RESERVED_SLUGS, Audit
from interface.nhsuk.fields import Radios
from interface.nhsuk.forms import form_helper
from interface.privacy import Tier
from interface.privacy.allowlist import allowed
from interface.privacy.forms import GuardedCharField

NEW = "new"
LONGEST_FILE_NAME = 150


class UploadForm(forms.Form):
    """A file, and the audit that its letters belong to."""

    file = forms.FileField(
        label="Which file are the letters in?",
        help_text=(
            f"CSV or Excel workbook (.xlsx), at most {LARGEST_FILE >> 20} MB. "
            "Letters go by pseudonyms: no names, NHS numbers or other patient details."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": "Select a file",
            "empty": "The selected file is empty",
            "invalid": "The file did not arrive whole. Select it again",
        },
    )
    audit = forms.ChoiceField(
        label="Which audit are they part of?",
        widget=Radios(dividers={NEW: "or"}, conditional={NEW: "name"}),
        error_messages={
            "required": "Select an audit, or a new one",
            "invalid_choice": "Select an audit from the list, or a new one",
        },
    )
    name = GuardedCharField(
        label="Name of the new audit",
        help_text="For example, Discharge summaries, spring 2026",
        max_length=120,
        required=False,
        ask=False,
        error_messages={"max_length": "The name must be 120 characters or fewer"},
    )
    masks = forms.BooleanField(
        label="Mask what looks like a patient in the texts, instead of leaving those letters out",
        required=False,
    )
    helper = form_helper("file", "audit", "masks", submit="Check the file")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        audits = Audit.objects.all()
        if not settings.DEMONSTRATION:  # invented letters and real ones never mix
            audits = audits.filter(is_demonstration=False)
        known = list(audits.values_list("slug", "name"))
        self.fields["audit"].choices = [*known, (NEW, "A new audit")]
        if not known:
            self.fields["audit"].initial = NEW

    def clean_file(self):
        file = self.cleaned_data["file"]
        if len(file.name) > LONGEST_FILE_NAME:
            raise forms.ValidationError(
                f"The name of the file must be {LONGEST_FILE_NAME} characters or fewer"
            )
        found = [one for one in identifiers_in(file.name, allowed()) if one.tier is Tier.STOP]
        if found:
            raise forms.ValidationError(f"The name of the file: {in_words(found)}")
        try:
            check_kind(file, file.name)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("audit") == NEW and "name" not in self.errors:
            name = (cleaned.get("name") or "").strip()
            slug = slugify(name)[:60].strip("-")
            if not name:
                self.add_error("name", "Enter a name for the new audit")
            elif not slug or slug in RESERVED_SLUGS:
                self.add_error("name", "Enter a name with letters or numbers, such as Spring 2026")
            elif Audit.objects.filter(slug=slug).exists():
                self.add_error("name", "There is an audit of this name. Select it in the list")
            cleaned["slug"], cleaned["name"] = slug, name
        else:
            cleaned["slug"], cleaned["name"] = cleaned.get("audit", ""), ""
        return cleaned
