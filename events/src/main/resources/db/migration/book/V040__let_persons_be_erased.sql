-- V040__let_persons_be_erased.sql
-- Erasing a person destroys what the vault holds of them. A file may have been sent by several people, so that it is known
-- who sent it; of deleted projects too, whose messages no read model has.

create table vault.file_sender (
    sha256  bytea  not null,
    user_id bigint not null references vault.subject_key on delete cascade,
    primary key (sha256, user_id)
);
create index file_sender_user_id on vault.file_sender (user_id);
comment on table vault.file_sender is 'Who sent a file, or was about to. It is destroyed with the last of them';

insert into vault.file_sender (sha256, user_id)
select distinct decode(data -> 'file' ->> 'sha256', 'hex'), (data ->> 'sender')::bigint
from book.event
where type = 'message-sent' and data -> 'file' ->> 'sha256' is not null;

-- Nothing is kept for a person who has no key (any more): what was on its way when they were erased is refused.
delete from vault.credential where user_id not in (select user_id from vault.subject_key);
alter table vault.credential add foreign key (user_id) references vault.subject_key on delete cascade;
create index credential_user_id on vault.credential (user_id);

create table vault.checkpoint (
    projector   text        not null primary key,
    position    bigint      not null,
    recorded_at timestamptz
) with (fillfactor = 50);
comment on table vault.checkpoint is 'How far the book was read for persons who were erased, and everything of them destroyed';
insert into vault.checkpoint (projector, position) select 'erasures', position from book.head;

grant select, insert, update, delete on vault.file_sender, vault.checkpoint to minutebook_app;
