"""Through the year: money and goals against plan, forecast, warnings, mending."""
