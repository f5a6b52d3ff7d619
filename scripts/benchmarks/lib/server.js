// A server for a measurement, by scripts/run, and what all of them need.
'use strict'
const { mkdtempSync, openSync, readFileSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { createInterface } = require('node:readline')
const { start } = require('./children.js')

const SCRIPTS = path.join(__dirname, '..', '..')

// Prints the comment at the head of a script, if that is asked for, and ends.
function helpIfAsked(file) {
  if (!['--help', '-h'].includes(process.argv[2])) return
  const lines = readFileSync(file, 'utf8').split('\n').slice(1)
  const end = lines.findIndex((line) => !line.startsWith('//'))
  console.log(lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, '')).join('\n'))
  process.exit(0)
}

// A server on `data`, or on data that is thrown away afterwards, with these settings besides. `stop` ends it and waits. Its
// own log goes to the file `log`, or where ours goes.
function startServer(data, settings, log) {
  const dataDir = data ?? mkdtempSync(path.join(tmpdir(), 'minutebook-bench-'))
  const server = start(path.join(SCRIPTS, 'run'), {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, RATE_LIMITS: 'off', ...settings },
    stdio: ['ignore', 'pipe', log ? openSync(log, 'a') : 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
    if (!data) rmSync(dataDir, { recursive: true, force: true })
  }
  return new Promise((resolve, reject) => {
    ended.then((code) => {
      const why = log ? readFileSync(log, 'utf8').trim().split('\n').at(-1) : ''
      reject(new Error(`The server ended with ${code} before it was ready. ${why}`))
    })
    createInterface({ input: server.stdout }).on('line', (line) => {
      const ready = /^Minutebook is ready: (\S+)$/.exec(line)
      if (ready) resolve({ url: ready[1], dataDir, pid: server.pid, stop })
    })
  })
}

// Runs a script of the project to its end; gives what it wrote to stdout.
function script(name, args, dataDir, settings) {
  const child = start(path.join(SCRIPTS, name), args, {
    env: { ...process.env, DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => (out += part))
  child.stderr.on('data', (part) => (err += part))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${name} ended with ${code}: ${err}`)),
    )
  })
}

module.exports = { helpIfAsked, startServer, script }
