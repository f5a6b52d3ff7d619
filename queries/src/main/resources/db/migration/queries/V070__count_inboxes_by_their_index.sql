-- Each look at an inbox counts its notifications, and does so by the index alone where all on a page are known to be visible.
-- That is what vacuuming finds out, by default not before a table has grown by a fifth: on a large one, whatever was told of
-- late was looked up row by row, at some ten times the cost. New pages are all that it has to read.
alter table notification set (
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 10000
);
