"""What the web server does wherever it is started from this folder; options add to it."""

import gc

logger_class = "interface.accounts.safe_logs.GunicornLogger"


def when_ready(_server):
    """Look for garbage less often, and never among what is loaded before the workers part.

    What a request leaves behind goes when it is no longer named; looking for rings that name each
    other costs each request a tenth of its time with Python's own thresholds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
