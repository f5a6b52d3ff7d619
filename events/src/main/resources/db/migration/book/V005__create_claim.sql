-- Unique things: a mail address, a username, a project's title, a sender's own name for a message. Taken and given back
-- in the transaction of the events that do so, from which the table can be built anew. Keys that tell something of a
-- person are keyed hashes.
create table book.claim (
    key      text   not null primary key,
    stream   text   not null,
    position bigint not null
);

comment on column book.claim.stream is 'Who holds it';
comment on column book.claim.position is 'Of the last event of the command that took it';

grant select, insert, update, delete on book.claim to minutebook_app;
