// Chromium against a server that is running already, and lets pages of PARTNER_ORIGIN in:
//   SERVER_URL=… PARTNER_ORIGIN=… node --test browser.test.js
// What is asserted is what the page shows. RealClientsIT starts this by itself.

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import {
  enter,
  hasLine,
  launch,
  lines,
  newest,
  oldest,
  open,
  say,
  shows,
  visitor,
} from './chromium.js'
import { call, createProject, register, url } from './rest.js'
import { LONGEST_TEST } from './waiting.js'

const { origin } = new URL(url)
const { PARTNER_ORIGIN: partner } = process.env
const stranger = 'https://stranger.test'

let browser
let anna
let ben
let cleo
let annas
let bens
let project

before(async () => {
  browser = await launch()
  const people = ['anna', 'ben', 'cleo'].map(register)
  ;[anna, ben, cleo] = await Promise.all(people)
  annas = await visitor(browser, origin, newest)
  bens = await visitor(browser, origin, oldest)
})

after(() => browser?.close())

// Cleo's, so that Anna and Ben are told of what she does.
beforeEach(async () => {
  project = await createProject(cleo, anna, ben)
})

const it = (what, work) => test(what, LONGEST_TEST, work)

const leave = (...pages) => Promise.all(pages.map((page) => page.close()))

it('two people come by polling, go on by WebSocket, and talk', async () => {
  const annasPage = await enter(annas, origin, anna, project)
  const bensPage = await enter(bens, origin, ben, project)
  await hasLine(annasPage, 'presence', `online ${ben.id}`)
  for (const page of [annasPage, bensPage]) {
    await hasLine(page, 'transports', 'websocket')
    assert.deepEqual(await lines(page, 'transports'), ['polling', 'websocket'])
    assert.equal(await page.evaluate('socket.io.engine.transport.name'), 'websocket')
  }

  await say(annasPage, 'Is it still long?')
  await hasLine(bensPage, 'messages', 'anna: Is it still long?')
  await say(bensPage, 'Longer than ever.')
  for (const page of [annasPage, bensPage]) await hasLine(page, 'messages', 'ben: Longer than ever.')
  for (const page of [annasPage, bensPage]) {
    const talk = ['anna: Is it still long?', 'ben: Longer than ever.']
    assert.deepEqual(await lines(page, 'messages'), talk)
  }

  await say(annasPage, '')
  await shows(annasPage, 'problem', "Input payload validation failed 'content' is required.")
  await bensPage.close()
  await hasLine(annasPage, 'presence', `offline ${ben.id}`)
  assert.deepEqual(await lines(annasPage, 'members'), [String(anna.id)])
  await annasPage.close()
})

