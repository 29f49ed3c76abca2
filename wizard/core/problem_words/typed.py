"""Texts for what was typed or pasted."""

from wizard.core.problem_ids import Action, ProblemId
from wizard.core.problem_words.words import Words

_NOTHING_SAVED = "Nothing was saved yet."

WORDS = {
    ProblemId.API_KEY_EMPTY: Words(
        "The API key is still missing.",
        "Without it the exchange cannot tell whose account to show.",
        "Copy the line named “API Key” from the exchange's page and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.API_KEY_SHAPE: Words(
        "This does not look like an API key.",
        "An API key has 64 letters and digits; this text {difference}.",
        "Copy the whole “API Key” line with the page's copy button and paste it again.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.SECRET_EMPTY: Words(
        "The secret is still missing.",
        "The exchange shows it only once, beside the API key.",
        "Copy the line named “Secret Key” or “Secret” and paste it here before you leave that "
        "page.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.SECRET_SHAPE: Words(
        "This does not look like a secret.",
        "A secret has 64 letters and digits; this text {difference}.",
        "Copy the whole line named “Secret Key” or “Secret” with the page's copy button and "
        "paste it again.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.SAME_TWICE: Words(
        "The API key and the secret are the same text.",
        "They are two different lines on the exchange's page.",
        "Copy the other line and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_LOCKED: Words(
        "This private key is locked with a password.",
        "The wizard cannot sign with it while it is locked.",
        "Export it without a password and paste it again; the wizard seals it at once.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_PUBLIC: Words(
        "This is a public key.",
        "The public half goes to the exchange; the wizard needs the private half.",
        "Paste the text that begins with “-----BEGIN PRIVATE KEY-----”.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PRIVATE_KEY_UNKNOWN: Words(
        "This private key cannot be used.",
        "The exchange takes Ed25519 and RSA keys; this text is neither, or a part is missing.",
        "Paste the whole text from “-----BEGIN PRIVATE KEY-----” to the last line.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.NAME_EMPTY: Words(
        "The key has no name yet.",
        "The name tells you later which program uses this key.",
        "Type a name, for example that of the tracker or tax tool it is for.",
    ),
    ProblemId.NAME_TOO_LONG: Words(
        "This name has more than {limit} characters.",
        "It would not fit where names are shown.",
        "Choose a shorter name.",
    ),
    ProblemId.NAME_CHARACTERS: Words(
        "This name contains characters that cannot be seen.",
        "Two names could look the same and be different.",
        "Type the name by hand.",
    ),
    ProblemId.NAME_TAKEN: Words(
        "You already have a key named “{name}”.",
        "Two keys with one name cannot be told apart.",
        "Choose another name, or remove the old key first.",
    ),
    ProblemId.NAME_LOOKS_LIKE_KEY: Words(
        "This looks like an API key or a secret, not like a name.",
        "A name is shown and kept in plain text, so nothing of it was kept.",
        "Clear the field and type a name; the values are pasted in a later step.",
    ),
    ProblemId.KEY_ALREADY_HERE: Words(
        "This API key is already in the vault, as “{name}”.",
        "Keeping it twice would give two answers to one question.",
        "Verify “{name}”, or paste a different key.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.NO_SUCH_KEY: Words(
        "There is no key named “{name}”.",
        "Nothing was changed.",
        "List the saved keys to see their names.",
    ),
    ProblemId.KEY_UNFINISHED: Words(
        "“{name}” is not finished yet.",
        "It is sealed, but not proven read-only, so it does not count as saved.",
        "Go on with it, or discard it.",
    ),
    ProblemId.OTHER_VENUE: Words(
        "“{name}” belongs to another exchange site: {venue}.",
        "Asking this site about it would prove nothing.",
        "Start the wizard for the site that the key belongs to.",
    ),
    ProblemId.INPUT_UNREADABLE: Words(
        "The input could not be understood.",
        _NOTHING_SAVED,
        'Give one JSON object: {{"api_key": "…", "secret": "…"}}, '
        'or "private_key_pem" instead of "secret".',
    ),
    ProblemId.TYPED_UNREADABLE: Words(
        "What you typed could not be read for certain.",
        "This program and your terminal do not agree on how letters are written, or something came "
        "along that is no letter. A guess could make it another text, so it was not used.",
        "Set your terminal and its locale to UTF-8 and type it again. The window reads every "
        "letter, whatever the terminal is set to.",
    ),
    ProblemId.PASTE_NO_KEY: Words(
        "There is no API key in this text.",
        "An API key has 64 letters and digits in a row; this text {difference}.",
        "Copy the line named “API Key” with the page's copy button and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_TOO_MANY: Words(
        "It is not clear which key in this text is meant.",
        "It holds {count} different texts of 64 letters and digits, and a wrong guess would help "
        "nobody.",
        "Copy the API key and the secret alone, one after the other.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_MASKED: Words(
        "The exchange has hidden the secret already.",
        "What was copied are stars in its place. A secret is shown once, and nobody can bring "
        "it back.",
        "Delete that key on the API page and create a new one. Paste its secret here before "
        "you leave or reload the page.",
        Action.START_AGAIN,
    ),
    ProblemId.PASTE_EMAIL: Words(
        "This is an e-mail address.",
        "The wizard never asks for it, and it is no part of a key.",
        "Copy the line named “API Key” from the exchange's page and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_ADDRESS: Words(
        "This is the address of a web page.",
        "The key is a line on that page, not its address.",
        "Open the page in your browser, copy the line named “API Key” and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_FALSE_ADDRESS: Words(
        "This address only looks like one of Binance's.",
        "“{host}” is none of its addresses that the wizard knows. A page like that may be made "
        "to steal keys and passwords.",
        "Type nothing there. If you have, change your password and delete your keys on the real "
        "page, www.binance.com.",
        Action.OPEN_PAGE,
    ),
    ProblemId.PASTE_CODE: Words(
        "This looks like a security code.",
        "Codes of 6 digits belong on the exchange's own page. The wizard never asks for one.",
        "Enter it there, then copy the line named “API Key” and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_RECOVERY_WORDS: Words(
        "These look like the recovery words of a wallet.",
        "Whoever has them can take everything in that wallet. No program, no page and no support "
        "needs them; an API key is something else.",
        "Never type your recovery words anywhere. Clear the clipboard, then copy the line named "
        "“API Key” and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PASTE_OTHER_EXCHANGE: Words(
        "This looks like a key of another exchange: {exchange}.",
        "The wizard can check keys of Binance only.",
        "Copy the line named “API Key” from Binance's page and paste it here.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PICTURE_UNREADABLE: Words(
        "This picture could not be opened.",
        "It is damaged, too large, or of a kind that the wizard does not know.",
        "Choose a PNG or JPEG picture, or copy the two lines as text.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PICTURE_WITHOUT_CODE: Words(
        "There is no QR code to be found in this picture.",
        "It may be too small, blurred, or cut off at an edge.",
        "Take the picture again with the whole code and some white around it, or copy the two "
        "lines as text.",
        Action.PASTE_AGAIN,
    ),
    ProblemId.PROXY_ADDRESS: Words(
        "This is not the address of a proxy.",
        "It has the form http://HOST:PORT or socks5://HOST:PORT, without a name or password in it.",
        "Ask whoever runs the proxy for its address and type it as shown.",
    ),
}
