-- Messages a day, and how many people wrote them.
select cast(d as date) as day,
    coalesce(sum(m.public), 0) as public,
    coalesce(sum(m.private), 0) as private,
    coalesce(sum(m.files), 0) as files,
    count(distinct m.person) as people
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join analytics.messages_v1 m
    on m.day = cast(d as date) and {project: m.project = :project}
group by d
order by d
