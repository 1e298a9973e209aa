"""What somebody gives to join a practice: a work e-mail, the code, a name."""

import re

from django import forms
from django.core.exceptions import ValidationError

from interface.accounts.fields import WorkEmailField
from interface.nhsuk.forms import form_helper
from interface.nhsuk.layout import Field
from interface.privacy.forms import GuardedCharField

_NAME = re.compile(r"[^\W\d_][\w’'.,() -]*")


class EmailForm(forms.Form):
    email = WorkEmailField()
    helper = form_helper(
        Field("email", autocomplete="email", spellcheck="false"), submit="Send me a code"
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code from the e-mail",
        max_length=50,
        error_messages={"required": "Enter the code from the e-mail"},
    )
    helper = form_helper(
        Field("code", width=10, code=True, autocomplete="one-time-code", spellcheck="false"),
        submit="Continue",
    )


class NameForm(forms.Form):
    name = GuardedCharField(
        label="Your name",
        help_text="As your colleagues know you, with your role if you like: they see it.",
        max_length=100,
        ask=False,  # it is a name
        error_messages={"required": "Enter your name"},
    )
    helper = form_helper(Field("name", autocomplete="name", spellcheck="false"), submit="Join")

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not _NAME.fullmatch(name):
            raise ValidationError("Enter your name in letters")
        return name
