-- Projects that were created and deleted a day, and that there are at its end.
with life as (
    select cast(created_at at time zone 'UTC' as date) as created,
        cast(deleted_at at time zone 'UTC' as date) as deleted
    from analytics.projects_v1
    where {project: project = :project}
), change as (
    select created as day, 1 as created, 0 as deleted from life
    union all
    select deleted, 0, 1 from life where deleted is not null
)
select cast(d as date) as day,
    coalesce(sum(c.created), 0) as created,
    coalesce(sum(c.deleted), 0) as deleted,
    (select coalesce(sum(created - deleted), 0) from change where day < :from)
        + coalesce(sum(sum(c.created - c.deleted)) over (order by d), 0) as living
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join change c on c.day = cast(d as date)
group by d
order by d
