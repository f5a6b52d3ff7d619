-- V001__create_outbox.sql
-- The mails that follow from the book, and what became of them. That a mail went out cannot be undone or done again, so this
-- schema is no read model: it is never rebuilt. No text and no address stands in it; a mail is written when it is sent, from
-- the book, so that who is erased there is erased.

create table mail.checkpoint (
    projector   text        not null primary key,
    position    bigint      not null,
    recorded_at timestamptz
) with (fillfactor = 50);
comment on table mail.checkpoint is 'How far the outbox has read the book. Moves in one transaction with the rows that follow from it';

-- A book that is older than its outbox: nobody is mailed what happened before.
insert into mail.checkpoint (projector, position) select 'mail', position from book.head;

create table mail.outbox (
    id            bigint      not null generated always as identity primary key,
    position      bigint      not null,
    recipient     bigint      not null,
    sender        bigint,
    kind          text        not null,
    state         text        not null check (state in ('waiting', 'sent', 'refused', 'dropped')),
    attempts      integer     not null default 0,
    round         integer     not null default 0,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    give_up_at    timestamptz not null,
    ended_at      timestamptz,
    reason        text,
    problem       text,
    claimed_by    uuid,
    claimed_until timestamptz,
    told          boolean     not null default false,
    unique (position, recipient)
);
comment on table mail.outbox is 'One row per event and recipient';
comment on column mail.outbox.position is 'Of the event that the mail tells of';
comment on column mail.outbox.recipient is 'The user whom it is for';
comment on column mail.outbox.sender is 'The user whose doing it tells of; null: nobody''s who was logged in';
comment on column mail.outbox.attempts is 'How often it was begun to be sent, in this round';
comment on column mail.outbox.round is 'How often an admin had it tried again';
comment on column mail.outbox.created_at is 'When the event was recorded';
comment on column mail.outbox.due_at is 'When it is to be tried (again)';
comment on column mail.outbox.give_up_at is 'When it is no longer tried';
comment on column mail.outbox.ended_at is 'When it was sent, refused or dropped';
comment on column mail.outbox.reason is 'The server''s reply code, or why it was dropped; null: sent or waiting';
comment on column mail.outbox.problem is 'What went wrong last, in plain words; may name the recipient''s address';
comment on column mail.outbox.claimed_by is 'The node that is sending it';
comment on column mail.outbox.claimed_until is 'Until then nobody else sends it; that node moves it on as long as it lives';
comment on column mail.outbox.told is 'What became of it is in the book';

create index outbox_waiting on mail.outbox (due_at, id) where state = 'waiting';
create index outbox_untold on mail.outbox (id) where state <> 'waiting' and not told;
create index outbox_recipient on mail.outbox (recipient, created_at);
create index outbox_sender on mail.outbox (sender, created_at) where kind = 'added-to-project';

grant usage on schema mail to minutebook_app;
grant select, insert, update, delete on mail.checkpoint, mail.outbox to minutebook_app;
