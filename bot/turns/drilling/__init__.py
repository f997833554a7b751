"""The fire drill, a marked crisis that nobody is behind; and the second way of alerts, which it tries out."""
