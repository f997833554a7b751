"""What two people say to each other through the bot."""
