-- What must not be in a book that is never cleaned: secrets and file contents. A row here is committed before the event
-- that names it.
create schema vault;

create table vault.key (
    id         uuid        not null primary key,
    purpose    text        not null,
    key        bytea       not null,
    created_at timestamptz not null default now()
);
comment on table vault.key is 'Secrets of the server, shared by all nodes: what tokens are signed and claims are hashed with';

create table vault.subject_key (
    user_id bigint not null primary key,
    key     bytea  not null check (length(key) = 32)
);
comment on table vault.subject_key is 'A person''s own AES-256 key. Erasing the person deletes it, and all their texts in the book with it';

create table vault.credential (
    id         uuid        not null primary key,
    user_id    bigint      not null,
    hash       text        not null,
    created_at timestamptz not null default now()
);
comment on table vault.credential is 'Argon2id hashes of passwords. One counts only if the user''s latest credential event names it';

create table vault.file (
    sha256     bytea       not null primary key check (length(sha256) = 32),
    bytes      bytea       not null,
    created_at timestamptz not null default now()
);
comment on table vault.file is 'The contents of files; who may see one is told by the messages that name it';
-- Pictures and PDFs are compressed already.
alter table vault.file alter column bytes set storage external;

grant usage on schema vault to minutebook_app;
grant select, insert on vault.key to minutebook_app;
grant select, insert, delete on vault.subject_key, vault.credential, vault.file to minutebook_app;
