-- V001__create_roles.sql
-- The lesser role that the server works as: it can be given the right to add to the book without that to change it.
-- Roles belong to the whole PostgreSQL, not to one database: another Minutebook beside us, or somebody with more rights
-- than ours, may have made it already. It has no login: the server comes as the URL's user and takes the role at once.

do $$
begin
    if not exists (select from pg_roles where rolname = 'minutebook_app') then
        create role minutebook_app nologin;
    end if;
exception
    -- Made by another database's migration since we looked.
    when duplicate_object or unique_violation then null;
end
$$;

do $$
declare
    -- Since version 16, having a role and being able to take it are two things.
    takes_it constant boolean := case
        when current_setting('server_version_num')::int >= 160000 then pg_has_role('minutebook_app', 'set')
        else pg_has_role('minutebook_app', 'member')
    end;
begin
    if not takes_it then
        if current_setting('server_version_num')::int >= 160000 then
            -- Hidden in a text from version 15, which could not read it.
            execute 'grant minutebook_app to current_user with inherit false, set true';
        else
            grant minutebook_app to current_user;
        end if;
    end if;
end
$$;
