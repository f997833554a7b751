"""What editors do on their phones: send a file, look at the answer, try it, have it looked at, publish it.

A turn only writes down what was asked for (`door`, `deciding`, `trying`). Fetching, checking, drawing and
playing are errands: `workshop` does them after the commit, the heavy part in a process of its own
(`backroom`), and commits what came of it together with the messages that tell it.
"""
