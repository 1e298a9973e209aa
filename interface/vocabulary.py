"""Terms that several apps share."""

from django.db import models


class Ask(models.IntegerChoices):
    """The Five Asks: what both sides agreed to ask of hospital clinicians."""

    COMMUNICATE = 1, "Communicate clearly and concisely"
    REFER = 2, "Refer onward internally"
    FOLLOW_UP = 3, "Follow up the tests you ordered"
    FIT_NOTE = 4, "Issue a fit note"
    PRESCRIBE = 5, "Prescribe new or altered medicines"

    @property
    def explanation(self) -> str:
        """What the ask means in the clinic, in one sentence."""
        return _ASK_EXPLANATIONS[self]


_ASK_EXPLANATIONS = {
    Ask.COMMUNICATE: (
        "Actions for the patient or the GP are clear and easy to find in every letter."
    ),
    Ask.REFER: (
        "Where the need relates to the original problem or a directly related condition, "
        "refer to a colleague rather than asking the GP to."
    ),
    Ask.FOLLOW_UP: "Tell the patient the result of the tests you ordered, and act on it.",
    Ask.FIT_NOTE: "Where the patient needs one, for the full time they will need.",
    Ask.PRESCRIBE: "When you see patients in an outpatient setting.",
}


class Domain(models.TextChoices):
    """The six domains; every project belongs to one."""

    CULTURE_RELATIONSHIPS = "culture_relationships", "Culture and relationships"
    CONTINUOUS_IMPROVEMENT = "continuous_improvement", "Continuous improvement"
    CLINICAL_INTEGRATION = "clinical_integration", "Clinical integration"
    DIGITAL_INTEGRATION = "digital_integration", "Digital integration"
    TRAINING_DEVELOPMENT = "training_development", "Training and development"
    COMMUNICATIONS = "communications", "Communications"
