// docs/benchmarks.md: the table, and where it comes from.
'use strict'
const { execFileSync } = require('node:child_process')
const { readFileSync } = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const PROJECT = path.join(__dirname, '../../..')

const HEAD = `# Benchmarks

Made by \`scripts/bench\`: do not edit. What each figure is, and why it is measured in this way, is in
[ARCHITECTURE.md](../ARCHITECTURE.md#measuring-scriptsbench). A figure is the median of several rounds, with the least and the most behind
it; what is "against" something is a ratio of two that took turns within the run, so that it can be compared between machines,
which the others cannot.
`

// What the figures depend on: pairs of what it is, and which.
function facts(postgres, seconds, args) {
  const cpus = os.cpus()
  return [
    ['made', `${new Date().toISOString().slice(0, 10)}, in ${Math.ceil(seconds / 60)} min, by \`${['scripts/bench', ...shown(args)].join(' ')}\``],
    ['Minutebook', commit()],
    ['processors', `${cpus.length} x ${cpus[0].model}; all of it shares them: server, PostgreSQL and driver`],
    ['memory', `${Math.round(os.totalmem() / 2 ** 30)} GiB`],
    ['system', `${os.type()} ${os.release()}`],
    ['JDK', jdk()],
    ['PostgreSQL', `${postgres}, as Minutebook brings it: durable`],
    ['Node', process.version.slice(1)],
  ]
}

// Folders are somebody's own.
const shown = (args) => args.map((arg, i) => (['--peer', '--out'].includes(args[i - 1]) ? '…' : arg))

function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? ', changed' : '')
  } catch {
    return 'of no commit'
  }
}

function jdk() {
  const home = execFileSync('bash', ['-c', 'source scripts/lib/common.sh && source scripts/lib/jdk.sh && echo "$JAVA_HOME"'], {
    cwd: PROJECT,
    encoding: 'utf8',
  }).trim()
  const release = readFileSync(path.join(home, 'release'), 'utf8')
  const of = (key) => new RegExp(`^${key}="(.*)"$`, 'm').exec(release)?.[1] ?? ''
  return `${of('JAVA_VERSION')} (${of('IMPLEMENTOR')})`
}

const page = (report, facts) => `${HEAD}\n${report.markdown(facts)}\n`

module.exports = { facts, page }
