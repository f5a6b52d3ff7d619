-- V001__create_checkpoint.sql
-- How far each projector has read the book. A row here changes in the same transaction as the rows that follow from
-- it, so a projector that dies goes on without a loss or a repeat. No row: the projector's tables are to be built
-- from the beginning. No table of this schema is named with the schema, so that a copy beside it can be filled.

create table checkpoint (
    projector   text        primary key,
    position    bigint      not null,
    recorded_at timestamptz
) with (fillfactor = 50);

comment on table checkpoint is 'How far each projector has read the book.';
comment on column checkpoint.position is 'The last position of the book that is in the tables of the projector; 0: none.';
comment on column checkpoint.recorded_at is 'When the event at that position was recorded; null at 0.';

-- The server may do as it likes with the read models, also with those that later versions add: they are made again.
grant usage on schema ${flyway:defaultSchema} to minutebook_app;
alter default privileges in schema ${flyway:defaultSchema}
    grant select, insert, update, delete, truncate on tables to minutebook_app;
grant select, insert, update, delete on checkpoint to minutebook_app;
