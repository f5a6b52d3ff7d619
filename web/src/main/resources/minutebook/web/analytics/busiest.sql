-- The fifty projects in which most was said.
select p.project, p.title, sum(m.messages) as messages, count(distinct m.person) as people
from analytics.messages_v1 m
join analytics.projects_v1 p using (project)
where m.day between :from and :to and {project: m.project = :project}
group by p.project, p.title
order by messages desc, p.project
limit 50
