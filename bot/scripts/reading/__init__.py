"""From the text of a file to the shapes of the format, each word with its place."""
