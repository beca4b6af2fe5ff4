"""A step that collects photos and documents, albums too, within limits told in advance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.flows.moves import Move, SentFile, Tap, Typed, Unreadable
from bot.flows.step import Accepted, Answers, Button, Gathered, Json, Rows, Step, not_understood
from civic.phrases import Phrase, Refusal, _, _n

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Files(Step):
    """Between ``at_least`` and ``at_most`` files of at most ``megabytes`` each.

    Kept as Telegram's file ids with what is needed to show and fetch them again. The same file
    sent twice counts once. (Telegram gives bots files of up to 20 MB.)
    """

    at_least: int = 1
    at_most: int = 10
    megabytes: int = 20
    kinds: tuple[str, ...] = ("photo", "document")
    mimes: tuple[str, ...] = ()

    def can_be_skipped(self, part: Json) -> bool:
        return self.optional and not part

    def note(self, part: Json, answers: Answers) -> Phrase | None:
        if part and len(part) >= self.at_most:
            return _n(
                "I have one file, and cannot take more. Tap “Done”.",
                "I have {count} files, and cannot take more. Tap “Done”.",
                len(part),
            )
        if part:
            return _n(
                "I have {count} of {most} files. Send more, or tap “Done”.",
                "I have {count} of {most} files. Send more, or tap “Done”.",
                len(part),
                most=self.at_most,
            )
        if (hint := self.hinted(answers)) is not None:
            return hint
        if self.kinds == ("photo",):
            return _n(
                "One photo, up to {megabytes} MB.",
                "Up to {count} photos, {megabytes} MB each. Several at once is fine.",
                self.at_most,
                megabytes=self.megabytes,
            )
        return _n(
            "One photo or document, up to {megabytes} MB.",
            "Up to {count} photos or documents, {megabytes} MB each. Several at once is fine.",
            self.at_most,
            megabytes=self.megabytes,
        )

    def rows(self, part: Json, answers: Answers, today: date) -> Rows:
        del answers, today
        if not part:
            return ()
        return ((Button(_("Done"), "done"),), (Button(_("Remove the last one"), "drop"),))

    def accept(self, move: Move, part: Json, answers: Answers, today: date) -> Accepted | Gathered:
        del today
        files: list[dict[str, Any]] = list(part or [])
        match move:
            case SentFile():
                return Gathered(self._with(files, move))
            case Tap("done") if files:
                return self._finish(files, answers)
            case Tap("drop") if files:
                return Gathered(files[:-1])
            case Typed() | Unreadable(spoken=False):
                raise Refusal(_("At this step I am waiting for a photo or a document."))
            case _:
                raise not_understood(move)

    def _with(self, files: list[dict[str, Any]], sent: SentFile) -> list[dict[str, Any]]:
        if sent.kind not in self.kinds or (self.mimes and sent.mime not in self.mimes):
            raise Refusal(_("I cannot take this kind of file."))
        if sent.size > self.megabytes * MEGABYTE:
            raise Refusal(_("This file is too large."))
        if any(kept["unique_id"] == sent.unique_id for kept in files):
            return files
        if len(files) >= self.at_most:
            raise Refusal(_("I have as many as I can take. The others are not added."))
        return [
            *files,
            {
                "kind": sent.kind,
                "file_id": sent.file_id,
                "unique_id": sent.unique_id,
                "size": sent.size,
                "name": sent.name,
                "mime": sent.mime,
                "caption": sent.caption,
            },
        ]

    def _finish(self, files: list[dict[str, Any]], answers: Answers) -> Accepted:
        if not self.fits(files, answers):
            raise Refusal(
                _n("Please send at least one.", "Please send at least {count}.", self.at_least)
            )
        return Accepted(files)

    def fits(self, value: Json, answers: Answers) -> bool:
        del answers
        return (
            isinstance(value, list)
            and self.at_least <= len(value) <= self.at_most
            and all(isinstance(kept, dict) and "file_id" in kept for kept in value)
        )

    def shown(self, value: Json, answers: Answers) -> Phrase:
        del answers
        return _n("{count} file", "{count} files", len(value))
