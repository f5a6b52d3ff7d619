-- V008__name_the_events_of_streams.sql
-- Users are told of more than projects: a payload says which event of the stream it is. All that were told of before
-- this version were about projects.

alter table notification_payload add column event text not null default 'action_project';

comment on column notification_payload.event is 'The name of the stream''s event: action_project, action_user.';
