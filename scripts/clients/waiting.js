// Waiting for what must come, and saying what did not.

// Far longer than it takes, even where many tests share few processors.
export const LONGEST_MILLIS = 60_000

// Of a whole test: it is to say itself what it waits for, before the quarter of an hour is over that its file has.
export const LONGEST_TEST = { timeout: 360_000 }

// `work` is given a function to call when it has come; the argument of that call is the result.
export function within(what, work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} came`)), LONGEST_MILLIS)
    work((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}

// The next event of a socket.
export const next = (emitter, event) => within(`'${event}'`, (done) => emitter.once(event, done))

// The next event of an EventSource.
export const nextOf = (stream, event) =>
  within(`'${event}'`, (done) => stream.addEventListener(event, done, { once: true }))
