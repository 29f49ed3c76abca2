"""The command line: one thin file per command, over the same service as the window."""
