"""Forms of the words that a municipality chooses."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nabij.web.forms import PlainForm, dress


class WordForm(PlainForm):
    """A word to avoid. `known`: the word is there already, so what it is called by stays."""

    word = forms.CharField(
        label=_("The word that you avoid"),
        error_messages={"required": _("Type the word that you avoid.")},
    )
    better = forms.CharField(
        label=_("What can people write instead?"),
        help_text=_("A word, or a hint such as: name the neighbourhood."),
        error_messages={"required": _("Say what people can write instead.")},
    )
    stems = forms.CharField(
        label=_("By which letters is it known?"),
        help_text=_(
            "One to a line. “kwetsba” also finds kwetsbare and kwetsbaarheid. Empty: the word itself."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    inside = forms.BooleanField(
        label=_("Also find it in the middle of a longer word"),
        required=False,
    )

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["word"]


class NameForm(PlainForm):
    """What something is called, in each language of the site."""

    def __init__(self, *args: Any, usual: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            field = forms.CharField(
                label=language,
                required=False,
                help_text=_("Empty: %(name)s") % {"name": usual[code]},
            )
            field.widget.attrs["lang"] = code
            self.fields[code] = field
            dress(field)
