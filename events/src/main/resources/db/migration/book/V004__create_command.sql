-- One row a command that wrote something, in the transaction of its events. It tells, when a connection broke during a
-- commit, whether the commit was done.
create table book.command (
    command_id uuid   not null primary key,
    position   bigint not null
);

comment on column book.command.position is 'Of the command''s last event';

create trigger only_ever_added_to before update or delete or truncate on book.command
    for each statement execute function book.refuse_change();
alter table book.command enable always trigger only_ever_added_to;

grant select, insert on book.command to minutebook_app;
