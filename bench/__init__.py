"""The speed suite: `make bench`. Each figure stands beside a yardstick measured in the same run."""
