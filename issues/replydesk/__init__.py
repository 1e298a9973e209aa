"""The specialty's reply desk: what a hospital team does with the issues it was asked about."""
