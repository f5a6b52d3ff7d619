-- V003__create_project.sql
-- The projects that there are, and who is in them as what. A deleted project has no row.

create table project (
    id     bigint primary key,
    title  text   not null,
    search text   not null
);

create table member (
    project bigint   not null,
    member  bigint   not null,
    role    smallint not null check (role between 0 and 2),
    since   bigint   not null,
    place   int      not null,
    primary key (project, member)
);

-- "Which projects is this user in?", in the order of the list.
create index member_projects on member (member, project);

comment on column project.search is 'The title in lower case.';
comment on column member.role is '0 owner, 1 coach, 2 participant.';
comment on column member.since is 'The position of the event that gave the role: lists are in this order.';
comment on column member.place is 'The place among those to whom the same event gave a role.';
