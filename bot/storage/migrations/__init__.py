"""How the tables came to be, step by step. Only ever forward, and only ever adding while old programs run."""
