-- V021__create_analytics_views.sql
-- What analysts rely on. The columns of a version never change, nor their meaning; where something else is wanted, a
-- view _v2 is made to stand beside. Views work with the rights of their owner, so that whoever may read them needs no
-- right to what is behind. The schema stays when the read models are dropped; the views are made anew with them.

create schema if not exists analytics;
comment on schema analytics is 'What analysts rely on: the columns of a version (_v1) never change. All views are current to the same position of the book: current_v1. Days and times are UTC.';

create or replace view analytics.current_v1 as
select position, recorded_at from checkpoint where projector = 'analytics';
comment on view analytics.current_v1 is 'How far in the book all views of this schema are: one row. Two statements see the same only inside one transaction of isolation level repeatable read.';
comment on column analytics.current_v1.position is 'The last position of the book that is counted; 0: none.';
comment on column analytics.current_v1.recorded_at is 'When the event at that position was recorded; null at 0.';

create or replace view analytics.people_v1 as
select id as person, username, since, verified, archived, erased from analytics_person;
comment on view analytics.people_v1 is 'Who there is; a row a person, for ever.';
comment on column analytics.people_v1.person is 'The person''s number.';
comment on column analytics.people_v1.username is 'As it is now; empty: the person was erased.';
comment on column analytics.people_v1.since is 'When they registered.';
comment on column analytics.people_v1.verified is 'Whether they have shown that they get mail at their address.';
comment on column analytics.people_v1.archived is 'Whether they are archived now: then they cannot log in.';
comment on column analytics.people_v1.erased is 'Whether they were erased.';

create or replace view analytics.projects_v1 as
select id as project, title, owner, created_at, deleted_at from analytics_project;
comment on view analytics.projects_v1 is 'Projects; a row each, for ever.';
comment on column analytics.projects_v1.project is 'The project''s number.';
comment on column analytics.projects_v1.title is 'The title, as it is now or was at the end.';
comment on column analytics.projects_v1.owner is 'The person who owns it, or did at the end.';
comment on column analytics.projects_v1.created_at is 'When it was created.';
comment on column analytics.projects_v1.deleted_at is 'When it was deleted; null: it lives.';

create or replace view analytics.memberships_v1 as
select project, person,
    case role when 0 then 'owner' when 1 then 'coach' else 'participant' end as role,
    began_at, ended_at
from analytics_membership;
comment on view analytics.memberships_v1 is 'Who was in which project as what, from when to when. A new role begins a new row; at any time at most one row holds for a person and project.';
comment on column analytics.memberships_v1.project is 'The project.';
comment on column analytics.memberships_v1.person is 'The person.';
comment on column analytics.memberships_v1.role is 'owner, coach or participant.';
comment on column analytics.memberships_v1.began_at is 'When it began, that moment included.';
comment on column analytics.memberships_v1.ended_at is 'When it ended, that moment excluded: by another role, by leaving, or with the project; null: it holds.';

create or replace view analytics.project_sizes_v1 as
select project, day, members, coaches, participants from analytics_size;
comment on view analytics.project_sizes_v1 is 'How many were in a project at the end of a day. Only days on which somebody came, went or changed roles; on any other day it is as on the last one before.';
comment on column analytics.project_sizes_v1.project is 'The project.';
comment on column analytics.project_sizes_v1.day is 'The day, UTC.';
comment on column analytics.project_sizes_v1.members is 'All, the owner included; 0: the project was deleted.';
comment on column analytics.project_sizes_v1.coaches is 'Coaches among them.';
comment on column analytics.project_sizes_v1.participants is 'Participants among them.';

