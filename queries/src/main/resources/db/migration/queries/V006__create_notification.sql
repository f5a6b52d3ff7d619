-- V006__create_notification.sql
-- What each user was told. A text is stored once, however many people it goes to. Who they are, and what a name or a
-- title was, is decided at the event's own position: hence the copies of people, projects and members, which move with
-- this projector alone. Those of the other read models may be elsewhere in the book, and do not come back to the same
-- place when only this one is rebuilt.

create table notification_person (
    like person including all
);

create table notification_project (
    like project including all
);

create table notification_member (
    like member including constraints,
    primary key (project, member)
);

create table notification_payload (
    position bigint   not null,
    variant  smallint not null,
    payload  text     not null,
    primary key (position, variant)
);

create table notification (
    person   bigint   not null,
    position bigint   not null,
    variant  smallint not null,
    primary key (person, position)
);

comment on column notification_payload.position is 'The position of the event in the book, and the number in the id that the client sees.';
comment on column notification_payload.variant is 'An event may tell one person something else than the others.';
comment on column notification_payload.payload is 'The JSON text that the client gets, as it is.';
