// The official JavaScript clients, newest and oldest, against a server that is running already:
//   SERVER_URL=http://127.0.0.1:8080 TOKEN=... node --test
// They speak to the echo application of the tests (EchoServer.java), which starts this by itself.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { io as newest } from 'socket.io-client'
import oldest from 'socket.io-client-3'
import { LONGEST_TEST, next } from './waiting.js'

const url = process.env.SERVER_URL
const token = process.env.TOKEN
const headers = { extraHeaders: { Authorization: `Bearer ${token}` } }

const clients = { 'socket.io-client 4': newest, 'socket.io-client 3': oldest }
const transports = { polling: ['polling'], websocket: ['websocket'], upgrade: undefined }

function open(io, how, options) {
  return io(`${url}/ws/messages`, {
    forceNew: true,
    reconnection: false,
    ...(how && { transports: how }),
    ...options,
  })
}

async function connected(io, how, options) {
  const socket = open(io, how, options)
  await next(socket, 'connect')
  return socket
}

for (const [client, io] of Object.entries(clients)) {
  for (const [name, how] of Object.entries(transports)) {
    const it = (what, work) => test(`${client}, ${name}: ${what}`, LONGEST_TEST, work)

    it('a token in the header lets one in', async () => {
      const socket = await connected(io, how, headers)
      socket.emit('echo', { text: 'grüß dich 🎈' })
      assert.deepEqual(await next(socket, 'echo'), { text: 'grüß dich 🎈' })
      socket.close()
    })

    it('a token in auth lets one in, and an ack comes back', async () => {
      const socket = await connected(io, how, { auth: { token } })
      const answer = await new Promise((resolve) => socket.emit('shout', 'hello', resolve))
      assert.equal(answer, 'shouted')
      socket.close()
    })

    it('a bad token is told so', async () => {
      const socket = open(io, how, { auth: { token: 'wrong' } })
      assert.equal((await next(socket, 'connect_error')).message, 'This token is not good.')
      socket.close()
    })

    it('who cannot be told yet whether a token is good comes again by itself', async (t) => {
      const options = { auth: { token: `later ${randomUUID()}` }, reconnectionDelay: 50 }
      const socket = open(io, how, { ...options, reconnection: true })
      t.after(() => socket.close())
      socket.on('connect_error', assert.fail)
      await next(socket, 'connect')
    })

    it('no token is told so', async () => {
      const socket = open(io, how, {})
      assert.equal((await next(socket, 'connect_error')).message, 'No token.')
      socket.close()
    })

    it('three hundred events come in order', async () => {
      const socket = await connected(io, how, headers)
      const numbers = []
      const all = new Promise((resolve) =>
        socket.on('number', (n) => numbers.push(n) === 300 && resolve()),
      )
      socket.emit('count', 300)
      await all
      assert.deepEqual(numbers, [...Array(300).keys()])
      socket.close()
    })

    it('a file of ten megabytes goes both ways', async () => {
      const socket = await connected(io, how, headers)
      const file = `data:image/png;base64,${Buffer.alloc(10 * 1024 * 1024, 7).toString('base64')}`
      const back = next(socket, 'echo')
      const answer = await new Promise((resolve) => socket.emit('echo', file, resolve))
      assert.ok(answer === file)
      assert.ok((await back) === file)
      socket.close()
    })

    it('an event that nobody knows is told to be so', async () => {
      const socket = await connected(io, how, headers)
      const error = next(socket, 'error')
      const answer = await new Promise((resolve) => socket.emit('frobnicate', 1, resolve))
      assert.match(answer.message, /^The event 'frobnicate' is unknown. Known are: count, /)
      assert.deepEqual(await error, answer)
      socket.close()
    })

    it('who is dismissed is told so, and may come back', async () => {
      const socket = await connected(io, how, headers)
      socket.emit('dismiss', null)
      assert.equal(await next(socket, 'disconnect'), 'io server disconnect')
      const again = await connected(io, how, headers)
      again.close()
    })
  }

  // What is shown of the reason: on a WebSocket the close frame's code and text, by polling only the
  // answer's status, since the client drops its text. The clients of version 3 show neither.
  for (const [name, reason, shown] of [
    ['websocket', 'transport close', ({ context }) => `${context.code} ${context.reason}`],
    ['polling', 'transport error', ({ description }) => `${description}`],
  ]) {
    const refused = async (argument, expected) => {
      const socket = await connected(io, [name], headers)
      const ended = new Promise((resolve) => socket.on('disconnect', (...why) => resolve(why)))
      socket.emit('echo', argument)
      const [why, details] = await ended
      assert.equal(why, reason)
      if (io === newest) assert.match(shown(details), expected[name])
    }

    test(`${client}, ${name}: binary is refused with a reason`, () =>
      refused(Buffer.from('binary'), {
        websocket: /^1003 Binary is not taken: send text.$/,
        polling: /^400$/,
      }))

    test(`${client}, ${name}: too long a packet is refused with a reason`, () =>
      refused('x'.repeat(15_000_000), {
        websocket: /^1009 A packet is longer than may be sent.$/,
        polling: /^413$/,
      }))
  }

  test(`${client}: a foreign namespace is told so`, async () => {
    const socket = io(`${url}/elsewhere`, { forceNew: true, reconnection: false, ...headers })
    assert.equal((await next(socket, 'connect_error')).message, 'Invalid namespace')
    socket.close()
  })

  test(`${client}: an upgrade under traffic loses nothing`, LONGEST_TEST, async () => {
    for (let round = 0; round < 10; round++) {
      const socket = open(io, undefined, headers)
      const numbers = []
      const all = new Promise((resolve) =>
        socket.on('number', (n) => numbers.push(n) === 400 && resolve()),
      )
      socket.on('connect', () => {
        for (let i = 0; i < 40; i++) socket.emit('count', 10)
      })
      await all
      assert.deepEqual(numbers, Array.from({ length: 400 }, (_, i) => i % 10))
      socket.close()
    }
  })
}
