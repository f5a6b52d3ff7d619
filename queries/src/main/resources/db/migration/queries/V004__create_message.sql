-- V004__create_message.sql
-- What was said, newest first. A message of everybody and one between two are apart in the indexes, since a history
-- is a merge of three sorted lists: the public ones, those that the reader sent, and those that they received.

create table message (
    id                bigint      primary key,
    project           bigint      not null,
    sender            bigint      not null,
    receiver          bigint,
    content           text,
    file_name         text,
    sha256            text,
    media_type        text,
    size              bigint,
    client_message_id text,
    created_at        timestamptz not null
);

create index message_public on message (project, id) where receiver is null;
create index message_sent on message (project, sender, id) where receiver is not null;
create index message_received on message (project, receiver, id) where receiver is not null;
create index message_file on message (sha256) where sha256 is not null;

-- Totals by themselves: counting a long room for each page would cost more than the page.
create table message_count (
    project  bigint not null,
    reader   bigint not null,
    messages bigint not null,
    primary key (project, reader)
) with (fillfactor = 70);

comment on column message.id is 'The position of the event in the book.';
comment on column message.receiver is 'Null: everybody in the project.';
comment on column message.sha256 is 'Of the file''s bytes, 64 lower-case hexadecimal digits; null: no file.';
comment on column message_count.reader is '0: the public messages; else the private ones that this user sent or received.';
