"""Inviting and changing people, in the admin."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from interface.accounts import services
from interface.accounts.addresses import is_work_address
from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty


class PersonForm(forms.ModelForm):
    """Who somebody is and what they may do. The e-mail is given once, when they are invited."""

    specialties = forms.ModelMultipleChoiceField(
        Specialty.objects.active(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For specialty leads only",
    )

    class Meta:
        model = User
        fields = ["name", "role", "organisation", "specialties", "is_active"]

    def __init__(self, *args, acting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.acting = acting
        organisations = Organisation.objects.open()
        if self.instance.organisation_id:
            organisations |= Organisation.objects.filter(pk=self.instance.organisation_id)
        self.fields["organisation"] = forms.ModelChoiceField(
            organisations, required=False, help_text="Needed for the staff of a practice"
        )

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self._refuse("role", services.check_role, **self._role())
            if self.instance.pk:
                self._check_locking_out()
        return cleaned

    def _role(self):
        return {
            "role": self.cleaned_data["role"],
            "organisation": self.cleaned_data["organisation"],
            "specialties": list(self.cleaned_data["specialties"]),
        }

    def _check_locking_out(self):
        before = User.objects.get(pk=self.instance.pk)
        if self.cleaned_data["role"] != Role.INTEGRATION_TEAM:
            self._refuse("role", services.check_somebody_left, before)
        if before.is_active and not self.cleaned_data["is_active"]:
            if before == self.acting:
                self.add_error("is_active", "You cannot disable yourself. Ask a colleague to.")
            else:
                self._refuse("is_active", services.check_somebody_left, before)

    def _refuse(self, field, check, *args, **kwargs):
        try:
            check(*args, **kwargs)
        except services.Refused as refusal:
            self.add_error(field, str(refusal))


class InviteForm(PersonForm):
    """A person who will sign in from now on."""

    class Meta(PersonForm.Meta):
        fields = ["email", "name", "role", "organisation", "specialties"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if not is_work_address(email):
            domains = " or ".join(settings.SIGN_IN_DOMAINS)
            raise ValidationError(f"Enter a work e-mail address. It ends with {domains}.")
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError("Somebody is known by this address already.")
        return email
