"""NUH Fix It: live problems between practices and the hospital that somebody can fix today."""
