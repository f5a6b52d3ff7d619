// What a server's process takes, seen from outside.
'use strict'
const { execFile } = require('node:child_process')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { promisify } = require('node:util')

const run = promisify(execFile)

// jcmd of the JDK that the process runs on.
async function jcmd(pid, ...command) {
  const java = (await run('readlink', ['-f', `/proc/${pid}/exe`])).stdout.trim()
  const { stdout } = await run(path.join(path.dirname(java), 'jcmd'), [String(pid), ...command], { maxBuffer: 2 ** 26 })
  return stdout
}

// After garbage has been collected: { rss, heap }, in bytes; of the heap what is alive.
async function memory(pid) {
  // What was let go by the first is often what finalisers and references held until then.
  for (let i = 0; i < 2; i++) await jcmd(pid, 'GC.run')
  const alive = /^Total\s+\d+\s+(\d+)/m.exec(await jcmd(pid, 'GC.class_histogram'))[1]
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]
  return { rss: Number(rss) * 1024, heap: Number(alive) }
}

module.exports = { memory }
