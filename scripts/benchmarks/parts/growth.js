// The same work on a small and on a large book, whose servers take turns: whether anything becomes slower as the book grows.
'use strict'
const { ratios, quantile } = require('../lib/figures.js')
const { java } = require('../lib/java.js')
const { openSocket, openStream } = require('../lib/live.js')
const { atRate, until } = require('../lib/load.js')
const { newcomers, project } = require('../lib/people.js')
const { recorded } = require('../lib/recording.js')
const { rest } = require('../lib/rest.js')

const SMALL = 10_000
const GOAL = { atMost: 1.2 }
const PEOPLE = 10
const MISSED = 100
const MESSAGES = 100
const CALLERS = 64
const RATE = 100

// A server on a book, and people in it with as much to do on the one as on the other.
class Place {
  #number = 0

  static async open(bench, address) {
    const place = new Place()
    place.running = await bench.server(address, recorded())
    place.server = rest(place.running.url)
    place.people = await newcomers(place.server, PEOPLE)
    place.projects = []
    for (const owner of place.people) {
      const others = place.people.filter((person) => person !== owner)
      place.projects.push(await project(place.server, owner, others))
    }
    const [talker] = place.people
    const socket = await openSocket(place.running.url, talker.token, () => {})
    for (let i = 0; i < MESSAGES; i++)
      await socket.emit('send_message', { project_id: place.projects[0], content: `Message ${i}` })
    socket.close()
    return place
  }

  async #open(seconds, ask) {
    const times = []
    const open = new Set()
    await atRate(RATE, seconds, (i, due) => {
      const one = ask(i)
        .then(() => times.push(performance.now() - due))
        .finally(() => open.delete(one))
      open.add(one)
    })
    await Promise.all(open)
    return quantile(times, 0.99)
  }

  rename(who) {
    const title = `Growth ${this.projects[who]} #${++this.#number}`
    return this.server.must('PUT', `/api/v1/projects/${this.projects[who]}`, this.people[who].token, { title })
  }

  commands(seconds) {
    return this.#open(seconds, (i) => this.rename(i % PEOPLE))
  }

  queries(seconds) {
    const pages = ['/api/v1/projects', `/api/v1/messages/${this.projects[0]}?per_page=30`, '/api/v1/notifications']
    return this.#open(seconds, (i) => this.server.must('GET', pages[i % pages.length], this.people[i % PEOPLE].token))
  }

  // The time until somebody who comes back has all that they missed.
  async replay() {
    const [owner, reader] = [this.people[0], this.people[1]]
    const stream = await openStream(this.running.url, reader.token, () => {})
    stream.close()
    for (let i = 0; i < MISSED; i++) await this.rename(0)
    let heard = 0
    const began = performance.now()
    let last
    const back = await openStream(
      this.running.url,
      reader.token,
      () => ++heard === MISSED && (last = performance.now()),
      stream.lastEventId(),
    )
    await until(`a replay to ${reader.id} of what ${owner.id} did`, () => last)
    back.close()
    return last - began
  }

  stop() {
    this.server.close()
    return this.running.stop()
  }
}

// Takes turns; gives the rounds of the large book against those of the small one.
async function turns(rounds, [small, large], measure) {
  const times = [[], []]
  for (let i = 0; i < rounds; i++) {
    const order = i % 2 ? [1, 0] : [0, 1]
    for (const which of order) times[which].push(await measure([small, large][which]))
  }
  return ratios(times[1], times[0])
}

module.exports = async function growth(bench) {
  const addresses = [await bench.book(SMALL), await bench.book(bench.large)]
  const places = []
  for (const address of addresses) places.push(await Place.open(bench, address))
  const seconds = bench.choose(2, 6)
  for (const place of places) {
    await place.commands(seconds)
    await place.queries(seconds)
    await place.replay()
  }
  const rounds = bench.choose(2, 7)
  const large = `${bench.large.toLocaleString('en')} events against ${SMALL.toLocaleString('en')}`
  const add = (what, figures) => bench.report.add('growth', `${what}, ${large}`, figures, 'x', GOAL)
  add('p99 of commands', await turns(rounds, places, (place) => place.commands(seconds)))
  add('p99 of queries', await turns(rounds, places, (place) => place.queries(seconds)))
  add(`replay of ${MISSED} missed`, await turns(rounds, places, (place) => place.replay()))
  for (const place of places) await place.stop()
  const appended = await java('AppendBench', [CALLERS, rounds, 0.3, 'book', ...addresses], recorded())
  const time = (which) => appended.filter(({ database }) => database === which).map(({ book }) => 1 / book.perSecond)
  add('time of an append', ratios(time(1), time(0)))
}
