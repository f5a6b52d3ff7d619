// The programs of minutebook.web.bench, which work inside a JVM. What they print is lines of JSON.
'use strict'
const path = require('node:path')
const { createInterface } = require('node:readline')
const { start } = require('./children.js')

const JAVA = path.join(__dirname, 'java.sh')

// Runs one to its end; gives what it printed.
function java(program, args, settings) {
  const child = start(JAVA, [program, ...args.map(String)], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return new Promise((resolve, reject) => {
    child.once('close', (code) =>
      code === 0 ? resolve(lines.map((line) => JSON.parse(line))) : reject(new Error(`${program} ended with ${code}`)),
    )
  })
}

// A PostgreSQL that runs: { version, address(database), ask(sql), stop() }. `ask` goes to its own first database, as its
// superuser, and gives the first value of the first row, as text.
async function startPostgres(folder) {
  const child = start(JAVA, ['BenchPostgres', folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await answers.next()
    if (done) throw new Error('PostgreSQL went away')
    const { problem, ...told } = JSON.parse(value)
    if (problem) throw new Error(problem)
    return told
  }
  const { url, version } = await answer()
  // One after the other, since answers come in the order of the questions.
  let before = Promise.resolve()
  const ask = (sql) => {
    const asked = before.then(() => child.stdin.write(`${sql.replace(/\s+/g, ' ')}\n`)).then(answer)
    before = asked.catch(() => {})
    return asked.then(({ value }) => value)
  }
  const address = (database) => url.replace(/\/[^/]*$/, `/${database}`)
  const stop = () => {
    child.stdin.end()
    return ended
  }
  return { version, address, ask, stop }
}

module.exports = { java, startPostgres }
