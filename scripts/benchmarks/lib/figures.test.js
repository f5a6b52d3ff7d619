'use strict'
const assert = require('node:assert/strict')
const { test } = require('node:test')
const { digits, figure, highest, median, quantile, ratios, told } = require('./figures.js')

test('a quantile is a value that was measured', () => {
  const numbers = [9, 1, 5, 3, 7]
  assert.equal(quantile(numbers, 0), 1)
  assert.equal(quantile(numbers, 0.5), 5)
  assert.equal(quantile(numbers, 0.99), 7)
  assert.equal(quantile(numbers, 1), 9)
  assert.deepEqual(numbers, [9, 1, 5, 3, 7])
})

test('the median of an even count lies between the two in the middle', () => {
  assert.equal(median([4, 1, 3]), 3)
  assert.equal(median([10, 1, 2, 4]), 3)
})

test('a ratio is one of each round, so that a slow round disturbs neither side', () => {
  assert.deepEqual(ratios([100, 50, 120], [50, 25, 40]), { median: 2, least: 2, most: 3 })
})

test('what was not measured is no figure', () => {
  assert.throws(() => figure([]), /no measurements/)
  assert.throws(() => figure([1, undefined]), /no measurements/)
  assert.throws(() => ratios([1], [0]), /no measurements/)
})

test('a figure has the digits that mean something', () => {
  assert.equal(digits(12345.6), '12,346')
  assert.equal(digits(12.345), '12.3')
  assert.equal(digits(1.2345), '1.23')
  assert.equal(digits(0), '0')
  assert.equal(told({ median: 2, least: 2, most: 3 }, 'x'), '2.00 x (2.00 – 3.00)')
  assert.equal(told(figure([150]), 'ms'), '150 ms')
})

test('the highest rate is found to a tenth', async () => {
  for (const limit of [51, 99, 100, 333, 799]) {
    const found = await highest(50, 800, async (rate) => rate <= limit)
    assert.ok(found <= limit && found >= limit / 1.1 - 1, `${found} for ${limit}`)
  }
})

test('no rate is found beyond the bounds', async () => {
  assert.equal(await highest(50, 800, async () => false), 0)
  assert.equal(await highest(50, 800, async () => true), 800)
})
