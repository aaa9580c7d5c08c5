/**
 * Preloaded into the app's main process by Electron's own `--require`: notes how long each turn of the event loop takes.
 * The first SIGUSR2 begins; the second writes the milliseconds from one 1 ms timer to the next, as doubles, to the file that
 * LAB_BENCH_PROBE names. What an idle process shows is the timer's own 1 ms.
 */
const { renameSync, writeFileSync } = require('node:fs')

const file = process.env.LAB_BENCH_PROBE
/** As long as is ever measured, so that noting never asks for memory. */
const intervals = new Float64Array(1_000_000)
let count = -1
let lastMs = 0

function look() {
  const nowMs = performance.now()
  if (count >= 0 && count < intervals.length) intervals[count++] = nowMs - lastMs
  lastMs = nowMs
  if (count >= 0) setTimeout(look, 1)
}

process.on('SIGUSR2', () => {
  if (count < 0) {
    count = 0
    lastMs = performance.now()
    setTimeout(look, 1)
    return
  }
  const written = intervals.slice(0, count)
  count = -1
  writeFileSync(`${file}.part`, written)
  renameSync(`${file}.part`, file)
})
