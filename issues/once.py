"""Forms that may be sent twice and count once, and that keep what was typed when refused."""

import uuid

from django import forms
from django.core.exceptions import ValidationError


class OncePerPage(forms.Form):
    """A form with a token: sent twice, by a double click or the back button, it counts once."""

    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid.uuid4
        if self.is_bound and not self._token_is_whole():
            self.renew()

    def _token_is_whole(self) -> bool:
        try:
            self.fields["submission"].clean(self.data.get(self.add_prefix("submission")))
        except ValidationError:
            return False
        return True

    def refuse(self, refusal: Exception) -> None:
        """Say why the step was not taken, and keep what was typed."""
        self.renew()
        self.add_error(None, str(refusal))

    def renew(self) -> None:
        """Give the form a new token, so that sending what it holds is a new step."""
        self.data = self.data.copy()
        self.data[self.add_prefix("submission")] = str(uuid.uuid4())
