"""The web application: a department's plan, taken in, examined, changed and printed in the browser."""
