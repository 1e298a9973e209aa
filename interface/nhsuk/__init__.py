"""The NHS.UK design system for Django: a crispy-forms template pack and component tags.

How to use every tag, field and layout object is in README.md beside this file.
"""
