"""The brief before a visit: one page on each who is to be visited, to be read or printed."""
