// How load is put on a server.
'use strict'

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis))

// Open loop: `send` is called at the moments that are due, so many a second, whether those before were answered or not, and
// told when it was due; time counts from then, so that a server which stands still is seen by all who would have come.
async function atRate(perSecond, seconds, send) {
  const start = performance.now()
  const count = Math.floor(perSecond * seconds)
  for (let i = 0; i < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - start) / 1000) * perSecond) + 1)
    while (i < due) send(i, start + (i++ / perSecond) * 1000)
    await pause(1)
  }
}

// Closed loop: so many callers, each of whom asks again as soon as it was answered. Gives { perSecond, times }, in ms.
async function asManyAsCan(callers, seconds, ask) {
  const times = []
  const start = performance.now()
  const end = start + seconds * 1000
  const caller = async (number) => {
    for (let i = 0; performance.now() < end; i++) {
      const began = performance.now()
      await ask(number, i)
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)))
  return { perSecond: times.length / ((performance.now() - start) / 1000), times }
}

// Waits until this is so; fails after some seconds.
async function until(what, isSo, seconds = 30) {
  for (const end = performance.now() + seconds * 1000; !(await isSo()); await pause(5)) {
    if (performance.now() > end) throw new Error(`In ${seconds} s there was not: ${what}`)
  }
}

module.exports = { atRate, asManyAsCan, pause, until }
