"""One line gives a form its NHS.UK layout: `helper = form_helper(submit="Send to specialty")`.

The page then needs only `{% load crispy_forms_tags %}{% crispy form %}`: error summary, CSRF
token, fields and buttons come with it, and the browser's own validation is off (`novalidate`).
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


def form_helper(
    *layout,
    submit: str = "Continue",
    variant: str = "",
    secondary: str = "",
    cancel: str = "",
    cancel_text: str = "Cancel",
    method: str = "post",
    action: str = "",
    form_id: str = "",
    label_size: str = "",
    tag: bool = True,
) -> FormHelper:
    """Say how a form is laid out and what its buttons are called.

    - `layout`: field names and objects of `interface.nhsuk.layout`; none means all fields in order
    - `submit`: words of the primary button; "" for no buttons
    - `variant`: "secondary", "warning" or "reverse" for the submit button
    - `secondary`: words of a second button; it submits with the name `secondary`
    - `cancel`: address (or `reverse_lazy`) of a link beside the buttons
    - `method`: "get" for a search or filter: no token, and optional fields are not marked so
    - `action`: where it goes, an address or a URL name; the same page if empty
    - `label_size`: "s", "m", "l" or "xl" for every label that does not say its own
    - `tag`: False leaves out `<form>`, token, summary and buttons, for a form inside another
    """
    helper = FormHelper()
    helper.layout = Layout(*layout) if layout else None
    helper.form_method = method
    helper.form_action = action
    helper.form_id = form_id
    helper.form_tag = tag
    helper.disable_csrf = method.lower() == "get"
    helper.render_hidden_fields = True
    helper.submit_text = submit
    helper.submit_variant = variant
    helper.secondary_text = secondary
    helper.cancel_url = cancel
    helper.cancel_text = cancel_text
    helper.label_size = label_size
    return helper
