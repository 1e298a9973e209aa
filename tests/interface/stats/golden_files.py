"""The golden vectors, and how near a computed figure must come to them."""

import json
import math
from datetime import date
from pathlib import Path

GOLDENS = Path(__file__).resolve().parents[2] / "goldens"
SPC = json.loads((GOLDENS / "spc_dev.json").read_text())
STATS = json.loads((GOLDENS / "stats_dev.json").read_text())


def same(found, expected, tolerance):
    """Numbers within the file's tolerance, dates by their day, anything else exactly."""
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            same(one, other, tolerance) for one, other in zip(found, expected, strict=True)
        )
    if isinstance(found, date):
        return found.isoformat() == expected
    if isinstance(expected, bool) or not isinstance(expected, (int, float)) or found is None:
        return found == expected
    return math.isclose(
        found, expected, rel_tol=tolerance["relative"], abs_tol=tolerance["absolute"]
    )


def differences(result, expected, tolerance, where=""):
    """Every field of expected that an object of the same shape does not match."""
    found = []
    for name, value in expected.items():
        field = getattr(result, name)
        if isinstance(value, dict):
            found += differences(field, value, tolerance, f"{where}{name}.")
        elif not same(field, value, tolerance):
            found.append((where + name, field, value))
    return found
