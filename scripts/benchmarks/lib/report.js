// The one table: pure.
'use strict'
const { digits, told } = require('./figures.js')

const HEADS = ['part', 'figure', 'value', 'goal', 'met']

class Report {
  rows = []

  // `rounds`: what figure() or ratios() made. `goal`: { atLeast } or { atMost }, in the same unit; none: not judged.
  add(part, what, rounds, unit, goal) {
    const met = goal && (goal.atLeast === undefined ? rounds.median <= goal.atMost : rounds.median >= goal.atLeast)
    this.rows.push({
      part,
      figure: what,
      value: told(rounds, unit),
      goal: goal ? `${goal.atLeast === undefined ? '≤' : '≥'} ${short(goal.atLeast ?? goal.atMost)} ${unit}` : '',
      met: goal ? (met ? 'yes' : 'no') : '',
    })
  }

  // A part that could not be measured, or not to its end.
  failed(part, problem) {
    const line = String(problem.message ?? problem).trim().split('\n')[0].slice(0, 160)
    this.rows.push({ part, figure: 'failed', value: line, goal: '', met: 'no' })
  }

  hasFailed() {
    return this.rows.some(({ figure }) => figure === 'failed')
  }

  text() {
    const widths = HEADS.map((head) => Math.max(head.length, ...this.rows.map((row) => row[head].length)))
    const line = (cells) => cells.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd()
    return [HEADS, widths.map((width) => '-'.repeat(width)), ...this.rows.map((row) => HEADS.map((head) => row[head]))]
      .map(line)
      .join('\n')
  }

  // `facts`: pairs of what the machine and the programs were.
  markdown(facts) {
    const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
    const table = (heads, rows) => [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
    return [
      table(['what', 'which'], facts),
      table(HEADS, this.rows.map((row) => HEADS.map((head) => row[head]))),
    ].join('\n\n')
  }
}

const short = (number) => digits(number).replace(/\.0+$/, '').replace(/(\.\d*[1-9])0+$/, '$1')

module.exports = { Report }
