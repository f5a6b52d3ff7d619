// Pages in Chromium and the official JavaScript clients on Node, newest and oldest, by every transport, in one room, when
// the server goes away under them and comes back:
//   SERVER_URL=… SWITCH_URL=… node --test comeback.test.js
// All come back by themselves, and have missed nothing. RealClientsIT starts this by itself.

import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after, before, test } from 'node:test'
import { io as newest } from 'socket.io-client'
import oldest from 'socket.io-client-3'
import * as chromium from './chromium.js'
import { enter, hasLine, lines, open, say, shows } from './chromium.js'
import { createProject, register, url } from './rest.js'
import { assertSame, freezeDatabase, goneBy, start, thawDatabase, Writer } from './restarts.js'
import { LONGEST_TEST } from './waiting.js'

const { origin } = new URL(url)
const clients = { 'socket.io-client 4': newest, 'socket.io-client 3': oldest }
const transports = { polling: ['polling'], websocket: ['websocket'], upgrade: undefined }

let browser
let anna
let ben
let cleo
let annas
let bens

before(async () => {
  browser = await chromium.launch()
  const people = ['anna', 'ben', 'cleo'].map(register)
  ;[anna, ben, cleo] = await Promise.all(people)
  annas = await chromium.visitor(browser, origin, chromium.newest)
  bens = await chromium.visitor(browser, origin, chromium.oldest)
})

after(() => browser?.close())

// Somebody on Node in the room, who joins it again whenever the client is back.
class Listener {
  heard = []
  joins = 0
  losses = 0
  #progress = new EventEmitter()
  #socket

  constructor(io, how, project) {
    let last = 0
    this.#socket = io(`${url}/ws/messages`, {
      forceNew: true,
      ...(how && { transports: how }),
      extraHeaders: { Authorization: `Bearer ${ben.token}` },
    })
    this.#socket.on('connect', () =>
      this.#socket.emit('join_project', { project_id: project.id, since: last }, (answer) => {
        // Refused, the connection is ended, and the next one tries again.
        if (Array.isArray(answer)) this.joins++
        this.#progress.emit('one')
      }),
    )
    this.#socket.on('disconnect', () => {
      this.losses++
      this.#progress.emit('one')
    })
    this.#socket.on('receive_message', ({ id, content }) => {
      last = id
      this.heard.push(content)
      this.#progress.emit('one')
    })
  }

  async until(holds) {
    while (!holds(this)) await once(this.#progress, 'one')
  }

  close() {
    this.#socket.close()
  }
}

for (const [how, go] of Object.entries(goneBy)) {
  const what = `the server goes by ${how}: all come back and have missed nothing`
  test(what, LONGEST_TEST, async (t) => {
    const project = await createProject(cleo, anna, ben)
    const pages = [
      await enter(annas, origin, anna, project),
      await enter(bens, origin, ben, project),
    ]
    const writer = new Writer(cleo, project)
    t.after(() => writer.giveUp())
    await writer.more(5)
    const listeners = {}
    for (const [client, io] of Object.entries(clients)) {
      for (const [name, transport] of Object.entries(transports)) {
        const listener = new Listener(io, transport, project)
        listeners[`${client}, ${name}`] = listener
        t.after(() => listener.close())
      }
    }
    const all = (holds) =>
      Promise.all(Object.values(listeners).map((listener) => listener.until(holds)))
    const both = (holds) => Promise.all(pages.map(holds))
    await all(({ joins }) => joins > 0)
    await writer.more(5)

    const before = new Map(Object.values(listeners).map((each) => [each, { ...each }]))
    await go()
    await all((each) => each.losses > before.get(each).losses)
    await both((page) => shows(page, 'socket', 'transport close'))
    await both((page) => shows(page, 'stream', 'connecting'))
    await say(pages[0], 'Is anybody there?')
    await start()
    await all((each) => each.joins > before.get(each).joins)
    await both((page) => hasLine(page, 'messages', 'anna: Is anybody there?'))
    await both((page) => shows(page, 'stream', 'open'))
    await writer.more(5)
    await writer.end()

    const byCleo = (text) => text.startsWith('number ')
    for (const [name, listener] of Object.entries(listeners)) {
      await listener.until(({ heard }) => heard.includes(writer.said.at(-1)))
      assertSame(listener.heard.filter(byCleo), writer.said, name)
      assert.equal(listener.heard.length, writer.said.length + 1, name)
    }
    const heard = listeners['socket.io-client 4, websocket'].heard
    const shown = heard.map((text) => `${byCleo(text) ? 'cleo' : 'anna'}: ${text}`)
    const told = writer.notifications()
    for (const page of pages) {
      await hasLine(page, 'messages', shown.at(-1))
      await hasLine(page, 'notifications', told.at(-1))
      assertSame(await lines(page, 'messages'), shown, 'a page')
      assertSame(await lines(page, 'notifications'), told, 'a page')
      await page.close()
    }
  })
}

test('who comes while the database is away is let in when it is back', LONGEST_TEST, async (t) => {
  const project = await createProject(cleo, anna, ben)
  const early = await enter(annas, origin, anna, project)
  await say(early, 'Who else?')
  await hasLine(early, 'messages', 'anna: Who else?')
  await early.close()
  t.after(thawDatabase)
  await freezeDatabase()
  const annasPage = await open(annas, origin, anna, project)
  const bensPage = await open(bens, origin, ben, project)
  for (const page of [annasPage, bensPage]) {
    await shows(page, 'problem', 'The database is away. Try again.')
  }

  await thawDatabase()
  await hasLine(annasPage, 'members', anna.id)
  await hasLine(bensPage, 'members', ben.id)
  await shows(bensPage, 'stream', 'open')
  await say(bensPage, 'Me.')
  for (const page of [annasPage, bensPage]) {
    await hasLine(page, 'messages', 'ben: Me.')
    assert.deepEqual(await lines(page, 'messages'), ['anna: Who else?', 'ben: Me.'])
    await page.close()
  }
})
