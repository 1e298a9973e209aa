"""Model fields whose `full_clean` refuses identifiers, and the validator that does it.

What is sure (Tier.STOP) never passes. What a writer would be asked about passes by default,
because a model cannot know the answer; `ask=True` refuses that as well, where nobody can be asked.
"""

from typing import Any

from django.db import models
from django.utils.deconstruct import deconstructible

from interface.privacy.allowlist import allowed
from interface.privacy.forms import GuardedCharField as GuardedFormField
from interface.privacy.guard import find_identifiers
from interface.privacy.identifier import Tier
from interface.privacy.refusal import IdentifiersFound


@deconstructible
class NoIdentifiers:
    """Refuses a text that points to a patient; raises `IdentifiersFound`, code "identifier"."""

    code = "identifier"

    def __init__(self, *, ask: bool = False):
        self.ask = ask

    def __call__(self, value: object) -> None:
        found = find_identifiers(str(value), allowed=allowed())
        refused = [one for one in found if self.ask or one.tier is Tier.STOP]
        if refused:
            raise IdentifiersFound(refused)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoIdentifiers) and self.ask == other.ask

    def __hash__(self) -> int:
        return hash((type(self), self.ask))


no_identifiers = NoIdentifiers()


class _Guarded(models.Field):  # type: ignore[type-arg]
    """Mixed in before a text field: the validator, and a form field that asks."""

    def __init__(self, *args: Any, ask: bool = False, **kwargs: Any):
        self.ask = ask
        # Before the field begins: a CharField collects its validators while it does.
        self.default_validators = [*self.default_validators, NoIdentifiers(ask=ask)]
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.ask:
            kwargs["ask"] = True
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """A form field that asks; with choices, what the choices need."""
        if self.choices:
            return super().formfield(**kwargs)
        return super().formfield(**{"form_class": GuardedFormField, **kwargs})


class GuardedCharField(_Guarded, models.CharField):  # type: ignore[type-arg]
    """A line that may not point to a patient."""


class GuardedTextField(_Guarded, models.TextField):  # type: ignore[type-arg]
    """A text that may not point to a patient."""
