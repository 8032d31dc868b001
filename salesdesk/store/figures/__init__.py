"""The sums behind figures: grouped in SQL, cut into periods, so that no record is fetched to be counted."""
