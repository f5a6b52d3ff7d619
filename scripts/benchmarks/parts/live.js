// From a command to its answer, and to those who listen: at fixed rates, and at the highest that the server bears.
'use strict'
const { figure, highest, quantile } = require('../lib/figures.js')
const { openSocket, openStream } = require('../lib/live.js')
const { atRate, pause, until } = require('../lib/load.js')
const { newcomers, project } = require('../lib/people.js')
const { recorded } = require('../lib/recording.js')
const { rest } = require('../lib/rest.js')

const TEAMS = 20
const P99_MAX = 50
const LOWEST = 50
const HIGHEST = 6400
const KINDS = {
  answer: 'command to answer (REST)',
  stream: 'command to delivery by SSE',
  ack: 'message to ack (Socket.IO)',
  socket: 'message to delivery by Socket.IO',
}

// Teams of two: the one renames their project and talks in its room, the other has a stream and a socket open.
class Teams {
  #due = new Map()
  #times
  #number = 0

  static async open(server) {
    const teams = new Teams()
    teams.server = server
    const people = await newcomers(server, 2 * TEAMS)
    teams.all = await Promise.all(
      Array.from({ length: TEAMS }, async (_, i) => {
        const [owner, member] = people.slice(2 * i, 2 * i + 2)
        const id = await project(server, owner, [member])
        await openStream(server.url, member.token, (event) => teams.#heard('stream', event))
        const talker = await openSocket(server.url, owner.token, () => {})
        const listener = await openSocket(server.url, member.token, (event) => teams.#heard('socket', event))
        for (const socket of [talker, listener]) await socket.emit('join_project', { project_id: id })
        return { owner, id, talker }
      }),
    )
    return teams
  }

  // What comes names what was sent: #1234#.
  #heard(kind, event) {
    const name = /#(\d+)#(?!.*#\d+#)/s.exec(event)?.[1]
    const due = this.#due.get(`${kind}${name}`)
    if (due === undefined) return
    this.#due.delete(`${kind}${name}`)
    this.#times[kind].push(performance.now() - due)
  }

  // Half of what is sent are renamings, half are messages. Gives the times of each kind, in ms, and how many failed.
  async run(perSecond, seconds) {
    const times = { answer: [], stream: [], ack: [], socket: [] }
    this.#times = times
    this.#due.clear()
    let failed = 0
    let open = 0
    await atRate(perSecond, seconds, (i, due) => {
      const team = this.all[(i >> 1) % TEAMS]
      const name = ++this.#number
      const [answer, delivery] = i % 2 ? ['ack', 'socket'] : ['answer', 'stream']
      this.#due.set(`${delivery}${name}`, due)
      open++
      const sent = i % 2 ? this.#say(team, name) : this.#rename(team, name)
      sent
        .then((fine) => (fine ? times[answer].push(performance.now() - due) : failed++))
        .catch(() => failed++)
        .finally(() => open--)
    })
    await until('an answer to all', () => open === 0)
    // What was answered is on its way.
    await until('a delivery of all', () => this.#due.size <= failed)
    return { times, failed }
  }

  async #rename({ owner, id }, name) {
    const { status } = await this.server.ask('PUT', `/api/v1/projects/${id}`, owner.token, { title: `Live ${id} #${name}#` })
    return status === 200
  }

  async #say({ talker, id }, name) {
    return !(await talker.emit('send_message', { project_id: id, content: `A message to the team, #${name}#` })).startsWith(
      '[{"message"',
    )
  }

  // Whether all went well and nothing was slow.
  async bears(perSecond, seconds) {
    try {
      const { times, failed } = await this.run(perSecond, seconds)
      return !failed && Object.keys(KINDS).every((kind) => quantile(times[kind], 0.99) < P99_MAX)
    } catch {
      await pause(1000)
      return false
    }
  }
}

module.exports = async function live(bench) {
  const { report } = bench
  const running = await bench.server(await bench.database(), recorded())
  const server = rest(running.url)
  const teams = await Teams.open(server)
  for (let i = 0; i < 3; i++) await teams.run(200, bench.choose(3, 10))
  for (const rate of bench.choose([200], [50, 200, 500])) {
    const rounds = []
    for (let i = 0; i < bench.choose(2, 3); i++) rounds.push(await teams.run(rate, bench.choose(4, 20)))
    const failed = rounds.reduce((sum, round) => sum + round.failed, 0)
    if (failed) throw new Error(`At ${rate}/s, ${failed} failed`)
    for (const [kind, name] of Object.entries(KINDS)) {
      for (const part of [0.5, 0.99, 0.999]) {
        const of = rounds.map(({ times }) => quantile(times[kind], part))
        report.add('live', `${name} at ${rate}/s, p${part * 100}`, figure(of), 'ms')
      }
    }
  }
  const most = await highest(LOWEST, HIGHEST, (rate) => teams.bears(rate, bench.choose(2, 6)))
  report.add('live', `highest rate with each p99 under ${P99_MAX} ms`, figure([most]), 'commands/s')
  server.close()
  await running.stop()
}
