"""Issues that are one problem, and problems that were said to be fixed and came back."""
