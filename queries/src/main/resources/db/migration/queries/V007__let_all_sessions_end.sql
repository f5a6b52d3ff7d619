-- V007__let_all_sessions_end.sql
-- A forgotten password that was set anew, and the archive, end all sessions of a user: there is none that is kept.

alter table user_cutoff alter column kept drop not null;

comment on column user_cutoff.kept is 'The session that goes on; null: none does.';
