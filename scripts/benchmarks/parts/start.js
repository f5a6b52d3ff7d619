// How long it takes from scripts/run until the server is ready.
'use strict'
const { mkdirSync } = require('node:fs')
const path = require('node:path')
const { figure } = require('../lib/figures.js')
const { script } = require('../lib/server.js')

const EMBEDDED = { atMost: 2.5 }
const RUNNING = { atMost: 1.2 }
const EMBEDDED_LARGE = 1_000_000

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
  const rounds = bench.choose(2, 7)
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

  const first = await seconds(bench.choose(1, 3), (i) => bench.embedded(folder(`start-first-${i}`)))
  report.add('start', 'the very first, which makes the embedded PostgreSQL', first, 's')
  report.add('start', 'embedded PostgreSQL, empty book', await seconds(rounds, () => bench.embedded(empty)), 's', EMBEDDED)
  report.add('start', 'PostgreSQL that runs, empty book', await seconds(rounds, () => bench.server(none)), 's', RUNNING)
  report.add('start', `PostgreSQL that runs, ${large}`, await seconds(rounds, () => bench.server(book)), 's', RUNNING)

  if (bench.quick) return
  const full = folder('start-large')
  await script('generate', ['--events', String(EMBEDDED_LARGE)], full)
  await seconds(1, () => bench.embedded(full))
  const name = `embedded PostgreSQL, a book of ${EMBEDDED_LARGE.toLocaleString('en')} events`
  report.add('start', name, await seconds(rounds, () => bench.embedded(full)), 's', EMBEDDED)
}
