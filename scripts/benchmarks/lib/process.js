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

// Linux counts in hundredths of a second, whatever the kernel does.
const TICKS_A_SECOND = 100

// The processor time that a process has taken, in seconds; of one that has ended, nothing.
function processorSeconds(pid) {
  try {
    // Behind the name, which may have anything in it; user and system are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return undefined
  }
}

// Watches what a process takes until it ends. `last(seconds)`: how many processor seconds in the last so many.
function watchProcessor(child) {
  const seen = []
  const look = () => {
    const taken = processorSeconds(child.pid)
    if (taken !== undefined) seen.push({ at: performance.now() / 1000, taken })
  }
  look()
  const timer = setInterval(look, 50)
  child.once('exit', () => clearInterval(timer))
  return {
    last(seconds) {
      const end = seen.at(-1)
      const begin = seen.findLast(({ at }) => end.at - at >= seconds) ?? seen[0]
      return end.taken - begin.taken
    },
  }
}

module.exports = { memory, watchProcessor }
