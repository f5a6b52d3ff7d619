-- V040__find_the_texts_of_a_person.sql
-- Who is erased is to be found wherever they are named, and in few milliseconds: in what they said, and in what others were
-- told of them.

create index message_sender on message (sender);

alter table notification_payload add column people bigint[] not null default '{}';
alter table notification_payload alter column people drop default;
create index notification_payload_people on notification_payload using gin (people);

comment on column notification_payload.people is 'Those whose names stand in it.';

-- Those that are there do not say so: made again from the book.
delete from checkpoint where projector = 'notifications';
