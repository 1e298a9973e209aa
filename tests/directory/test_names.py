import pytest

from interface.directory.names import sentence_case, tidy_name


@pytest.mark.parametrize(
    ("register", "ours"),
    [
        ("THE OM SURGERY", "The Om Surgery"),
        ("BULWELL AND TOP VALLEY PCN", "Bulwell and Top Valley PCN"),
        ("ST. LUKE'S SURGERY", "St. Luke's Surgery"),
        ("RADCLIFFE-ON-TRENT HEALTH CENTRE", "Radcliffe-on-Trent Health Centre"),
        ("GREENFIELDS MEDICAL CENTRE (YVS RAO)", "Greenfields Medical Centre (YVS Rao)"),
        ("FAMILY MEDICAL CENTRE (THE KIRKBY)", "Family Medical Centre (The Kirkby)"),
        ("JRB HEALTHCARE", "JRB Healthcare"),
        ("K2 HEALTHCARE SLEAFORD PCN", "K2 Healthcare Sleaford PCN"),
        ("WESTWOOD 8-8 PRIMARY CARE CENTRE", "Westwood 8-8 Primary Care Centre"),
        ("DR  INVENTED", "Dr Invented"),
        ("Invented McSurgery", "Invented McSurgery"),
    ],
)
def test_a_registers_capitals_become_a_name(register, ours):
    assert tidy_name(register) == ours


@pytest.mark.parametrize(
    ("code_name", "ours"),
    [("Pain Management Service", "Pain management"), ("Cardiology Service", "Cardiology")],
)
def test_a_treatment_function_is_said_as_staff_say_it(code_name, ours):
    assert sentence_case(code_name) == ours
