// Minutebook and another server, driven in turns by the other one's own driver.
'use strict'
const path = require('node:path')
const { createServer } = require('node:net')
const { start } = require('../lib/children.js')
const { figure, ratios } = require('../lib/figures.js')
const { until } = require('../lib/load.js')
const { watchProcessor } = require('../lib/process.js')
const { recorded } = require('../lib/recording.js')

// The driver's own pause between two edits of its fan.
const FAN_PAUSE_SECONDS = 0.1

const overall = (rate) => (told, { seconds }) => ({ seconds, done: rate(told) * seconds })

// What is compared; a goal is what Minutebook makes of what the peer makes. Times: of the driver's own names. `work`: how
// much was done at the end of a run, in how many seconds.
const WORKS = [
  { name: 'chat, closed loop: messages/s', args: ['chat'], of: (told) => told.acked_per_s, goal: { atLeast: 4 } },
  { name: 'chat at 200/s: p99 of acks', args: ['chat', '--rate', '200'], of: (told) => told.ack_ms.p99, goal: { atMost: 1 } },
  { name: 'edits/s', args: ['edit', '--connections', '16'], of: (told) => told.per_s, goal: { atLeast: 5 } },
  { name: 'reads/s', args: ['read', '--connections', '16'], of: (told) => told.per_s, goal: { atLeast: 8 } },
  {
    name: 'fan to 500 streams: deliveries/s',
    args: ['fan', '--streams', '500'],
    of: (told) => told.per_s,
    goal: { atLeast: 3 },
    work: (told, { edits }) => ({
      done: told.streams * edits,
      seconds: edits * (FAN_PAUSE_SECONDS + told.all_received_ms.p50 / 1000),
    }),
  },
]

function run(folder, script, args, settings) {
  return start(process.execPath, [path.join(folder, script), ...args.map(String)], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const output = (child) =>
  new Promise((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (part) => (out += part))
    child.once('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`The driver ended with ${code}`))))
  })

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

async function startPeer(folder, address) {
  const port = await freePort()
  const child = run(folder, 'peers/node.mjs', [], { PORT: String(port), DATABASE_URL: address })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stdout.resume()
  const url = `http://127.0.0.1:${port}`
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  await until('a peer that answers', () => child.exitCode !== null || fetch(url).then(() => true, () => false))
  if (child.exitCode !== null) throw new Error(`The peer ended with ${child.exitCode}: is npm install done in its folder?`)
  return { url, stop }
}

module.exports = async function peer(bench) {
  const { report, peer: folder } = bench
  const servers = [
    await bench.server(await bench.database(), recorded()),
    await bench.begun(startPeer(folder, await bench.database('peer'))),
  ]
  const times = { seconds: bench.choose(3, 10), warmup: bench.choose(1, 3), edits: bench.choose(10, 20) }
  const options = Object.entries(times).flatMap(([name, value]) => [`--${name}`, value])
  const drive = async ({ url }, args) => {
    const driver = run(folder, 'load.mjs', [...args, ...options, '--url', url])
    const processor = watchProcessor(driver)
    return { ...JSON.parse(await output(driver)), processor }
  }
  for (const { name, args, of, goal, work = overall(of) } of WORKS) {
    const rounds = [[], []]
    // Neither is measured while it is still being compiled.
    for (let i = 0; i < bench.choose(1, 2); i++) for (const server of servers) await drive(server, args)
    for (let i = 0; i < bench.choose(1, 3); i++) {
      for (const which of i % 2 ? [1, 0] : [0, 1]) rounds[which].push(await drive(servers[which], args))
    }
    const [ours, theirs] = rounds
    const unit = args.includes('--rate') ? 'ms' : 'a second'
    report.add('peer', name, figure(ours.map(of)), unit)
    report.add('peer', `${name}, of the peer`, figure(theirs.map(of)), unit)
    report.add('peer', `${name}, against the peer`, ratios(ours.map(of), theirs.map(of)), 'x', goal)
    if (unit === 'ms') continue
    // The driver has one thread: by what it took for this, it could not do more, whatever the server did.
    const most = ours.map((told) => {
      const { done, seconds } = work(told, times)
      return done / told.processor.last(seconds)
    })
    report.add('peer', `${name}, at most by this driver`, figure(most), unit)
  }
  for (const server of servers) await server.stop()
}
