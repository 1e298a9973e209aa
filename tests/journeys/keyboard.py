"""Keys that pages give a meaning to."""


def press(page, key):
    """As somebody does who waits until the page is there: its keys come with its script."""
    page.wait_for_load_state()
    page.keyboard.press(key)
