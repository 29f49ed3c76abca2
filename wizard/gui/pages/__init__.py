"""One file per screen; each shows what it is given and says what was pressed."""