create or replace view analytics.messages_v1 as
select day, project, person, public + private as messages, public, private, files, file_bytes, characters
from analytics_message_day;
comment on view analytics.messages_v1 is 'How much a person said in a project on a day; never what. No row: nothing.';
comment on column analytics.messages_v1.day is 'The day, UTC.';
comment on column analytics.messages_v1.project is 'The project in whose room it was said.';
comment on column analytics.messages_v1.person is 'Who said it.';
comment on column analytics.messages_v1.messages is 'How many messages in all.';
comment on column analytics.messages_v1.public is 'To everybody in the room.';
comment on column analytics.messages_v1.private is 'To one person.';
comment on column analytics.messages_v1.files is 'How many of them had a file.';
comment on column analytics.messages_v1.file_bytes is 'The size of these files, in bytes.';
comment on column analytics.messages_v1.characters is 'The length of all texts, in characters (Unicode code points); null: the person was erased, and their texts with them.';

create or replace view analytics.responses_v1 as
select cast(responded_at at time zone 'UTC' as date) as day, project, waiting, responding, waiting_since,
    responded_at, responded_at - waiting_since as waited
from analytics_response;
comment on view analytics.responses_v1 is 'How long rooms take to answer. What one person says in public without another one in between is a turn; a row here is the moment when the turn passes to somebody else, and the time from the first message of the old turn to it. Private messages count nowhere, and what nobody has answered has no row.';
comment on column analytics.responses_v1.day is 'The day of the answer, UTC.';
comment on column analytics.responses_v1.project is 'The project in whose room it was.';
comment on column analytics.responses_v1.waiting is 'The person who was answered.';
comment on column analytics.responses_v1.responding is 'The person who answered: never the same.';
comment on column analytics.responses_v1.waiting_since is 'When the first message of the turn was sent.';
comment on column analytics.responses_v1.responded_at is 'When the answer was sent.';
comment on column analytics.responses_v1.waited is 'The time between the two.';

create or replace view analytics.notifications_v1 as
select person, kind, project, sent_at, read_at, read_at - sent_at as unread_for from analytics_notification;
comment on view analytics.notifications_v1 is 'Who was told of an event by a notification, and when they had read it.';
comment on column analytics.notifications_v1.person is 'Who was told.';
comment on column analytics.notifications_v1.kind is 'add_into_project, edit_project, delete_project, admin_user or archive_user.';
comment on column analytics.notifications_v1.project is 'The project that it tells of; null: it tells of the person''s own account.';
comment on column analytics.notifications_v1.sent_at is 'When that happened which it tells of.';
comment on column analytics.notifications_v1.read_at is 'When the person said that they had read it; null: not yet.';
comment on column analytics.notifications_v1.unread_for is 'The time between the two; null: not yet read.';

create or replace view analytics.mails_v1 as
select person, kind, caused_at, outcome, ended_at, ended_at - caused_at as took from analytics_mail;
comment on view analytics.mails_v1 is 'What became of mails. A mail is here as soon as it was sent, refused or dropped, not while it waits for the first time.';
comment on column analytics.mails_v1.person is 'Who it is for.';
comment on column analytics.mails_v1.kind is 'verify-email, password-reset, password-changed, added-to-project or account-unarchived.';
comment on column analytics.mails_v1.caused_at is 'When that happened which it tells of; null: it is not known.';
comment on column analytics.mails_v1.outcome is 'sent: the mail server took it; refused: it does not; dropped: it would have been of no use any more; retried: an admin had it tried again, and it is on its way.';
comment on column analytics.mails_v1.ended_at is 'When it came to this; null: it is on its way again.';
comment on column analytics.mails_v1.took is 'The time from the one to the other.';

create or replace view analytics.logins_v1 as
select day, person, logins from analytics_login_day;
comment on view analytics.logins_v1 is 'How often a person logged in on a day; registering is a log-in too. No row: not at all.';
comment on column analytics.logins_v1.day is 'The day, UTC.';
comment on column analytics.logins_v1.person is 'The person.';
comment on column analytics.logins_v1.logins is 'How often.';

-- For the server's own page of charts.
grant usage on schema analytics to minutebook_app;
grant select on all tables in schema analytics to minutebook_app;
alter default privileges in schema analytics grant select on tables to minutebook_app;
