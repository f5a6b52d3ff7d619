-- How long rooms take to answer, in minutes, by the day of the answer.
select cast(d as date) as day,
    count(r.day) as responses,
    round(cast(percentile_cont(0.5) within group (order by extract(epoch from r.waited)) / 60 as numeric), 2)
        as median_minutes,
    round(cast(percentile_cont(0.9) within group (order by extract(epoch from r.waited)) / 60 as numeric), 2)
        as p90_minutes
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join analytics.responses_v1 r
    on r.day = cast(d as date) and {project: r.project = :project}
group by d
order by d
