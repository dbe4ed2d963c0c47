"""What earlier versions kept in files of their own, and how it is taken over into the record."""
