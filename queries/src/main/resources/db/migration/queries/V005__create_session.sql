-- V005__create_session.sql
-- Which tokens are still good. A token names its session and the position of the event that it was issued with; it is
-- dead when a row here asks for a later one. A session without a row asks for nothing, so most have none.

create table session_cutoff (
    session     uuid        primary key,
    lowest      bigint      not null,
    recorded_at timestamptz not null
);

create table user_cutoff (
    person      bigint      primary key,
    lowest      bigint      not null,
    kept        uuid        not null,
    kept_lowest bigint      not null,
    recorded_at timestamptz not null
);

-- Read at the start of a node: only what is younger than the longest life of a token.
create index session_cutoff_recorded on session_cutoff (recorded_at);
create index user_cutoff_recorded on user_cutoff (recorded_at);

comment on column session_cutoff.lowest is 'Tokens from a lower position are dead; 9223372036854775807: all of the session.';
comment on column user_cutoff.lowest is 'Tokens from a lower position are dead, of all sessions but the kept one.';
comment on column user_cutoff.kept_lowest is 'The same for the kept session, which an earlier change may have cut.';
