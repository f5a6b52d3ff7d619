-- What opens one stream, once, on any node: a browser's EventSource has no headers, and a token in a URL is seen by too many.
-- Worth half a minute, and not worth a disk's wait: after a crash the clients ask for new ones.
create unlogged table vault.stream_ticket (
    hash             bytea       not null primary key check (length(hash) = 32),
    user_id          bigint      not null,
    session          uuid        not null,
    token_position   bigint      not null,
    token_expires_at timestamptz not null,
    expires_at       timestamptz not null
);
comment on table vault.stream_ticket is 'Tickets for streams, as SHA-256, with the token that each stands for. Taken by deleting';
create index stream_ticket_expires_at on vault.stream_ticket (expires_at);

grant select, insert, update, delete on vault.stream_ticket to minutebook_app;
