"""Texts for what was typed or pasted."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words
from wizard.core.wording import QT_TR_NOOP

_NOTHING_SAVED = QT_TR_NOOP("Nothing was saved yet.")

WORDS = {
    ProblemId.API_KEY_EMPTY: Words(
        QT_TR_NOOP("The API key is still missing."),
        QT_TR_NOOP("Without it the exchange cannot tell whose account to show."),
        QT_TR_NOOP("Copy the line named “API Key” from the exchange's page and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.API_KEY_SHAPE: Words(
        QT_TR_NOOP("This does not look like an API key."),
        QT_TR_NOOP("An API key has 64 letters and digits; this text {difference}."),
        QT_TR_NOOP("Copy the whole “API Key” line with the page's copy button and paste it again."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.API_KEY_IS_PUBLIC: Words(
        QT_TR_NOOP("This is the public key itself."),
        QT_TR_NOOP(
            "It belongs on the exchange's page. The exchange gives an API key for it, and that is "
            "what is missing here."
        ),
        QT_TR_NOOP(
            "Paste the public key there, go on, then copy the line named “API Key” and paste it "
            "here."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.API_KEY_IS_PRIVATE: Words(
        QT_TR_NOOP("This is a private key."),
        QT_TR_NOOP(
            "The private key of your pair is sealed here already; no page and no field asks for "
            "one. Nothing of this text was kept."
        ),
        QT_TR_NOOP(
            "Paste it nowhere. Copy the line named “API Key” from the exchange's page and paste it "
            "here."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.API_KEY_IS_SECRET: Words(
        QT_TR_NOOP("There is a secret in this text."),
        QT_TR_NOOP(
            "The exchange shows a secret only for a key that it made itself. Your pair has none: "
            "its private key is sealed here."
        ),
        QT_TR_NOOP(
            "If the page shows a secret, delete that key there and create one that is "
            "“Self-generated”, with your public key. Else copy the line named “API Key” alone."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.SECRET_EMPTY: Words(
        QT_TR_NOOP("The secret is still missing."),
        QT_TR_NOOP("The exchange shows it only once, beside the API key."),
        QT_TR_NOOP(
            "Copy the line named “Secret Key” or “Secret” and paste it here before you leave that "
            "page."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.SECRET_SHAPE: Words(
        QT_TR_NOOP("This does not look like a secret."),
        QT_TR_NOOP("A secret has 64 letters and digits; this text {difference}."),
        QT_TR_NOOP(
            "Copy the whole line named “Secret Key” or “Secret” with the page's copy button and "
            "paste it again."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.SAME_TWICE: Words(
        QT_TR_NOOP("The API key and the secret are the same text."),
        QT_TR_NOOP("They are two different lines on the exchange's page."),
        QT_TR_NOOP("Copy the other line and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_LOCKED: Words(
        QT_TR_NOOP("This private key is locked with a password."),
        QT_TR_NOOP("The wizard cannot sign with it while it is locked."),
        QT_TR_NOOP("Export it without a password and paste it again; the wizard seals it at once."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_PUBLIC: Words(
        QT_TR_NOOP("This is a public key."),
        QT_TR_NOOP("The public half goes to the exchange; the wizard needs the private half."),
        QT_TR_NOOP("Paste the text that begins with “-----BEGIN PRIVATE KEY-----”."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_UNKNOWN: Words(
        QT_TR_NOOP("This private key cannot be used."),
        QT_TR_NOOP(
            "The exchange takes Ed25519 and RSA keys; this text is neither, or a part is missing."
        ),
        QT_TR_NOOP("Paste the whole text from “-----BEGIN PRIVATE KEY-----” to the last line."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.NAME_EMPTY: Words(
        QT_TR_NOOP("The key has no name yet."),
        QT_TR_NOOP("The name tells you later which program uses this key."),
        QT_TR_NOOP("Type a name, for example that of the tracker or tax tool it is for."),
    ),
    ProblemId.NAME_TOO_LONG: Words(
        QT_TR_NOOP("This name has more than {limit} characters."),
        QT_TR_NOOP("It would not fit where names are shown."),
        QT_TR_NOOP("Choose a shorter name."),
    ),
    ProblemId.NAME_CHARACTERS: Words(
        QT_TR_NOOP("This name contains characters that cannot be seen."),
        QT_TR_NOOP("Two names could look the same and be different."),
        QT_TR_NOOP("Type the name by hand."),
    ),
    ProblemId.NAME_TAKEN: Words(
        QT_TR_NOOP("You already have a key named “{name}”."),
        QT_TR_NOOP("Two keys with one name cannot be told apart."),
        QT_TR_NOOP("Choose another name, or remove the old key first."),
    ),
    ProblemId.NAME_LOOKS_LIKE_KEY: Words(
        QT_TR_NOOP("This looks like an API key or a secret, not like a name."),
        QT_TR_NOOP("A name is shown and kept in plain text, so nothing of it was kept."),
        QT_TR_NOOP("Clear the field and type a name; the values are pasted in a later step."),
    ),
    ProblemId.KEY_ALREADY_HERE: Words(
        QT_TR_NOOP("This API key is already in the vault, as “{name}”."),
        QT_TR_NOOP("Keeping it twice would give two answers to one question."),
        QT_TR_NOOP("Verify “{name}”, or paste a different key."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.NO_SUCH_KEY: Words(
        QT_TR_NOOP("There is no key named “{name}”."),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("List the saved keys to see their names."),
    ),
    ProblemId.KEY_UNFINISHED: Words(
        QT_TR_NOOP("“{name}” is not finished yet."),
        QT_TR_NOOP("It is sealed, but not proven read-only, so it does not count as saved."),
        QT_TR_NOOP("Go on with it, or discard it."),
    ),
    ProblemId.PAIR_UNFINISHED: Words(
        QT_TR_NOOP("“{name}” has no API key yet."),
        QT_TR_NOOP(
            "Its private key is sealed here. The exchange gives an API key for the public one; "
            "without it nothing can be checked."
        ),
        QT_TR_NOOP("Paste the public key on the exchange's page, and the API key it gives here."),
    ),
    ProblemId.OTHER_VENUE: Words(
        QT_TR_NOOP("“{name}” belongs to another exchange site: {venue}."),
        QT_TR_NOOP("Asking this site about it would prove nothing."),
        QT_TR_NOOP("Start the wizard for the site that the key belongs to."),
    ),
    ProblemId.INPUT_UNREADABLE: Words(
        QT_TR_NOOP("The input could not be understood."),
        _NOTHING_SAVED,
        QT_TR_NOOP(
            'Give one JSON object: {{"api_key": "…", "secret": "…"}}, '
            'or "private_key_pem" instead of "secret".'
        ),
    ),
    ProblemId.TYPED_UNREADABLE: Words(
        QT_TR_NOOP("What you typed could not be read for certain."),
        QT_TR_NOOP(
            "This program and your terminal do not agree on how letters are written, or something "
            "came along that is no letter. A guess could make it another text, so it was not used."
        ),
        QT_TR_NOOP(
            "Set your terminal and its locale to UTF-8 and type it again. The window reads every "
            "letter, whatever the terminal is set to."
        ),
    ),
    ProblemId.PASTE_NO_KEY: Words(
        QT_TR_NOOP("There is no API key in this text."),
        QT_TR_NOOP("An API key has 64 letters and digits in a row; this text {difference}."),
        QT_TR_NOOP("Copy the line named “API Key” with the page's copy button and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_TOO_MANY: Words(
        QT_TR_NOOP("It is not clear which key in this text is meant."),
        QT_TR_NOOP(
            "It holds {count} different texts of 64 letters and digits, and a wrong guess would "
            "help nobody."
        ),
        QT_TR_NOOP("Copy the API key and the secret alone, one after the other."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_MASKED: Words(
        QT_TR_NOOP("The exchange has hidden the secret already."),
        QT_TR_NOOP(
            "What was copied are stars in its place. A secret is shown once, and nobody can bring "
            "it back."
        ),
        QT_TR_NOOP(
            "Delete that key on the API page and create a new one. Paste its secret here before "
            "you leave or reload the page."
        ),
        Action.START_AGAIN,
    ),
    ProblemId.PASTE_EMAIL: Words(
        QT_TR_NOOP("This is an e-mail address."),
        QT_TR_NOOP("The wizard never asks for it, and it is no part of a key."),
        QT_TR_NOOP("Copy the line named “API Key” from the exchange's page and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_ADDRESS: Words(
        QT_TR_NOOP("This is the address of a web page."),
        QT_TR_NOOP("The key is a line on that page, not its address."),
        QT_TR_NOOP(
            "Open the page in your browser, copy the line named “API Key” and paste it here."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_FALSE_ADDRESS: Words(
        QT_TR_NOOP("This address only looks like one of Binance's."),
        QT_TR_NOOP("{why} A page like that may be made to steal keys and passwords."),
        QT_TR_NOOP(
            "Type nothing there. If you have, change your password and delete your keys on the "
            "real page, www.binance.com."
        ),
        Action.OPEN_PAGE,
    ),
    ProblemId.PASTE_CODE: Words(
        QT_TR_NOOP("This looks like a security code."),
        QT_TR_NOOP(
            "Codes of 6 digits belong on the exchange's own page. The wizard never asks for one."
        ),
        QT_TR_NOOP("Enter it there, then copy the line named “API Key” and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_RECOVERY_WORDS: Words(
        QT_TR_NOOP("These look like the recovery words of a wallet."),
        QT_TR_NOOP(
            "Whoever has them can take everything in that wallet. No program, no page and no "
            "support needs them; an API key is something else."
        ),
        QT_TR_NOOP(
            "Never type your recovery words anywhere. Clear the clipboard, then copy the line "
            "named “API Key” and paste it here."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_OTHER_EXCHANGE: Words(
        QT_TR_NOOP("This looks like a key of another exchange: {exchange}."),
        QT_TR_NOOP("The wizard can check keys of Binance only."),
        QT_TR_NOOP("Copy the line named “API Key” from Binance's page and paste it here."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PICTURE_UNREADABLE: Words(
        QT_TR_NOOP("This picture could not be opened."),
        QT_TR_NOOP("It is damaged, too large, or of a kind that the wizard does not know."),
        QT_TR_NOOP("Choose a PNG or JPEG picture, or copy the two lines as text."),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PICTURE_WITHOUT_CODE: Words(
        QT_TR_NOOP("There is no QR code to be found in this picture."),
        QT_TR_NOOP("It may be too small, blurred, or cut off at an edge."),
        QT_TR_NOOP(
            "Take the picture again with the whole code and some white around it, or copy the two "
            "lines as text."
        ),
        Action.PASTE_AGAIN,
    ),
    ProblemId.PROXY_ADDRESS: Words(
        QT_TR_NOOP("This is not the address of a proxy."),
        QT_TR_NOOP(
            "It has the form http://HOST:PORT or socks5://HOST:PORT, without a name or password "
            "in it."
        ),
        QT_TR_NOOP("Ask whoever runs the proxy for its address and type it as shown."),
    ),
}
