-- The book. One row a fact, numbered without gaps in commit order, so that "what came after N" is a range scan and
-- loses nothing. Written only by an appender that holds the row of book.head. `data` is of type json, not jsonb: it keeps
-- the exact bytes that were hashed.
create table book.event (
    position    bigint      not null primary key check (position > 0),
    stream      text        not null,
    version     bigint      not null check (version > 0),
    type        text        not null,
    data        json        not null,
    actor       bigint,
    command_id  uuid        not null,
    recorded_at timestamptz not null,
    hash        bytea       not null check (length(hash) = 32),
    constraint event_stream_version unique (stream, version)
);

comment on table book.event is 'Every change there ever was, in order. Only ever added to.';
comment on column book.event.position is 'Number in the book: 1, 2, 3 … without gaps, in commit order';
comment on column book.event.stream is 'The thing it happened to: user-7, project-5, room-5, session-<uuid>';
comment on column book.event.version is 'Number in its stream: 1, 2, 3 …';
comment on column book.event.type is 'What happened, by its stored name';
comment on column book.event.data is 'The event as JSON text; personal texts are encrypted with their person''s key';
comment on column book.event.actor is 'The user whose command caused it; null: nobody who was logged in';
comment on column book.event.command_id is 'The command that caused it, alone or with other events';
comment on column book.event.recorded_at is 'When, to the microsecond; never falls as the position rises';
comment on column book.event.hash is 'SHA-256 over the hash before and this row: see HashChain';

-- An insert-only table is otherwise vacuumed late, and its index-only scans with it.
alter table book.event set (autovacuum_vacuum_insert_scale_factor = 0.05);

-- Refuses the owner and the superuser too, who have every privilege; `always`: even in replica mode.
create function book.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The book is only ever added to: % of book.% is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger only_ever_added_to before update or delete or truncate on book.event
    for each statement execute function book.refuse_change();
alter table book.event enable always trigger only_ever_added_to;

grant usage on schema book to minutebook_app;
grant select, insert on book.event to minutebook_app;
