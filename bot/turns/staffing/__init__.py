"""What the team does on its phones, who may do what, and how people come to it and leave it."""
