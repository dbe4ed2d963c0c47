"""Places: one folder a province or county, one file format, one loader, one meaning of ``extends``."""
