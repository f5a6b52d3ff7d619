// What all parts of scripts/bench work with: a PostgreSQL that runs, books of any size in it, servers, and the report.
'use strict'
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { endAll } = require('./children.js')
const { startPostgres } = require('./java.js')
const { script, startServer } = require('./server.js')

const KEPT = path.join(__dirname, '../../../target/bench')

class Bench {
  #postgres
  #running = new Set()
  #databases = new Set()
  #numbers = 0

  // `quick`: smaller books, fewer and shorter rounds. `keep`: generated books stay for the next run.
  constructor({ quick, keep, peer, report, tell }) {
    this.quick = quick
    this.peer = peer
    this.report = report
    this.tell = tell
    this.keep = keep
    this.folder = mkdtempSync(path.join(tmpdir(), 'minutebook-bench-'))
  }

  // How many rounds, and how large or long something is.
  choose(quick, whole) {
    return this.quick ? quick : whole
  }

  // The book that counts as large.
  get large() {
    return this.choose(100_000, 5_000_000)
  }

  postgres() {
    this.#postgres ??= startPostgres(this.keep ? KEPT : path.join(this.folder, 'data'))
    return this.#postgres
  }

  // The address of a new database, of a name of its own; empty, unless it is a copy of another.
  async database(name = `bench_${++this.#numbers}`, template = 'template1') {
    const postgres = await this.postgres()
    this.#databases.add(name)
    await postgres.ask(`drop database if exists ${name} with (force)`)
    // Not by way of the log, which would have the whole copy in it.
    await postgres.ask(`create database ${name} template ${template} strategy file_copy`)
    return postgres.address(name)
  }

  // The address of a copy of a generated book with its read models.
  async book(events) {
    const postgres = await this.postgres()
    const name = `book_${events}`
    const there = await postgres.ask(`select count(*) from pg_database where datname = '${name}'`)
    if (there === '0') {
      this.tell(`generating a book of ${events.toLocaleString('en')} events`)
      const address = await this.database('half_a_book')
      await script('generate', ['--events', String(events)], this.folder, { DATABASE_URL: address })
      await (await this.server(address)).stop()
      await postgres.ask(`alter database half_a_book rename to ${name}`)
    }
    return this.database(undefined, name)
  }

  // A server on this database.
  server(address, settings) {
    const folder = path.join(this.folder, `server-${++this.#numbers}`)
    return this.begun(startServer(folder, { DATABASE_URL: address, ...settings }, `${folder}.log`))
  }

  // A server that brings its own database, in this folder.
  embedded(dataDir) {
    return this.begun(startServer(dataDir, {}, `${dataDir}.log`))
  }

  // Whatever has a `stop` is stopped with all the rest, if not before.
  async begun(beginning) {
    const begun = await beginning
    const { stop } = begun
    begun.stop = () => {
      this.#running.delete(begun)
      return stop()
    }
    this.#running.add(begun)
    return begun
  }

  // Ends what a part has left running, having failed.
  async stopAll() {
    await Promise.all([...this.#running].map(({ stop }) => stop()))
  }

  async close() {
    await this.stopAll()
    const postgres = await this.#postgres
    if (this.keep) for (const name of this.#databases) await postgres?.ask(`drop database if exists ${name} with (force)`)
    await postgres?.stop()
    this.#leave()
  }

  // At once, whatever is under way.
  async abandon() {
    await endAll()
    this.#leave()
  }

  #leave() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

module.exports = { Bench }
