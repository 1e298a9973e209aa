"""Form fields that refuse a patient's identifiers, and forms that let the writer answer.

    class ReplyForm(GuardedForm):
        text = GuardedCharField(widget=forms.Textarea, max_length=4000)

In the page, inside the form: `{% load privacy %}{% identifiers form %}`. It prints nothing while
there is nothing to say. When something was found it shows the text with the findings marked, a
reason for each, "Remove these", and "This is not a patient" beside each that may be asked about.
The view needs no more than `form.is_valid()`: a ticked box or the button comes back with the same
post. Nothing refused is kept anywhere; the page holds the text and the next post brings it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from interface.privacy.allowlist import allowed as everybody_knows
from interface.privacy.guard import find_identifiers
from interface.privacy.identifier import Allowed, Identifier, Tier
from interface.privacy.refusal import IdentifiersFound
from interface.privacy.spans import highlight, redact

NOT_A_PATIENT = "not-a-patient"  # posted as "<field>-not-a-patient", once for each ticked box
REMOVE = "remove-identifiers"  # posted as "<field>-remove-identifiers" by the button


def digest(text: str, one: Identifier) -> str:
    """What a ticked box posts: it stands for these letters in this kind, and tells nobody which.

    Keyed with the service's secret, because a digest of a name could otherwise be guessed.
    """
    span = f"{one.kind}\0{text[one.start : one.end]}"
    return salted_hmac("interface.privacy.not_a_patient", span, algorithm="sha256").hexdigest()[:32]


class Guarded:
    """Mixed in before a CharField: what the field holds must not point to a patient.

    `ask=False` lets everything pass that the writer would only be asked about. With
    `may_override` (staff, who give a reason that the view records) a tick answers for the rest too.
    """

    def __init__(
        self,
        *args: Any,
        ask: bool = True,
        may_override: bool = False,
        allowed: Callable[[], Allowed] = everybody_knows,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.ask = ask
        self.may_override = may_override
        self.allowed = allowed
        self.ticked: frozenset[str] = frozenset()

    def unanswered(self, text: str) -> list[Identifier]:
        """What is found in a text and neither let pass nor ticked as no patient."""
        return [
            one
            for one in find_identifiers(text, allowed=self.allowed())
            if self._matters(one) and not self._answered(text, one)
        ]

    def answered(self, text: str) -> list[str]:
        """The digests among the ticked ones that still stand for something in the text."""
        return [
            digest(text, one)
            for one in find_identifiers(text, allowed=self.allowed())
            if self._matters(one) and self._answered(text, one)
        ]

    def askable(self, one: Identifier) -> bool:
        """Whether a tick may answer for it."""
        return one.tier is Tier.ASK or self.may_override

    def clean(self, value: Any) -> Any:
        value = super().clean(value)  # type: ignore[misc]
        found = self.unanswered(value) if isinstance(value, str) else []
        if found:
            raise IdentifiersFound(found)
        return value

    def _matters(self, one: Identifier) -> bool:
        return self.ask or one.tier is Tier.STOP

    def _answered(self, text: str, one: Identifier) -> bool:
        return self.askable(one) and digest(text, one) in self.ticked


class GuardedCharField(Guarded, forms.CharField):
    """A line or, with a Textarea, a text of any length up to its `max_length`."""


@dataclass(frozen=True)
class Finding:
    """One identifier as the page shows it."""

    text: str
    identifier: Identifier
    digest: str  # "" when no tick may answer for it


@dataclass(frozen=True)
class FieldFindings:
    """What was found in one field of a form, and what the page posts back about it."""

    label: str
    html_name: str
    pieces: list[tuple[str, Identifier | None]]
    findings: list[Finding]
    answered: list[str]

    @property
    def not_a_patient(self) -> str:
        return f"{self.html_name}-{NOT_A_PATIENT}"

    @property
    def remove(self) -> str:
        return f"{self.html_name}-{REMOVE}"


class Answering:
    """What a form needs to understand answers to its guarded fields: ticks, and "Remove these".

    `removed` is true when this post asked for the removal; `data` then holds the text without
    what was found, and cleaning goes on with that.
    """

    data: Any
    fields: dict[str, Any]
    is_bound: bool
    add_prefix: Any

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.removed = False
        for name, field in self._guarded():
            if self.is_bound:
                field.ticked = frozenset(self._posted(f"{self.add_prefix(name)}-{NOT_A_PATIENT}"))
                if self._posted(f"{self.add_prefix(name)}-{REMOVE}"):
                    self._remove(name, field)

    def identifiers(self) -> list[FieldFindings]:
        """For the page: each guarded field with something found or something ticked."""
        if not self.is_bound:
            return []
        shown = [self._findings(name, field) for name, field in self._guarded()]
        return [one for one in shown if one.findings or one.answered]

    def _guarded(self) -> list[tuple[str, Guarded]]:
        return [(name, field) for name, field in self.fields.items() if isinstance(field, Guarded)]

    def _posted(self, name: str) -> list[str]:
        if isinstance(self.data, QueryDict):
            return self.data.getlist(name)
        posted = self.data.get(name, [])
        return [posted] if isinstance(posted, str) else list(posted)

    def _text(self, name: str) -> str:
        value = cast(Any, self)[name].data
        return value if isinstance(value, str) else ""

    def _remove(self, name: str, field: Guarded) -> None:
        text = self._text(name)
        while found := field.unanswered(text):
            text = redact(text, found)
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data[self.add_prefix(name)] = text
        self.data = data
        self.removed = True

    def _findings(self, name: str, field: Guarded) -> FieldFindings:
        text = self._text(name)
        found = field.unanswered(text)
        return FieldFindings(
            label=str(cast(Any, self)[name].label),
            html_name=self.add_prefix(name),
            pieces=highlight(text, found),
            findings=[
                Finding(
                    text[one.start : one.end],
                    one,
                    digest(text, one) if field.askable(one) else "",
                )
                for one in found
            ],
            answered=field.answered(text),
        )


class GuardedForm(Answering, forms.Form):
    """A form with guarded fields, whose page shows `{% identifiers form %}`."""


class GuardedModelForm(Answering, forms.ModelForm):  # type: ignore[type-arg]
    """The same for a model with guarded fields; the admin's pages show what was found.

    What was ticked passes the form; what is sure is refused by the model itself as well. A text
    from which something was just removed comes back once more, to be read before it is stored.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.removed:
            self.add_error(None, "Read what is left of the text, then save it.")
        return cleaned
