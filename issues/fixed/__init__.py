"""Whether what was closed is really fixed, as those say who raised it."""
