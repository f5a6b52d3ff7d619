-- What was said of the view alone, is said of the column too, where a BI tool shows it.
comment on column analytics.logins_v1.logins is 'How often. Registering logs the person in, and counts as one; that a session goes on with a new token does not.';
