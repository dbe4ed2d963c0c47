"""The examination: one file a rule, and the review form (审核表) the findings propose."""
