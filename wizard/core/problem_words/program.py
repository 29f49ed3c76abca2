"""Texts for the program itself."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

WORDS = {
    ProblemId.PORT_TAKEN: Words(
        "Another program already uses port {port}.",
        "The practice exchange could not open there.",
        "Choose another port, or leave the choice to the wizard.",
    ),
    ProblemId.PORT_REFUSED: Words(
        "Your system does not let the wizard use port {port}.",
        "The practice exchange could not open there. Ports below 1024 are often reserved.",
        "Choose another port, or leave the choice to the wizard.",
    ),
    ProblemId.NO_DISPLAY: Words(
        "There is no screen to show a window on.",
        "The window needs a desktop; the commands work without one.",
        "Start the wizard from a desktop, or see “key-wizard --help” for the commands.",
    ),
    ProblemId.NO_BROWSER: Words(
        "No web browser could be opened.",
        "The page is at {address}.",
        "Start your browser yourself and type that address into it.",
    ),
    ProblemId.SETTINGS_UNREADABLE: Words(
        "Your settings could not be read.",
        "You may have chosen a proxy in them, so the wizard does not ask the exchange until it "
        "knows. What is sealed stays sealed.",
        "Open the connection settings and choose again, with a proxy or without.",
        Action.CONNECTION_SETTINGS,
    ),
    ProblemId.PROGRAM_FILE_MISSING: Words(
        "A file of the program is missing.",
        "The installation is not complete: {file}.",
        "Install the wizard again. Your vault is not part of the program and stays as it is.",
    ),
    ProblemId.PROGRAM_FAULT: Words(
        "The wizard made a mistake of its own.",
        "This is our fault. Your vault was not changed by it.",
        "Try again; if it happens twice, start the wizard anew.",
        Action.TRY_AGAIN,
    ),
    ProblemId.REPORT_NOT_WRITTEN: Words(
        "The report could not be written.",
        "Nothing can be written to {file}.",
        "Choose another file, in a folder of yours.",
    ),
    ProblemId.REPORT_EXISTS: Words(
        "There is something at that place already.",
        "The report was not written: the wizard writes over nothing unasked. It is {file}.",
        "Choose another name, or move away what is there.",
    ),
}
