-- V002__create_person.sql
-- Who there is: the list of users, and the names that every other list shows.

create table person (
    id         bigint primary key,
    email      text   not null,
    username   text   not null,
    first_name text   not null,
    last_name  text   not null,
    search     text   not null
);

comment on table person is 'Who there is, erased people included.';
comment on column person.search is
    'Username, first and last name in lower case, a line each. Made by the projector and not by lower(), which knows only the letters of the database''s locale.';
