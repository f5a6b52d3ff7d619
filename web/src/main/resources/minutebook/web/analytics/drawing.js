// Draws the numbers of a chart, in the colours of the page, which follow the system's.

/** What there is to see, in this order. `lines`: columns that are no bars; `right`: those with an axis of their own. */
export const CHARTS = {
    activity: {
        title: 'Messages',
        about: 'Messages a day, to everybody and to one person.',
        bars: ['public', 'private'],
        right: ['people'],
    },
    projects: {
        title: 'Projects',
        about: 'Created and deleted a day, and how many there are at its end.',
        bars: ['created', 'deleted'],
        right: ['living'],
    },
    members: {
        title: 'Membership',
        about: 'Who is in projects at the end of a day; somebody in two projects counts twice.',
        bars: ['owners', 'coaches', 'participants'],
    },
    responses: {
        title: 'Response times',
        about: 'How long a public message waits for somebody else, in minutes, by the day of the answer.',
        lines: ['median_minutes', 'p90_minutes'],
    },
    notifications: {
        title: 'Notifications',
        about: 'Sent a day, how many of them were read by now, and after how many minutes.',
        bars: ['sent', 'read'],
        stacked: false,
        right: ['median_minutes'],
    },
    logins: {
        title: 'Log-ins',
        about: 'Log-ins a day, and of how many people.',
        bars: ['logins'],
        right: ['people'],
    },
    busiest: {
        title: 'Busiest projects',
        about: 'In which most was said.',
        bars: ['messages'],
        across: 'title',
    },
};

const LABELS_MAX = 10;

export const named = column => column.replaceAll('_', ' ').replace('p90', '90 % within');

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws `data` on the canvas, in place of what is there; gives the drawing. */
export function draw(canvas, {bars = [], lines = [], right = [], stacked = true, across}, data) {
    Chart.getChart(canvas)?.destroy();
    const rows = across ? data.rows.slice(0, LABELS_MAX) : data.rows;
    const values = column => rows.map(row => row[data.columns.indexOf(column)]);
    const datasets = [...bars, ...lines, ...right].map((column, i) => {
        const tone = colour(`--series-${i + 1}`);
        return {
            type: bars.includes(column) ? 'bar' : 'line',
            label: named(column),
            data: values(column),
            yAxisID: across ? undefined : right.includes(column) ? 'right' : 'y',
            stack: bars.includes(column) && stacked ? 'bars' : column,
            backgroundColor: tone,
            borderColor: tone,
            borderWidth: bars.includes(column) ? 0 : 2,
            borderDash: right.includes(column) ? [5, 3] : [],
            pointRadius: 1.5,
            spanGaps: false,
        };
    });
    const axis = {ticks: {color: colour('--faint')}, grid: {color: colour('--line')}};
    const scale = text => ({...axis, beginAtZero: true, title: {display: text !== '', text, color: colour('--faint')}});
    const scales = across
        ? {x: scale('messages'), y: axis}
        : {x: axis, y: scale(lines.length ? 'minutes' : '')};
    if (right.length) {
        scales.right = {...scale(right.map(named).join(', ')), position: 'right', grid: {display: false}};
    }
    return new Chart(canvas, {
        data: {labels: values(across ?? data.columns[0]), datasets},
        options: {
            animation: false,
            responsive: true,
            maintainAspectRatio: false,
            indexAxis: across ? 'y' : 'x',
            scales,
            plugins: {legend: {labels: {color: colour('--ink')}}},
        },
    });
}

/** What a chart shows, in a sentence, for who does not see it. */
export function inWords({title, bars = [], lines = [], right = []}, data) {
    const parts = [...bars, ...lines, ...right].map(column => {
        const values = data.rows.map(row => row[data.columns.indexOf(column)]).filter(value => value !== null);
        return values.length ? `${named(column)} from ${Math.min(...values)} to ${Math.max(...values)}` : `no ${named(column)}`;
    });
    return `${title}, ${data.from} to ${data.to}: ${parts.join('; ')}. All numbers are in the table below.`;
}
