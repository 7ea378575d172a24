"""What a municipality says otherwise: its avoided words and its names for everything that residents see."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled


class AvoidedWord(Walled):
    """A word that this municipality avoids, changes or switches off; `word` is what it is known by in its language.

    One that Nabij avoids too stands in its place. `stems`: letters by which it is known, several with `|`.
    """

    language = models.CharField(_("language"), max_length=2)
    word = models.CharField(_("word"), max_length=60)
    stems = models.CharField(_("known by"), max_length=200)
    better = models.CharField(_("say instead"), max_length=200)
    inside = models.BooleanField(_("also in the middle of a word"), default=True)
    avoid = models.BooleanField(_("avoided here"), default=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["municipality", "language", "word"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "language", "word"], name="avoided_word_once"
            )
        ]
        verbose_name = _("avoided word")
        verbose_name_plural = _("avoided words")

    def __str__(self) -> str:
        return self.word


class PublicName(Walled):
    """What this municipality calls something that residents see; `key` is one of `core.words.NAMES`."""

    key = models.CharField(_("what"), max_length=30)
    language = models.CharField(_("language"), max_length=2)
    text = models.CharField(_("name"), max_length=160)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["municipality", "key", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "key", "language"], name="public_name_once"
            )
        ]
        verbose_name = _("public name")
        verbose_name_plural = _("public names")

    def __str__(self) -> str:
        return self.text
