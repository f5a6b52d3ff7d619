// One event to thousands of streams and of sockets, and what each of them costs in memory.
'use strict'
const { figure } = require('../lib/figures.js')
const { openSocket, openStream } = require('../lib/live.js')
const { pause, until } = require('../lib/load.js')
const { newcomers, project } = require('../lib/people.js')
const { memory } = require('../lib/process.js')
const { recorded } = require('../lib/recording.js')
const { rest } = require('../lib/rest.js')

const MEMBERS = 50
const COUNTS = [1000, 5000]
const AT_ONCE = 50

// How a listener is opened, and what makes the one event.
const KINDS = {
  stream: {
    goal: { atMost: 40 },
    open: (server, member, _, hear) => openStream(server.url, member.token, hear),
    tell: (server, owner, id, _, name) => server.must('PUT', `/api/v1/projects/${id}`, owner.token, { title: `Fan ${id} #${name}#` }),
  },
  socket: {
    goal: { atMost: 60 },
    async open(server, member, id, hear) {
      const socket = await openSocket(server.url, member.token, hear)
      await socket.emit('join_project', { project_id: id })
      return socket
    },
    tell: (server, owner, id, talker, name) => talker.emit('send_message', { project_id: id, content: `To all of you, #${name}#` }),
  },
}

module.exports = async function fan(bench) {
  for (const kind of Object.keys(KINDS)) {
    // A server for each: what the first one's listeners left of the heap must not help the others.
    const running = await bench.server(await bench.database(), recorded())
    await fanOut(bench, kind, running)
    await running.stop()
  }
}

async function fanOut(bench, kind, { url, pid }) {
  const { report } = bench
  const { goal, open, tell } = KINDS[kind]
  const server = rest(url)
  const [owner, ...members] = await newcomers(server, MEMBERS + 1)
  const id = await project(server, owner, members)
  const talker = await openSocket(url, owner.token, () => {})
  let name = 0
  let heard = 0
  let last = 0
  const hear = (event) => {
    // A renaming names the older title, too, which ends otherwise.
    if (!event.includes(`#${name}#"`)) return
    heard++
    last = performance.now()
  }

  const told = async (count) => {
    name++
    heard = 0
    const began = performance.now()
    await tell(server, owner, id, talker, name)
    await until(`one event at ${count} ${kind}s`, () => heard >= count)
    return last - began
  }

  // What the server needs for anybody at all is there before it is measured.
  const listeners = await Promise.all(members.map((member) => open(server, member, id, hear)))
  for (let i = 0; i < 50; i++) await told(listeners.length)
  const before = await memory(pid)
  const first = listeners.length
  for (const count of COUNTS) {
    while (listeners.length < count) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - listeners.length) }, (_, i) =>
        open(server, members[(listeners.length + i) % MEMBERS], id, hear),
      )
      listeners.push(...(await Promise.all(some)))
    }
    const millis = []
    for (let i = 0; i < bench.choose(5, 20); i++) {
      millis.push(await told(count))
      await pause(100)
    }
    const many = `${count.toLocaleString('en')} ${kind}s`
    report.add('fan', `one event to ${many}, until the last has it`, figure(millis), 'ms')
    report.add('fan', `deliveries to ${many}`, figure(millis.map((time) => (count / time) * 1000)), 'a second')
  }
  const after = await memory(pid)
  const each = (what) => (after[what] - before[what]) / (listeners.length - first) / 1000
  // Memory that the heap had taken and did not use serves listeners, too: what is alive is the least that they cost.
  const least = Math.max(each('rss'), each('heap'))
  report.add('fan', `memory of a ${kind}, all told (of ${listeners.length.toLocaleString('en')})`, figure([least]), 'kB', goal)
  report.add('fan', `memory of a ${kind}, of that alive in the heap`, figure([each('heap')]), 'kB')
  for (const listener of listeners) listener.close()
  talker.close()
  server.close()
}
