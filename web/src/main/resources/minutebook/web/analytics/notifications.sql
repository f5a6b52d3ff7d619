-- Notifications by the day that they were sent on: how many, how many of them were read, and after how long.
with sent as (
    select cast(sent_at at time zone 'UTC' as date) as day, read_at, extract(epoch from unread_for) / 60 as minutes
    from analytics.notifications_v1
    where sent_at >= cast(:from as timestamp) at time zone 'UTC'
        and sent_at < cast(:to + 1 as timestamp) at time zone 'UTC'
        and {project: project = :project}
)
select cast(d as date) as day,
    count(s.day) as sent,
    count(s.read_at) as read,
    round(cast(percentile_cont(0.5) within group (order by s.minutes) as numeric), 2) as median_minutes
from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d
left join sent s on s.day = cast(d as date)
group by d
order by d
