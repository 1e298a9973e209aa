"""Rules and letters with invented words."""

from datetime import date

import factory

from issues.letters.models import LetterVersion, Rule, TemplateLetter

BODY = """\
{date}
To: {specialty} team, {trust}
From: {practice}
Our reference: {our_reference}
About: {patient_name}

{requests}

{reasons}

{rule}

{sender}"""


class RuleFactory(factory.django.DjangoModelFactory):
    """A rule that has held for long, with a clause that is sure."""

    class Meta:
        model = Rule
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"R{n % 90 + 10}")
    title = "Demo rule"
    duty = "The hospital does the demonstration itself."
    clause = "SC99.9"
    effective_from = date(2020, 1, 1)

    @factory.post_generation
    def categories(self, create, extracted, **kwargs):
        if create:
            self.categories.set(extracted or [])


class LetterFactory(factory.django.DjangoModelFactory):
    """A letter without words; `VersionFactory` gives it some."""

    class Meta:
        model = TemplateLetter
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"L{n % 80 + 20}")
    title = "Demo letter"
    use_when = "The demonstration calls for it."
    rule_code = "R1"

    @factory.post_generation
    def categories(self, create, extracted, **kwargs):
        if create:
            self.categories.set(extracted or [])


class VersionFactory(factory.django.DjangoModelFactory):
    """Agreed words in use; traits for the others."""

    class Meta:
        model = LetterVersion

    class Params:
        draft = factory.Trait(
            agreed_by_practice_side="", agreed_by_trust_side="", agreed_on=None, review_on=None
        )
        past_review = factory.Trait(review_on=date(2025, 6, 30))
        withdrawn = factory.Trait(
            withdrawn_on=date(2026, 1, 5), withdrawn_because="The rule has changed."
        )

    letter = factory.SubFactory(LetterFactory)
    number = 1
    subject = "About a demonstration"
    body = BODY
    requests = "Do the first thing\nDo the second thing\n[R2] Do the third thing"
    reasons = "It is yours to do\nWe cannot do it"
    agreed_by_practice_side = "the Demo Committee"
    agreed_by_trust_side = "the Demo Trust"
    agreed_on = date(2025, 1, 1)
    review_on = date(2100, 1, 1)
