// Chromium, and the page in it. The page's few files are handed to the browser as if the server had them; everything
// else that the page asks for goes to the real server, and nowhere else.

import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { url } from './rest.js'
import { LONGEST_MILLIS } from './waiting.js'

const SNIPPET = /## From a page\n.*?```js\n(.*?)```/s

// As the server tells browsers of its own pages: nothing from elsewhere.
const OWN =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
// Pages of other sites speak to the server besides.
const SERVER = new URL(url)
const FOREIGN = `${OWN} ${SERVER.origin} ws://${SERVER.host}`

const read = (path) => readFile(new URL(path, import.meta.url), 'utf8')

// The clients that there are for pages: what their packages ship.
export const newest = 'node_modules/socket.io-client/dist/socket.io.min.js'
export const oldest = 'node_modules/socket.io-client-3/dist/socket.io.min.js'

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', // which is not to be had as root; the pages are our own
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
}

// A browser of somebody's own, with the page at `<origin>/page/`; `client` is the Socket.IO client that it loads.
export async function visitor(browser, origin, client = newest) {
  // Chromium cannot know where a page came from that was handed to it, and would ask before it lets it speak to this
  // machine.
  const context = await browser.newContext({ permissions: ['local-network-access'] })
  context.setDefaultTimeout(LONGEST_MILLIS)
  const files = {
    'index.html': ['text/html', () => read('page/index.html')],
    'page.js': ['text/javascript', () => read('page/page.js')],
    'page.css': ['text/css', () => read('page/page.css')],
    'socket.io.js': ['text/javascript', () => read(client)],
    'from-a-page.js': [
      'text/javascript',
      async () => SNIPPET.exec(await read('../../README.md'))[1],
    ],
  }
  await context.route(`${origin}/page/*`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice('/page/'.length)
    const [contentType, body] = files[name || 'index.html']
    const policy = origin === SERVER.origin ? OWN : FOREIGN
    const headers = { 'Content-Type': contentType, 'Content-Security-Policy': policy }
    await route.fulfill({ headers, body: await body() })
  })
  return context
}

// Opens the page for somebody.
export async function open(context, origin, { token, id }, project) {
  const page = await context.newPage()
  const who = new URLSearchParams({ token, user: id, project: project.id })
  await page.goto(`${origin}/page/#${who}`)
  return page
}

// The lines of a list as they are shown.
export const lines = (page, list) => page.locator(`#${list} > li`).allTextContents()

// Waits until an element shows this text.
export const shows = (page, id, text) =>
  waitFor(
    page,
    ([where, what]) => document.getElementById(where).textContent === what,
    [id, text],
    () => page.textContent(`#${id}`),
  )

// Waits until a list has this line.
export const hasLine = (page, list, line) =>
  waitFor(
    page,
    ([where, what]) =>
      [...document.getElementById(where).children].some((item) => item.textContent === what),
    [list, String(line)],
    () => lines(page, list),
  )

// Until this holds in the page; a failure says what was to be seen instead.
async function waitFor(page, holds, [where, what], look) {
  try {
    await page.waitForFunction(holds, [where, what])
  } catch (cause) {
    const shown = JSON.stringify(await look())
    throw new Error(`${where} shows ${shown}, not '${what}'`, { cause })
  }
}

// Opens the page for somebody, and waits until they are in the room and hear the stream.
export async function enter(context, origin, person, project) {
  const page = await open(context, origin, person, project)
  await hasLine(page, 'members', person.id)
  await shows(page, 'stream', 'open')
  return page
}

// Types and sends.
export async function say(page, content, file) {
  await page.fill('[name=content]', content)
  if (file) await page.setInputFiles('[name=file]', file)
  await page.click('text=Send')
}
