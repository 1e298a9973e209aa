"""The form of a rule in the admin, and the step that applies what the rules propose."""

from django import forms

from interface.accounts.models import Role, User
from interface.directory.models import Organisation, Specialty
from interface.privacy.forms import GuardedModelForm
from issues.desk.forms import Step
from issues.models import Direction, Kind
from issues.routing.models import RoutingRule


class RoutingRuleForm(GuardedModelForm):
    kind = forms.ChoiceField(choices=[("", "Any"), *Kind.choices], required=False)
    direction = forms.ChoiceField(choices=[("", "Any"), *Direction.choices], required=False)
    place = forms.ChoiceField(required=False, label="Place of the practice")

    class Meta:
        model = RoutingRule
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Organisation.objects.exclude(place="").order_by("place")
        known = {*places.values_list("place", flat=True).distinct(), self.instance.place} - {""}
        self.fields["place"].choices = [("", "Any"), *((one, one) for one in sorted(known))]
        team = User.objects.filter(role=Role.INTEGRATION_TEAM, is_active=True)
        self.fields["owner"].queryset = team.order_by("name")
        self.fields["sends_to"].queryset = Specialty.objects.active()


class ApplyStep(Step):
    """Nothing to fill in: the page before it says what the rules propose."""

    submit = "Apply what the rules propose"
