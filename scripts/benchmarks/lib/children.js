// The processes that a measurement starts, so that none of them outlives it.
'use strict'
const { spawn } = require('node:child_process')

const alive = new Set()

// As spawn; remembered until it ends.
function start(...command) {
  const child = spawn(...command)
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  child.once('error', () => alive.delete(child))
  return child
}

// Ends those that are left, and waits for them.
async function endAll() {
  await Promise.all(
    [...alive].map((child) => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      return ended
    }),
  )
}

module.exports = { start, endAll }
