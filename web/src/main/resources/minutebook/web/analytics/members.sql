-- Who is in projects at the end of each day, by role; somebody in two projects counts twice.
with membership as (
    select role, cast(began_at at time zone 'UTC' as date) as began,
        cast(ended_at at time zone 'UTC' as date) as ended
    from analytics.memberships_v1
    where {project: project = :project}
), step as (
    select began as day, role, 1 as step from membership
    union all
    select ended, role, -1 from membership where ended is not null
), change as (
    select greatest(day, :from) as day,
        sum(step) filter (where role = 'owner') as owners,
        sum(step) filter (where role = 'coach') as coaches,
        sum(step) filter (where role = 'participant') as participants
    from step
    group by 1
)
select cast(d as date) as day,
    coalesce(sum(c.owners) over (order by d), 0) as owners,
    coalesce(sum(c.coaches) over (order by d), 0) as coaches,
    coalesce(sum(c.participants) over (order by d), 0) as participants
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join change c on c.day = cast(d as date)
order by d
