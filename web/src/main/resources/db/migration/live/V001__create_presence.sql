-- V001__create_presence.sql
-- Who is where at this moment, on any node: no part of the book, and worth nothing after a crash. Unlogged, so that nobody
-- waits for a disk; `drop schema live cascade` loses nothing that the nodes do not tell anew.

create unlogged table live.node (
    node     uuid        not null primary key,
    revision bigint      not null,
    beat_at  timestamptz not null
);
comment on table live.node is 'The nodes that serve. One that has not told a beat for 15 s is taken for dead';
comment on column live.node.node is 'Chosen by chance at each start';
comment on column live.node.revision is 'Rises with everything that the node tells: who knows it so far asks only for what is behind';
comment on column live.node.beat_at is 'When it was last heard of, by the clock of the database';

create unlogged table live.presence (
    node     uuid        not null references live.node on delete cascade,
    place    text        not null,
    user_id  bigint      not null,
    gone     boolean     not null,
    revision bigint      not null,
    since    timestamptz not null,
    primary key (node, place, user_id)
);
comment on table live.presence is 'Who is where, by node';
comment on column live.presence.place is 'stream: has a stream open; socket: has a socket open; project-<id>: is in the project''s room';
comment on column live.presence.gone is 'No longer there: kept for a minute, so that the other nodes hear of it';
comment on column live.presence.since is 'Since when they are there, or gone';
create index presence_revision on live.presence (node, revision);
create index presence_user on live.presence (user_id) where not gone;

create unlogged table live.stream_end (
    node     uuid        not null references live.node on delete cascade,
    revision bigint      not null,
    session  uuid        not null,
    asked_at timestamptz not null,
    primary key (node, session)
);
comment on table live.stream_end is 'Sessions whose streams are to end, wherever they are open; kept for a minute';

grant usage on schema live to minutebook_app;
grant select, insert, update, delete on live.node, live.presence, live.stream_end to minutebook_app;
