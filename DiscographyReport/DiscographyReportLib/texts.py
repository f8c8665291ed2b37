# SPDX-License-Identifier: Apache-2.0
"""The language in which people are spoken to. Texts stand in the code once, in English, and are looked up when used.

Outside ``speaking`` everything is English, and so is whatever goes into a DICOM object, whatever the user's language.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

ENGLISH = "en"
_CATALOGS = Path(__file__).with_name("translations")
_language = ContextVar("language", default=ENGLISH)


def _(text: str) -> str:
    """A text in the language that is being spoken; English where there is no translation."""
    return _catalog(_language.get()).gettext(text) or text


def pgettext(context: str, text: str) -> str:
    """The same for a word that other languages say in several ways; ``context`` tells which is meant."""
    return _catalog(_language.get()).pgettext(context, text) or text


def N_(text: str) -> str:
    """The text itself, marked to be translated where it is shown."""
    return text


def NP_(context: str, text: str) -> str:  # noqa: ARG001
    """The text itself, marked to be translated in a context."""
    return text


def known(text: str, context: str = "") -> str | None:
    """A text in the language that is being spoken, or ``None`` if it was never translated; English knows none."""
    if not text:
        return None
    catalog = _catalog(_language.get())
    return (catalog.pgettext(context, text) if context else catalog.gettext(text)) or None


def language() -> str:
    """The language that is being spoken."""
    return _language.get()


def speak(language: str) -> None:
    """Speak a language from now on: ``de``, or ``de_DE`` for the same; every English is the one of the texts."""
    _language.set(ENGLISH if language.startswith(ENGLISH) else language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language (``en``, ``de``) inside the ``with``."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


class _Unknown(gettext.NullTranslations):
    """Answers for what a catalog lacks."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        """No translation."""
        return ""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        """No translation."""
        return ""


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    try:
        catalog = gettext.translation("messages", _CATALOGS, [language])
    except FileNotFoundError:
        return _Unknown()
    catalog.add_fallback(_Unknown())
    return catalog
