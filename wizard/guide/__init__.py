"""The guide's content: the ten steps and the longer texts, read from `resources/`."""
