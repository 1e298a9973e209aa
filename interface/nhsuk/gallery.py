def components():
    return []
