"""What supervisors look at: the live list, times, the digest, a word after a crisis."""
