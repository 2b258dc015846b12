"""The program's version, for files, the window and the command line alike."""

VERSION = "0.3.0"
