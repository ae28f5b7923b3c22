"""What waits on a desk: notes and papers, listed, filtered, taken along."""
