"""Forms in which people write: guarded, counted once however often sent, and never losing words."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput, UUIDField
from django.http import QueryDict
from django.template.loader import render_to_string

from interface.nhsuk.fields import TextField
from interface.privacy.forms import Guarded, GuardedForm


def with_answer(data: Mapping[str, Any], name: str, value: str) -> Mapping[str, Any]:
    """What was posted, with one answer replaced."""
    changed = data.copy() if isinstance(data, QueryDict) else dict(data)
    changed[name] = value
    return changed


class GuardedText(Guarded, TextField):
    """Several lines that may not point to a patient."""


class Findings:
    """Where a form's layout shows what the identifier guard found, and the ways out."""

    def render(self, form, context, template_pack="nhsuk", **kwargs):
        return render_to_string("issues/_findings.html", {"form": form})


class WritingForm(GuardedForm):
    """A form with a token: sent twice, by a double click or the back button, it counts once."""

    submission = UUIDField(widget=HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid.uuid4
        if self.is_bound and not self._token_is_whole():
            self.renew()

    def is_ready(self) -> bool:
        """Whether to go on; words that the guard has just taken out are read once more first."""
        return self.is_valid() and not self.removed

    def refuse(self, refusal: Exception) -> None:
        """Say why the step was not taken, and keep what was typed."""
        self.renew()
        self.add_error(None, str(refusal))

    def renew(self) -> None:
        """Give the form a new token, so that sending what it holds is a new step."""
        self.data = with_answer(self.data, self.add_prefix("submission"), str(uuid.uuid4()))

    def _token_is_whole(self) -> bool:
        try:
            self.fields["submission"].clean(self.data.get(self.add_prefix("submission")))
        except ValidationError:
            return False
        return True
