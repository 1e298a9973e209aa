"""Form fields about people."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from interface.accounts.addresses import is_work_address


class WorkEmailField(forms.EmailField):
    """An address in one of the mail domains of the NHS here; gives it in lower case."""

    def __init__(self, *, label="Work e-mail address", max_length=254, **kwargs):
        kwargs.setdefault(
            "error_messages",
            {
                "required": "Enter your work e-mail address",
                "invalid": "Enter an e-mail address, like name@nhs.net",
            },
        )
        super().__init__(label=label, max_length=max_length, **kwargs)

    def clean(self, value):
        email = super().clean(value).lower()
        if email and not is_work_address(email):
            ends = " or ".join(f"@{domain}" for domain in settings.SIGN_IN_DOMAINS)
            raise ValidationError(
                f"Enter your work e-mail address: one that ends with {ends}", code="not_work"
            )
        return email
