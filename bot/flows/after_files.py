"""Photos and documents are added to a complaint."""

from __future__ import annotations

from bot.flows.after import COMPLAINT, FILES, changed, titled
from bot.flows.ending import Ending
from bot.flows.script import Script
from bot.flows.step import Answers
from bot.flows.steps import Files
from civic.act import Act
from civic.complaints import keeping
from civic.complaints.keeping import MOST_FILES
from civic.complaints.kept import KeptFile
from civic.phrases import _


def after_files() -> Script:
    """The script."""

    async def finish(act: Act, answers: Answers) -> Ending:
        files = [KeptFile.from_json(file) for file in answers["files"]]
        await keeping.add_files(act, answers[COMPLAINT], files)
        return changed(answers[COMPLAINT], "files")

    return Script(
        name=FILES,
        version=1,
        title=titled(_("Files for the complaint")),
        steps=(
            Files(
                key="files",
                name=_("Files"),
                ask=_("Please send the photos or documents."),
                at_most=MOST_FILES,
            ),
        ),
        finish=finish,
    )
