-- The end of the book. Whoever appends locks its one row first: the lock is what puts the appends of all nodes in one
-- order. The epoch goes with every position given to a client; it is new when a backup is restored, since a position
-- may mean another event from then on.
create table book.head (
    only_row    boolean     not null primary key default true check (only_row),
    position    bigint      not null,
    hash        bytea       not null check (length(hash) = 32),
    recorded_at timestamptz not null,
    epoch       text        not null
) with (fillfactor = 10);

insert into book.head (position, hash, recorded_at, epoch)
values (0, decode(repeat('00', 32), 'hex'), '1970-01-01T00:00:00Z', substr(md5(gen_random_uuid()::text), 1, 10));

grant select, update on book.head to minutebook_app;
