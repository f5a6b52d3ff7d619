-- The role that the server works as. It may add to the book, and nothing more: see the grants of each table. A role
-- belongs to the whole cluster, so that another database's Minutebook may have made it. Those who migrate can become it.
create schema if not exists book;

do $$
begin
    if not exists (select from pg_roles where rolname = 'minutebook_app') then
        create role minutebook_app nologin;
    end if;
    if not pg_has_role(current_user, 'minutebook_app', 'set') then
        execute format('grant minutebook_app to %I', current_user);
    end if;
end $$;
