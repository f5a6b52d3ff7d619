-- V008__let_commands_be_repeated.sql
-- A client that does not know whether its command was done sends it again under the same Idempotency-Key, which the
-- command's id is made of. For that the row tells what was asked, and which events it became.
alter table book.command
    add column content text,
    add column events  integer;

comment on column book.command.content is 'An HMAC of what was asked; null: an id that nobody repeats';
comment on column book.command.events is 'How many events it wrote, the last at "position"; null with "content"';
