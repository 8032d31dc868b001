"""The rules of every figure and goal, once, for pages, command line, goals and reports: pure, of sums that the
store gives."""
