from django import forms


class AskForm(forms.Form):
    """Which press of the button this is."""

    submission = forms.UUIDField(widget=forms.HiddenInput)


class SendAllForm(forms.Form):
    looked_at = forms.BooleanField(
        label="I have looked at the packs and approve all of them",
        error_messages={"required": "Confirm that you have looked at the packs"},
    )
