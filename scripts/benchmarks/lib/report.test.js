'use strict'
const assert = require('node:assert/strict')
const { test } = require('node:test')
const { figure } = require('./figures.js')
const { Report } = require('./report.js')

function judged(value, goal) {
  const report = new Report()
  report.add('fan', 'memory', figure([value]), 'kB', goal)
  return report.rows[0]
}

test('a goal is met at its very bound', () => {
  assert.equal(judged(40, { atMost: 40 }).met, 'yes')
  assert.equal(judged(40.1, { atMost: 40 }).met, 'no')
  assert.equal(judged(4, { atLeast: 4 }).met, 'yes')
  assert.equal(judged(3.99, { atLeast: 4 }).met, 'no')
})

test('what has no goal is not judged', () => {
  assert.deepEqual([judged(40).goal, judged(40).met], ['', ''])
})

test('a goal is told as it was set', () => {
  assert.equal(judged(1, { atLeast: 0.6 }).goal, '≥ 0.6 kB')
  assert.equal(judged(1, { atMost: 40 }).goal, '≤ 40 kB')
  assert.equal(judged(1, { atLeast: 100_000 }).goal, '≥ 100,000 kB')
})

test('a part that fails has a row, and does not lose the others', () => {
  const report = new Report()
  report.add('live', 'answer', figure([1, 2, 3]), 'ms')
  assert.equal(report.hasFailed(), false)
  report.failed('fan', new Error('no socket | was opened\nat …'))
  report.add('start', 'empty', figure([2]), 's', { atMost: 2.5 })
  assert.equal(report.hasFailed(), true)
  const lines = report.text().split('\n')
  assert.match(lines[2], /^live +answer +2\.00 ms \(1\.00 – 3\.00\)$/)
  assert.match(lines[3], /^fan +failed +no socket \| was opened +no$/)
  assert.match(lines[4], /^start +empty +2\.00 s +≤ 2\.5 s +yes$/)
})

test('the page is made of tables that nothing breaks', () => {
  const report = new Report()
  report.failed('fan', new Error('no socket | was opened'))
  assert.equal(
    report.markdown([['JDK', '25']]),
    [
      '| what | which |\n|---|---|\n| JDK | 25 |',
      '| part | figure | value | goal | met |\n|---|---|---|---|---|\n| fan | failed | no socket \\| was opened |  | no |',
    ].join('\n\n'),
  )
})
