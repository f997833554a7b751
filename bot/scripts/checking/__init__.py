"""What is wrong with what was read: where it leads, what it stores, what it says, whom it endangers."""
