-- V020__create_analytics_facts.sql
-- What analysts count, as facts: made by one projector, so that all of it is current to one position. Whoever reads the
-- views of V021 needs nothing of these tables. Days are those of UTC. No text that a person wrote is here but the
-- username, and that goes when they are erased.

create table analytics_person (
    id       bigint      primary key,
    username text        not null,
    since    timestamptz not null,
    verified boolean     not null,
    archived boolean     not null,
    erased   boolean     not null
);

create table analytics_project (
    id         bigint      primary key,
    title      text        not null,
    owner      bigint      not null,
    created_at timestamptz not null,
    deleted_at timestamptz
);

create table analytics_membership (
    project  bigint      not null,
    person   bigint      not null,
    role     smallint    not null check (role between 0 and 2),
    position bigint      not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    primary key (project, person, position)
);

create table analytics_size (
    project      bigint not null,
    day          date   not null,
    members      int    not null,
    coaches      int    not null,
    participants int    not null,
    primary key (project, day)
);

create table analytics_message_day (
    project    bigint not null,
    day        date   not null,
    person     bigint not null,
    public     bigint not null,
    private    bigint not null,
    files      bigint not null,
    file_bytes bigint not null,
    characters bigint,
    primary key (project, day, person)
) with (fillfactor = 80);

create table analytics_response (
    position       bigint      primary key,
    project        bigint      not null,
    waiting        bigint      not null,
    responding     bigint      not null,
    waiting_since  timestamptz not null,
    responded_at   timestamptz not null
);

create table analytics_notification (
    person   bigint      not null,
    position bigint      not null,
    kind     text        not null,
    project  bigint,
    sent_at  timestamptz not null,
    read_at  timestamptz,
    primary key (person, position)
) with (fillfactor = 90);

create table analytics_mail (
    person    bigint      not null,
    about     bigint      not null,
    kind      text        not null,
    caused_at timestamptz,
    outcome   text        not null,
    ended_at  timestamptz,
    primary key (person, about)
);

create table analytics_login_day (
    person bigint not null,
    day    date   not null,
    logins bigint not null,
    primary key (person, day)
) with (fillfactor = 80);

-- What the projector has to remember, and no view shows.

create table analytics_roster (
    like project including all
);

create table analytics_seat (
    like member including constraints,
    primary key (project, member)
);

create table analytics_turn (
    project  bigint      primary key,
    person   bigint      not null,
    since    timestamptz not null
) with (fillfactor = 70);

create table analytics_mark (
    person   bigint primary key,
    position bigint not null
) with (fillfactor = 70);

create table analytics_mail_cause (
    position    bigint      primary key,
    recorded_at timestamptz not null
);

comment on table analytics_person is 'Who there is; of an erased person the number and the times.';
comment on table analytics_project is 'Projects, the deleted ones too.';
comment on table analytics_membership is 'Who was in which project as what, from when to when.';
comment on column analytics_membership.role is '0 owner, 1 coach, 2 participant.';
comment on column analytics_membership.position is 'Of the event that it began with, in the book.';
comment on table analytics_size is 'How many were in a project at the end of a day on which that changed.';
comment on table analytics_message_day is 'What a person said in a project on a day, counted.';
comment on column analytics_message_day.characters is 'Null: the person was erased, and with them what they wrote.';
comment on table analytics_response is 'When the room turned from one speaker to the next; a row a turn.';
comment on column analytics_response.position is 'Of the message that answered, in the book.';
comment on table analytics_notification is 'Who was told of which event, and when they had read it.';
comment on table analytics_mail is 'What became of each mail.';
comment on column analytics_mail.about is 'The position of the event that it tells of.';
comment on table analytics_login_day is 'How often a person logged in on a day.';
comment on table analytics_roster is 'The projects that there are, for this projector alone.';
comment on table analytics_seat is 'Who is in them, for this projector alone.';
comment on table analytics_turn is 'Who spoke last in a room, and since when without an answer.';
comment on table analytics_mark is 'How far each person has read what they were told.';
comment on table analytics_mail_cause is 'When that happened which a mail may tell of.';
