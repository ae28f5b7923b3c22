"""The template language, with the few words that every page needs."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from . import answers, texts


def environment(**options):
    """Strict, autoescaping, with translations and addresses."""
    made = Environment(
        **{
            **options,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n"],
        }
    )
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)
    made.globals.update(static=static, url=address, language=translation.get_language)
    made.filters.update(
        day=texts.day, short_day=texts.short_day, time=texts.time, moment=texts.moment, sentence=texts.sentence
    )
    made.filters.update(
        answer_options=answers.options, answer_is=answers.chosen, answer_rows=answers.rows, answer_words=answers.words
    )
    return made


def address(name, *args, **kwargs):
    """The path of a page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
