"""Plan, project, indicator, target, money and codes: frozen data without input or output."""
