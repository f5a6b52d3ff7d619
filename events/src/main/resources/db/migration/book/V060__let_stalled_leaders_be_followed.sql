-- One node at a time leads a read model: the one whose session holds an advisory lock. The lock of a node that has vanished, or
-- was stopped, would stay until PostgreSQL notices, which may take hours. So the others look whether the leader's session
-- does anything: each leader asks something twice a second on that very session. One that does nothing for long is ended, and
-- with it the lock and whatever it was about to write.
--
-- Other sessions are seen and ended with the rights of the user whose sessions they all are, whose role the server has laid
-- down; hence functions with their owner's rights, which tell of leaders and end leaders, and nothing else.
create function vault.leader(lock bigint, out pid integer, out began timestamptz, out last_act timestamptz, out silent boolean)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select a.pid, a.backend_start, a.state_change,
        -- PostgreSQL itself is not at work for it, but waits for the node to say or to take something.
        a.state in ('idle', 'idle in transaction', 'idle in transaction (aborted)') or a.wait_event_type = 'Client'
    from pg_locks l
    join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.mode = 'ExclusiveLock'
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid::bigint << 32 | l.objid::bigint = lock
$$;
comment on function vault.leader is 'Whose session holds the advisory lock by which a read model is led, when it last began or ended to do something, and whether it is the node''s turn to act; null: nobody''s, or not known';

create function vault.end_leader(lock bigint, pid integer, began timestamptz, last_act timestamptz) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
    -- Another follower may have ended it meanwhile, and lead itself by now; or it has stirred.
    select coalesce((
        select pg_terminate_backend(it.pid, 500)
        from vault.leader(end_leader.lock) it
        where it.pid = end_leader.pid and it.began = end_leader.began and it.last_act = end_leader.last_act
            and it.silent), false)
$$;
comment on function vault.end_leader is 'Ends the session of a leader that was found silent, if it still is as it was found; whether it is gone';

revoke execute on function vault.leader, vault.end_leader from public;
grant execute on function vault.leader, vault.end_leader to minutebook_app;
