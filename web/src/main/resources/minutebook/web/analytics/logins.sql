-- Log-ins a day, and of how many people; of a project, by those who were in it on that day.
with login as (
    select l.day, l.person, l.logins
    from analytics.logins_v1 l
    where l.day between :from and :to
        and {project: exists (
            select from analytics.memberships_v1 m
            where m.project = :project and m.person = l.person
                and m.began_at < cast(l.day + 1 as timestamp) at time zone 'UTC'
                and (m.ended_at is null or m.ended_at >= cast(l.day as timestamp) at time zone 'UTC'))}
)
select cast(d as date) as day, coalesce(sum(l.logins), 0) as logins, count(l.person) as people
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join login l on l.day = cast(d as date)
group by d
order by d
