// What becomes of many measurements: pure.
'use strict'

// The value below which this part of the numbers lies.
const quantile = (numbers, part) =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)]

// Of an even count, the middle between the two in the middle.
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

// Several rounds of the same as one figure: { median, least, most }.
function figure(rounds) {
  if (!rounds.length || rounds.some((value) => !Number.isFinite(value)))
    throw new Error(`These are no measurements: [${rounds.join(', ')}]`)
  return { median: median(rounds), least: Math.min(...rounds), most: Math.max(...rounds) }
}

// Each round of the one against the same round of the other, so that what disturbs both does not count.
const ratios = (ones, others) => figure(ones.map((one, round) => one / others[round]))

// 12,345 and 123 and 1.23: three digits that mean something.
function digits(number) {
  const size = Math.abs(number)
  const after = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2
  return number.toLocaleString('en', { minimumFractionDigits: after, maximumFractionDigits: after })
}

// '1.23 x (1.20 – 1.30)'
function told({ median, least, most }, unit) {
  const spread = least === most ? '' : ` (${digits(least)} – ${digits(most)})`
  return `${digits(median)} ${unit}${spread}`
}

// The highest rate at which `holds` says yes: doubled from `lowest` until it says no, then halved down to a tenth. 0: not
// even the lowest; never more than `highest`.
async function highest(lowest, most, holds) {
  if (!(await holds(lowest))) return 0
  let good = lowest
  let bad = good * 2
  while (bad <= most && (await holds(bad))) {
    good = bad
    bad *= 2
  }
  if (bad > most) return good
  while (bad / good > 1.1) {
    const middle = Math.round((good + bad) / 2)
    if (await holds(middle)) good = middle
    else bad = middle
  }
  return good
}

module.exports = { quantile, median, figure, ratios, digits, told, highest }
