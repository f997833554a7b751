"""The command line, one file a command. Prints for people; what is wrong is one sentence and an exit code."""
