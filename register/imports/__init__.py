"""What offices bring in from their own workbooks."""
