"""The words that a mistyped one may have been meant for."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """A correctly spelt word of the field, from our lists: never from what somebody wrote."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="search_word_alike", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.word
