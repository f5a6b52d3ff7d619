// How long it takes from scripts/run until the server is ready.
'use strict'
const { mkdirSync } = require('node:fs')
const path = require('node:path')
const { figure } = require('../lib/figures.js')
const { script } = require('../lib/server.js')

const EMBEDDED = { atMost: 2.5 }
const RUNNING = { atMost: 1.2 }

async function seconds(rounds, start) {
  const times = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    const server = await start(i)
    times.push((performance.now() - began) / 1000)
    await server.stop()
  }
  return figure(times)
}

module.exports = async function start(bench) {
  const { report } = bench
  const rounds = bench.choose(3, 7)
  const folder = (name) => {
    const made = path.join(bench.folder, name)
    mkdirSync(made, { recursive: true })
    return made
  }
  const large = `a book of ${bench.large.toLocaleString('en')} events`

  // Whatever is done once, as to record a start, is done by these.
  const empty = folder('start-empty')
  await seconds(1, () => bench.embedded(empty))
  const [none, book] = [await bench.database(), await bench.book(bench.large)]
  for (const address of [none, book]) await seconds(1, () => bench.server(address))

  const first = await seconds(bench.choose(2, 3), (i) => bench.embedded(folder(`start-first-${i}`)))
  report.add('start', 'the very first, which makes the embedded PostgreSQL', first, 's')
  report.add('start', 'embedded PostgreSQL, empty book', await seconds(rounds, () => bench.embedded(empty)), 's', EMBEDDED)
  report.add('start', 'PostgreSQL that runs, empty book', await seconds(rounds, () => bench.server(none)), 's', RUNNING)
  report.add('start', `PostgreSQL that runs, ${large}`, await seconds(rounds, () => bench.server(book)), 's', RUNNING)

  const full = folder('start-large')
  await script('generate', ['--events', String(bench.choose(100_000, 1_000_000))], full)
  await seconds(1, () => bench.embedded(full))
  const name = `embedded PostgreSQL, a book of ${bench.choose(100_000, 1_000_000).toLocaleString('en')} events`
  report.add('start', name, await seconds(rounds, () => bench.embedded(full)), 's', EMBEDDED)
}
