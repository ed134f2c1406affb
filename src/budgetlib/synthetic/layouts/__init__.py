"""What documents look like: one file per layout, and what all of them share."""
