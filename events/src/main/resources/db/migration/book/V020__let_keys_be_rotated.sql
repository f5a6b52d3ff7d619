-- A rotation adds a key, and takes away those that nothing still valid was signed with.
grant delete on vault.key to minutebook_app;
