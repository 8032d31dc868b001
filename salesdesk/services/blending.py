"""Two rows of one file that are the same person, made one draft: the first word stays, the rest is added."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from salesdesk.domain.drafts import FollowUpDraft, ProspectDraft


def blended(first: ProspectDraft, second: ProspectDraft) -> ProspectDraft:
    """`first` with all that `second` adds. Where they differ in a single word, the second's goes to the note."""
    said: dict[str, Any] = {}
    differing: list[str] = []
    for field in fields(ProspectDraft):
        mine: Any = getattr(first, field.name)
        other: Any = getattr(second, field.name)
        if field.name in _LISTS:
            said[field.name] = (*mine, *(one for one in other if one not in mine))
        elif not mine:
            said[field.name] = other
        elif other and other != mine and field.name not in _SILENT:
            differing.append(_in_words(other))
    note = first.note
    for text in (second.note, "\n".join(differing)):
        if text and text not in note:
            note = f"{note}\n\n{text}" if note else text
    return replace(first, **{**said, "note": note})


def _in_words(value: Any) -> str:
    if isinstance(value, FollowUpDraft):
        return " ".join(str(part) for part in (value.what or value.kind, value.day, value.time) if part)
    return str(value)


_LISTS = frozenset(field.name for field in fields(ProspectDraft) if field.default == ())
_SILENT = frozenset({"id", "uid", "badge", "note", "photo", "name", "stage"})