it('a picture is seen by the other one, and is there by its address too', async () => {
  const annasPage = await enter(annas, origin, anna, project)
  const bensPage = await enter(bens, origin, ben, project)
  const buffer = await annasPage.screenshot()

  await say(annasPage, 'See:', { name: 'room.png', mimeType: 'image/png', buffer })
  const picture = bensPage.locator('#messages img')
  await picture.waitFor()
  await picture.evaluate((img) => img.decode())

  const shown = await picture.evaluate((img) => [img.naturalWidth, img.naturalHeight, img.src])
  const { width, height } = bensPage.viewportSize()
  assert.deepEqual(shown, [width, height, `data:image/png;base64,${buffer.toString('base64')}`])

  const { data } = await call('GET', `/api/v1/messages/${project.id}?files=url`, ben.token)
  const fetched = await bensPage.evaluate(async (address) => {
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` } })
    return [answer.headers.get('Content-Type'), await readAsDataURL(await answer.blob())]
  }, data[0].file_url)
  assert.deepEqual(fetched, ['image/png', shown[2]])
  await leave(annasPage, bensPage)
})

it('who has two tabs goes with the second', async () => {
  const annasPage = await enter(annas, origin, anna, project)
  const first = await enter(bens, origin, ben, project)
  const second = await enter(bens, origin, ben, project)

  await first.click('#leave')
  await shows(first, 'socket', 'left the room')
  await say(second, 'I am still here.')
  await hasLine(annasPage, 'messages', 'ben: I am still here.')
  assert.deepEqual(await lines(annasPage, 'presence'), [`online ${ben.id}`])

  const third = await enter(bens, origin, ben, project)
  await third.close()
  await say(second, 'And here.')
  await hasLine(annasPage, 'messages', 'ben: And here.')
  assert.deepEqual(await lines(annasPage, 'presence'), [`online ${ben.id}`])

  await second.close()
  await hasLine(annasPage, 'presence', `offline ${ben.id}`)
  assert.deepEqual(await lines(annasPage, 'presence'), [`online ${ben.id}`, `offline ${ben.id}`])
  await leave(annasPage, first)
})

// A stream of the page's own making: the first event of this name, or why there is none.
function hear(page, path, name) {
  return page.evaluate(
    ([address, event]) =>
      new Promise((resolve) => {
        const source = new EventSource(address)
        const end = (what) => {
          source.close()
          resolve(what)
        }
        source.addEventListener(event, ({ data }) => end(data ?? event))
        source.addEventListener('error', () => {
          if (source.readyState === EventSource.CLOSED) end('refused')
        })
      }),
    [path, name],
  )
}

it('a stream goes on from where a page says, or tells that it cannot', async () => {
  const page = await enter(annas, origin, anna, project)
  const stream = `/api/v1/users/stream/${anna.token}`
  const { data } = await call('GET', '/api/v1/notifications', anna.token)
  const [, before] = data
  await page.close()

  const other = await enter(annas, origin, anna, project)
  const missed = JSON.parse(
    await hear(other, `${stream}?last_event_id=${before.id}`, 'action_project'),
  )
  assert.equal(missed.message, `You was added into the project '${project.title}'.`)
  const [epoch] = before.id.split('-')
  for (const stale of ['garbage', `${epoch}-999999999`, `${epoch}x-1`]) {
    const told = JSON.parse(await hear(other, `${stream}?last_event_id=${stale}`, 'resync'))
    assert.equal(typeof told.message, 'string')
  }
  await other.close()
})

it('a wrong token is told', async () => {
  const page = await open(annas, origin, { ...anna, token: 'wrong' }, project)
  await shows(page, 'stream', 'closed')
  await page.waitForFunction(() => document.getElementById('problem').textContent.includes('token'))
  assert.equal(await page.textContent('#socket'), 'connecting')
  await page.close()
})

// Comes in from a page of another site, in every way; each answer is 'in' or why not.
function comeFrom(page) {
  return page.evaluate(
    async ([server, good]) => {
      const connect = (options) =>
        new Promise((resolve) => {
          const client = io(`${server}/ws/messages`, {
            forceNew: true,
            reconnection: false,
            ...options,
          })
          const end = (what) => {
            client.close()
            resolve(what)
          }
          client.on('connect', () => end('in'))
          client.on('connect_error', () => end('refused'))
        })
      return {
        header: await connect({
          transports: ['polling'],
          extraHeaders: { Authorization: `Bearer ${good}` },
        }),
        polling: await connect({ transports: ['polling'], auth: { token: good } }),
        websocket: await connect({ transports: ['websocket'], auth: { token: good } }),
      }
    },
    [origin, anna.token],
  )
}

const anywhere = (outcome) => ({ header: outcome, polling: outcome, websocket: outcome })

for (const [site, where, outcome] of [
  ['a listed site', partner, ['open', 'in']],
  ['any other site', stranger, ['refused', 'refused']],
]) {
  it(`a page of ${site}: ${outcome[1]}`, async () => {
    const context = await visitor(browser, where)
    const page = await open(context, where, { ...anna, token: 'wrong' }, project)
    const stream = await hear(page, `${origin}/api/v1/users/stream/${anna.token}`, 'open')
    assert.equal(stream, outcome[0])
    assert.deepEqual(await comeFrom(page), anywhere(outcome[1]))
    await context.close()
  })
}
