// The read models: projected and made again from the book, against reading it; asked over REST, against asking PostgreSQL.
'use strict'
const { figure, ratios } = require('../lib/figures.js')
const { java } = require('../lib/java.js')
const { asManyAsCan } = require('../lib/load.js')
const { generated } = require('../lib/people.js')
const { recorded } = require('../lib/recording.js')
const { rest } = require('../lib/rest.js')
const { script } = require('../lib/server.js')

const CALLERS = 16
const VIEWERS = 10
const PAGES = {
  projects: () => '/api/v1/projects',
  messages: ({ room }) => `/api/v1/messages/${room}?per_page=30`,
  inbox: () => '/api/v1/notifications',
}

module.exports = async function models(bench) {
  await projecting(bench)
  const address = await bench.book(bench.large)
  await rebuilding(bench, address)
  await asking(bench, address)
}

// As a server's projectors do it that leads on, each into the tables in use.
async function projecting(bench) {
  const events = bench.choose(100_000, 500_000)
  const address = await bench.book(events)
  const projected = []
  const read = []
  for (let i = 0; i < bench.choose(2, 3); i++) {
    projected.push((await java('ProjectBench', [address], recorded()))[0].perSecond)
    read.push((await java('ReadBench', [address]))[0].perSecond)
  }
  const name = `projecting all, of ${events.toLocaleString('en')} events`
  bench.report.add('models', name, figure(projected), 'events/s')
  bench.report.add('models', 'projecting against reading', ratios(projected, read), 'x')
}

async function rebuilding({ report, folder, quick, large }, address) {
  const made = []
  const read = []
  for (let i = 0; i < (quick ? 2 : 3); i++) {
    const told = await script('rebuild', ['all', '--pace', '100'], folder, { DATABASE_URL: address, ...recorded() })
    // A line for each as it comes to its end: the slowest says how fast all of them were made.
    const speeds = [...told.matchAll(/([\d,]+) events a second/g)].map(([, speed]) => Number(speed.replaceAll(',', '')))
    made.push(Math.min(...speeds))
    read.push((await java('ReadBench', [address]))[0].perSecond)
  }
  const name = `rebuilding all, of ${large.toLocaleString('en')} events`
  report.add('models', name, figure(made), 'events/s', { atLeast: 100_000 })
  report.add('models', 'reading the table by a cursor', figure(read), 'events/s')
  report.add('models', 'rebuilding against reading', ratios(made, read), 'x')
}

async function asking(bench, address) {
  const running = await bench.server(address, recorded())
  const server = rest(running.url)
  const people = []
  for (let i = 1; i <= VIEWERS; i++) {
    const person = await generated(server, i)
    const { data } = await server.must('GET', '/api/v1/projects', person.token)
    if (data.length) people.push({ ...person, room: data[0].id })
  }
  const pairs = people.map(({ id, room }) => `${id}:${room}`)
  const seconds = bench.choose(1.5, 5)
  for (const [page, path] of Object.entries(PAGES)) {
    const viewed = (caller) => people[caller % people.length]
    const ask = (caller) => server.must('GET', path(viewed(caller)), viewed(caller).token)
    await asManyAsCan(CALLERS, seconds, ask)
    const asked = []
    const bare = []
    for (let i = 0; i < bench.choose(1, 3); i++) {
      asked.push((await asManyAsCan(CALLERS, seconds, ask)).perSecond)
      bare.push((await java('QueryBench', [address, page, seconds, CALLERS, pairs]))[0].perSecond)
    }
    bench.report.add('models', `${page} over REST`, figure(asked), 'pages/s')
    bench.report.add('models', `${page}, against bare SQL`, ratios(asked, bare), 'x')
  }
  server.close()
  await running.stop()
}
