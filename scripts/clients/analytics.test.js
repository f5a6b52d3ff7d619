// The page of charts in Chromium, for an analyst:
//   SERVER_URL=… ANALYST=<mail> MEMBER=<mail> PASSWORD=… PROJECT=<id> EXPECTED=<rows by chart, as JSON> node --test analytics.test.js
// ChartsIT starts this by itself; what it expects is what its own SQL gave.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { launch } from './chromium.js'
import { url } from './rest.js'
import { LONGEST_MILLIS, LONGEST_TEST } from './waiting.js'

const { ANALYST, MEMBER, PASSWORD, PROJECT, EXPECTED, SCREENSHOTS } = process.env
const expected = JSON.parse(EXPECTED)
const address = new URL('/analytics', url).href

let browser
let page
const complaints = []

before(async () => {
  browser = await launch()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(LONGEST_MILLIS)
  page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (line) => {
    // That a request was refused, the browser says by itself.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) {
      complaints.push(line.text())
    }
  })
  await page.goto(address)
})

after(() => browser?.close())

const it = (what, work) => test(what, LONGEST_TEST, work)

const says = (text) =>
  page.waitForFunction((part) => document.getElementById('status').textContent.includes(part), text)

// What the table of a chart shows.
const table = (chart) =>
  page
    .locator(`#${chart} tbody tr`)
    .evaluateAll((lines) =>
      lines.map((line) => [...line.cells].map((cell) => cell.textContent).join('|')),
    )

// What is drawn: all values of all series, and how many pixels are not empty.
const drawn = (chart) =>
  page.locator(`#${chart} canvas`).evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let pixels = 0
    for (let i = 3; i < data.length; i += 4) if (data[i] > 0) pixels++
    return { pixels, series: Chart.getChart(canvas).data.datasets.map((series) => series.data) }
  })

async function logIn(password, mail = ANALYST) {
  await page.fill('#email', mail)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
}

it('who is not logged in sees no chart, and a wrong password is told', async () => {
  assert.equal(await page.isVisible('#charts'), false)
  await logIn('wrong')
  await says('Email or Password does not match.')
})

it('who is no analyst is told, and sees no form for charts', async () => {
  await logIn(PASSWORD, MEMBER)
  await says('You must be an analyst.')
  assert.equal(await page.isVisible('#filter'), false)
  await page.click('#logout')
  await says('You are logged out.')
})

it('every chart draws the numbers that SQL gives, and shows them as a table', async () => {
  await logIn(PASSWORD)
  await says('Current to position')
  for (const [chart, rows] of Object.entries(expected)) {
    const shown = rows.map((row) => row.map((value) => value ?? '–').join('|'))
    assert.deepEqual(await table(chart), shown, chart)
    const { pixels, series } = await drawn(chart)
    assert.ok(pixels > 1000, `${chart} is empty: ${pixels}`)
    for (const values of series) {
      const column = rows[0].findIndex((_, i) => rows.every((row, j) => row[i] === values[j]))
      assert.notEqual(column, -1, `${chart} draws what is no column: ${values}`)
    }
    assert.match(await page.getAttribute(`#${chart} canvas`, 'aria-label'), /from|no /)
  }
  assert.ok(!page.url().includes('?'), page.url())
})

it('a chart has its SQL and its CSV beside it', async () => {
  const sql = await page.textContent('#busiest code')
  assert.match(sql, /^-- The fifty projects.*\nselect p\.project/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('#busiest .csv'),
  ])
  assert.match(download.suggestedFilename(), /^busiest-[0-9-]+\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  assert.equal(text.split('\r\n').length, expected.busiest.length + 2)
  assert.ok(text.startsWith('project,title,messages,people\r\n'))
})

it('a project and a period can be chosen, and what makes no sense is told', async () => {
  assert.equal(await page.getAttribute('#busy option', 'value'), PROJECT)
  await page.fill('#project', PROJECT)
  await page.click('text=Show')
  await page.waitForFunction(
    (id) => document.querySelector('#logins code').textContent.includes(`m.project = ${id}`),
    PROJECT,
  )
  await says('Current to position')

  await page.fill('#from', '2026-02-02')
  await page.fill('#to', '2026-02-01')
  await page.click('text=Show')
  await says("'from' must not be after 'to'")
  assert.equal(await page.getAttribute('#from', 'aria-invalid'), 'true')

  await page.fill('#from', '2026-01-01')
  await page.click('text=Show')
  await page.waitForFunction(() => document.querySelectorAll('#activity tbody tr').length === 32)
})

it('it fits on a narrow screen, in dark too, and comes back after a reload', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    if (SCREENSHOTS) {
      await page.screenshot({ path: `${SCREENSHOTS}/${colorScheme}.png`, fullPage: true })
    }
  }
  await page.setViewportSize({ width: 360, height: 700 })
  await page.reload()
  await says('Current to position')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 360, `${wide}`)
  if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/narrow.png` })
})

it('logged out, nothing stays', async () => {
  await page.click('#logout')
  await says('You are logged out.')
  assert.equal(await page.locator('#charts section').count(), 0)
  assert.equal(await page.evaluate(() => sessionStorage.length), 0)
  assert.deepEqual(complaints, [])
})
