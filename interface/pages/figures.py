"""One query for each figure, in one place: on screen, in an export and in a board paper alike."""
