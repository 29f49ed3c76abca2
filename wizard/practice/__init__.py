"""The practice exchange: a real HTTP server on this computer, with web pages and an API.

Nothing here knows the rest of the program, and nothing here is ever written to disk.
"""
