"""Texts for the program itself."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

WORDS = {
    ProblemId.PORT_TAKEN: Words(
        QT_TR_NOOP("Another program already uses port {port}."),
        QT_TR_NOOP("The practice exchange could not open there."),
        QT_TR_NOOP("Choose another port, or leave the choice to the wizard."),
    ),
    ProblemId.PORT_REFUSED: Words(
        QT_TR_NOOP("Your system does not let the wizard use port {port}."),
        QT_TR_NOOP(
            "The practice exchange could not open there. Ports below 1024 are often reserved."
        ),
        QT_TR_NOOP("Choose another port, or leave the choice to the wizard."),
    ),
    ProblemId.NO_DISPLAY: Words(
        QT_TR_NOOP("There is no screen to show a window on."),
        QT_TR_NOOP("The window needs a desktop; the commands work without one."),
        QT_TR_NOOP("Start the wizard from a desktop, or see “key-wizard --help” for the commands."),
    ),
    ProblemId.NO_BROWSER: Words(
        QT_TR_NOOP("No web browser could be opened."),
        QT_TR_NOOP("The page is at {address}."),
        QT_TR_NOOP("Start your browser yourself and type that address into it."),
    ),
    ProblemId.SETTINGS_UNREADABLE: Words(
        QT_TR_NOOP("Your settings could not be read."),
        QT_TR_NOOP(
            "You may have chosen a proxy in them, so the wizard does not ask the exchange until it "
            "knows. What is sealed stays sealed."
        ),
        QT_TR_NOOP("Open the connection settings and choose again, with a proxy or without."),
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROGRAM_FILE_MISSING: Words(
        QT_TR_NOOP("A file of the program is missing."),
        QT_TR_NOOP("The installation is not complete: {file}."),
        QT_TR_NOOP(
            "Install the wizard again. Your vault is not part of the program and stays as it is."
        ),
    ),
    ProblemId.PROGRAM_FAULT: Words(
        QT_TR_NOOP("The wizard made a mistake of its own."),
        QT_TR_NOOP("This is our fault. Your vault was not changed by it."),
        QT_TR_NOOP("Try again; if it happens twice, start the wizard anew."),
        Action.TRY_AGAIN,
    ),
    ProblemId.REPORT_NOT_WRITTEN: Words(
        QT_TR_NOOP("The report could not be written."),
        QT_TR_NOOP("Nothing can be written to {file}."),
        QT_TR_NOOP("Choose another file, in a folder of yours."),
    ),
    ProblemId.REPORT_EXISTS: Words(
        QT_TR_NOOP("There is something at that place already."),
        QT_TR_NOOP(
            "The report was not written: the wizard writes over nothing unasked. It is {file}."
        ),
        QT_TR_NOOP("Choose another name, or move away what is there."),
    ),
}
