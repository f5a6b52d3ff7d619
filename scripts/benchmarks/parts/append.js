// The book's appender under more and more callers, against the same rows by bare SQL.
'use strict'
const { figure, ratios } = require('../lib/figures.js')
const { java } = require('../lib/java.js')
const { recorded } = require('../lib/recording.js')

const CALLERS = [1, 16, 64, 256, 1024]
const JUDGED = 64

module.exports = async function append(bench) {
  const { report } = bench
  const rounds = await java(
    'AppendBench',
    [CALLERS, bench.choose(2, 5), bench.choose(0.5, 2), 'all', await bench.database()],
    recorded(),
  )
  for (const callers of CALLERS) {
    const mine = rounds.filter((round) => round.callers === callers)
    const of = (way, what) => mine.map((round) => round[way][what])
    const name = `${callers.toLocaleString('en')} caller${callers === 1 ? '' : 's'}`
    const judged = (goal) => (callers === JUDGED ? goal : undefined)
    report.add('append', name, figure(of('book', 'perSecond')), 'events/s')
    report.add('append', `${name}, p50`, figure(of('book', 'p50')), 'ms')
    report.add('append', `${name}, p99`, figure(of('book', 'p99')), 'ms')
    report.add(
      'append',
      `${name}, against the same batches by bare unnest`,
      ratios(of('book', 'perSecond'), of('bare', 'perSecond')),
      'x',
      judged({ atLeast: 0.6 }),
    )
    report.add(
      'append',
      `${name}, against a transaction an event`,
      ratios(of('book', 'perSecond'), of('single', 'perSecond')),
      'x',
      judged({ atLeast: 4 }),
    )
  }
}
