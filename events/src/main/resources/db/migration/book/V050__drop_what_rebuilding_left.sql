-- Read models are made again, or compared, in schemas beside those in use. A process that was killed leaves its schema behind,
-- with texts of people who are erased later on. Whoever destroys what is left of a person drops such schemas too: also the
-- server, whose role owns none of them, hence a function with its owner's rights.
--
-- One that is under way holds the advisory lock of its schema's name, and is left alone. A schema with anything in it that is
-- not named as a table of the read models is somebody else's.
create function vault.drop_leftovers() returns setof text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '500ms'
set client_min_messages = warning
as $$
declare
    it text;
begin
    for it in
        select nspname from pg_namespace as leftover
        where nspname ~ '^(rebuilding|comparing|replaced)_[a-z]+$' and not exists (
            select from pg_class as inside
            where inside.relnamespace = leftover.oid and inside.relkind not in ('i', 't') and not exists (
                select from pg_class as ours join pg_namespace on pg_namespace.oid = ours.relnamespace
                where nspname = 'queries' and ours.relname = inside.relname and ours.relkind = inside.relkind))
    loop
        if not pg_try_advisory_xact_lock(hashtextextended(replace(it, 'replaced_', 'rebuilding_'), 0)) then
            return next it;
            continue;
        end if;
        begin
            execute format('drop schema %I cascade', it);
        exception
            -- Somebody reads it, or it is of another owner.
            when lock_not_available or deadlock_detected or insufficient_privilege then return next it;
        end;
    end loop;
end
$$;
comment on function vault.drop_leftovers is 'Drops schemas that a killed scripts/rebuild or verify --read-models left behind, and returns those that it could not: they are in use';

revoke execute on function vault.drop_leftovers from public;
grant execute on function vault.drop_leftovers to minutebook_app;
