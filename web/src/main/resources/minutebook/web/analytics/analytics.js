import {CHARTS, draw, inWords, named} from './drawing.js';
import {csv, forget, isLoggedIn, logIn, logOut, numbers, Refused} from './session.js';

const login = document.getElementById('login');
const filter = document.getElementById('filter');
const charts = document.getElementById('charts');
const status = document.getElementById('status');
const out = document.getElementById('logout');

const shown = new Map();

/** Counts what was asked for: an answer that comes when something else was asked since is not shown. */
let asked = 0;

function say(text, mood = '') {
    status.className = mood;
    status.textContent = text;
}

function tell(failure) {
    if (!(failure instanceof Refused)) {
        throw failure;
    }
    if (failure.status === 401 && isLoggedIn()) {
        forget();
        show();
    }
    if (failure.status === 403) {
        filter.hidden = charts.hidden = true;
    }
    failure.fields.forEach(field => filter.elements[field]?.setAttribute('aria-invalid', 'true'));
    filter.elements[failure.fields[0]]?.focus();
    say(failure.message, 'bad');
}

/** Shows the log-in, or what is behind it. */
function show() {
    login.hidden = isLoggedIn();
    filter.hidden = charts.hidden = out.hidden = !isLoggedIn();
    if (isLoggedIn()) {
        refresh();
    } else {
        login.elements.email.focus();
    }
}

function chosen() {
    const {project, from, to} = filter.elements;
    return {project: project.value.trim(), from: from.value, to: to.value};
}

async function refresh() {
    const mine = ++asked;
    say('One moment …');
    charts.setAttribute('aria-busy', 'true');
    [...filter.elements].forEach(element => element.removeAttribute('aria-invalid'));
    try {
        let current;
        for (const [name, chart] of Object.entries(CHARTS)) {
            const data = await numbers(name, chosen());
            if (mine !== asked) {
                return;
            }
            fill(name, chart, data);
            ({current} = data);
        }
        say(current.recorded_at
            ? `Current to position ${current.position} of the book, ${current.recorded_at}. Days are UTC.`
            : 'The book is empty.');
    } catch (failure) {
        tell(failure);
    } finally {
        if (mine === asked) {
            charts.removeAttribute('aria-busy');
        }
    }
}

function fill(name, chart, data) {
    const section = charts.querySelector(`#${name}`) ?? add(name, chart);
    shown.set(name, data);
    const canvas = section.querySelector('canvas');
    canvas.setAttribute('aria-label', inWords(chart, data));
    draw(canvas, chart, data);
    section.querySelector('code').textContent = data.sql;
    section.querySelector('caption').textContent = `${data.from} to ${data.to}`;
    section.querySelector('thead').replaceChildren(row('th', data.columns.map(named)));
    section.querySelector('tbody').replaceChildren(...data.rows.map(values => row('td', values)));
    if (name === 'busiest' && data.project === null) {
        offer(data);
    }
}

function row(kind, values) {
    const line = document.createElement('tr');
    for (const value of values) {
        const cell = document.createElement(kind);
        cell.textContent = value ?? '–';
        if (kind === 'th') cell.scope = 'col';
        if (typeof value === 'string') cell.className = 'text';
        line.append(cell);
    }
    return line;
}

function add(name, chart) {
    const section = document.getElementById('chart').content.firstElementChild.cloneNode(true);
    section.id = name;
    const heading = section.querySelector('h2');
    heading.id = `${name}-title`;
    heading.textContent = chart.title;
    section.setAttribute('aria-labelledby', heading.id);
    section.querySelector('.scroll').setAttribute('aria-labelledby', heading.id);
    section.querySelector('.about').textContent = chart.about;
    section.querySelector('.csv').addEventListener('click', () => save(name).catch(tell));
    section.querySelector('.copy').addEventListener('click', async () => {
        await navigator.clipboard.writeText(shown.get(name).sql);
        say('The SQL was copied.');
    });
    charts.append(section);
    return section;
}

/** Any project can be typed by its number; those in which most was said are offered. */
function offer(data) {
    const options = data.rows.map(([number, title]) => new Option(title, number));
    document.getElementById('busy').replaceChildren(...options);
}

async function save(name) {
    const {from, to, project} = shown.get(name);
    const blob = await csv(name, {project: project ?? '', from, to});
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${name}-${from}-${to}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
}

function start() {
    const day = 86_400_000;
    filter.elements.to.value = new Date().toISOString().slice(0, 10);
    filter.elements.from.value = new Date(Date.now() - 89 * day).toISOString().slice(0, 10);
    show();
}

login.addEventListener('submit', async event => {
    event.preventDefault();
    try {
        await logIn(login.elements.email.value, login.elements.password.value);
        login.elements.password.value = '';
        show();
    } catch (failure) {
        tell(failure);
    }
});

filter.addEventListener('submit', event => {
    event.preventDefault();
    refresh();
});

out.addEventListener('click', async () => {
    asked++;
    await logOut().catch(tell);
    charts.replaceChildren();
    show();
    say('You are logged out.');
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    shown.forEach((data, name) => draw(charts.querySelector(`#${name} canvas`), CHARTS[name], data));
});

start();
