"""The steps at the desk that stop and start an issue's clock."""

from interface.nhsuk.layout import Field
from issues.desk.forms import NO_PATIENTS, WrittenStep
from issues.models import LONGEST_REPLY
from issues.writing import Findings, GuardedText


class PauseStep(WrittenStep):
    text = GuardedText(
        label="Why is the clock stopped?",
        help_text="Nothing is due until it runs again; then it has the working days it has now. "
        f"Only the integration team reads this. {NO_PATIENTS}",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Say why the clock is stopped"},
    )
    submit = "Stop the clock"

    def layout(self):
        return [Findings(), Field("text", rows=3)]


class ResumeStep(PauseStep):
    text = GuardedText(
        label="Why does it go on?",
        help_text=f"Only the integration team reads this. {NO_PATIENTS}",
        max_length=LONGEST_REPLY,
        error_messages={"required": "Say why it goes on"},
    )
    submit = "Start the clock again"
