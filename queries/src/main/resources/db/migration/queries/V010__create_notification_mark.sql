-- V010__create_notification_mark.sql
-- How far each user has read what they were told. One mark a user and no flag in each row: to have read a hundred
-- thousand notifications is one row then, and the unread ones are a range of the index on (person, position).

create table notification_mark (
    person   bigint primary key,
    position bigint not null
);

comment on column notification_mark.position is 'All up to here was read; a position of the book, not only of a notification.';
