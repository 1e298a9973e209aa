"""Who may do what with audits; which rows they meet at all is `visible_to` of each model."""


def may_see_rates(user) -> bool:
    """Everybody who works with audits; practices see how their own issues went instead."""
    return user.is_authenticated and not user.is_practice


def may_import(user) -> bool:
    return user.is_authenticated and user.is_integration_team


def may_run_cycles(user) -> bool:
    """Begin an audit, draw its sample, assign and lock it."""
    return user.is_authenticated and user.is_integration_team


def may_read_letters(user) -> bool:
    """Work at the reviewing desk: on one's own list, and on what nobody of the two settled."""
    return user.is_authenticated and (user.is_reviewer or user.is_integration_team)


def may_make_packs(user) -> bool:
    """Ask for feedback packs, look at them, and approve what is sent."""
    return user.is_authenticated and user.is_integration_team


def may_see_packs(user) -> bool:
    """Meet feedback packs at all; those who lead a specialty meet what was sent to it."""
    return user.is_authenticated and (user.is_integration_team or user.is_specialty_lead)


def may_open_letters(user) -> bool:
    """The letters behind a number, and with them which practice each was sent to."""
    return user.is_authenticated and user.is_integration_team


def may_export_small_counts(user) -> bool:
    """Counts of fewer than five leave the service with those who answer for the letters."""
    return user.is_authenticated and (user.is_integration_team or user.is_specialty_lead)
