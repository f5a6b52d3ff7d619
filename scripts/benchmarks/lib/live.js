// Listeners that cost a load driver little: no client's library, no reconnecting, no JSON of what nobody looks at.
'use strict'
const { execFileSync } = require('node:child_process')
const http = require('node:http')
const { createRequire } = require('node:module')
const path = require('node:path')

const CLIENTS = path.join(__dirname, '../../clients')
const NAMESPACE = '/ws/messages'

// The WebSocket of the official client, which scripts/clients brings for the tests.
function webSocket() {
  const clients = createRequire(path.join(CLIENTS, 'package.json'))
  try {
    return clients('ws')
  } catch (problem) {
    if (problem.code !== 'MODULE_NOT_FOUND') throw problem
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: CLIENTS, stdio: ['ignore', 'ignore', 'inherit'] })
    return clients('ws')
  }
}

// A stream of notifications, open when this resolves. `hear` gets the text of each event as it comes, its name first.
function openStream(url, token, hear, lastEventId) {
  const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${token}` }
  if (lastEventId) headers['Last-Event-ID'] = lastEventId
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/v1/users/stream`, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume()
        return reject(new Error(`A stream was answered ${answer.statusCode}`))
      }
      let rest = ''
      let last
      answer.setEncoding('utf8')
      answer.on('error', () => {})
      answer.on('data', (part) => {
        const blocks = (rest + part).split('\n\n')
        rest = blocks.pop()
        for (const block of blocks) {
          last = /^id: ?(.*)$/m.exec(block)?.[1] ?? last
          if (!last) continue
          resolve({ close: () => request.destroy(), lastEventId: () => last })
          if (block.includes('event:')) hear(block)
        }
      })
    })
    request.on('error', reject)
  })
}

// A socket that has logged in. `hear` gets the packet of each event, as text, its name at first; `emit` gives the text of the ack.
function openSocket(url, token, hear) {
  const socket = new (webSocket())(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  const acks = new Map()
  let next = 0
  const emit = (event, data) =>
    new Promise((resolve) => {
      acks.set(next, resolve)
      socket.send(`42${NAMESPACE},${next++}${JSON.stringify([event, data])}`)
    })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('A socket was closed')))
    socket.on('message', (raw) => {
      const packet = raw.toString()
      const body = packet.slice(packet.indexOf(',') + 1)
      if (packet === '2') socket.send('3')
      else if (packet[0] === '0') socket.send(`40${NAMESPACE},${JSON.stringify({ token })}`)
      else if (packet.startsWith('40')) resolve({ emit, close: () => socket.terminate() })
      else if (packet.startsWith('44')) reject(new Error(`A socket was refused: ${body}`))
      else if (packet.startsWith('42')) hear(body)
      else if (packet.startsWith('43')) {
        const start = body.indexOf('[')
        const id = Number(body.slice(0, start))
        acks.get(id)(body.slice(start))
        acks.delete(id)
      }
    })
  })
}

module.exports = { openStream, openSocket }
