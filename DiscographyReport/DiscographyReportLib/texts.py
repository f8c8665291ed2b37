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
    return _catalog(_language.get()).gettext(text)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language (``en``, ``de``) inside the ``with``."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation("messages", _CATALOGS, [language], fallback=True)
