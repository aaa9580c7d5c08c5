/**
 * A contender of the bench in Node: answers one JSON line on standard output for each on standard input, by the protocol,
 * warm-up and counting of `contender.py` beside it.
 */
import { createInterface } from 'node:readline'

const warmUpMs = 150
// kept before a library that prints is silenced
const write = process.stdout.write.bind(process.stdout)

/**
 * @param {Record<string, string>} facts what the program is
 * @param {readonly string[]} variants
 * @param {() => void} forget frees what was prepared for the figure before
 * @param {(work: import('../../src-main/trainer/workloads/figure').Work, variant: string) => (() => unknown) | null} prepare one pass, or null without a counterpart
 */
export async function answerRequests(facts, variants, forget, prepare) {
  say({ facts, variants })
  let figure
  let timers = new Map()
  for await (const line of createInterface({ input: process.stdin })) {
    const { figure: asked, variant, sliceMs } = JSON.parse(line)
    if (asked.id !== figure) {
      figure = asked.id
      forget()
      timers = new Map()
    }
    try {
      if (!timers.has(variant)) {
        const pass = prepare(asked.work, variant)
        timers.set(variant, pass && createPassTimer(pass, sliceMs))
      }
      const timer = timers.get(variant)
      say(timer === null ? { absent: 'no counterpart' } : { passesPerSecond: timer() })
    } catch (error) {
      // whatever a library throws is why it has no figure
      timers.set(variant, null)
      say({ absent: String(error?.message ?? error).split('\n')[0] })
    }
  }
}

function say(message) {
  write(`${JSON.stringify(message)}\n`)
}

function createPassTimer(pass, sliceMs) {
  let count = 1
  const time = () => {
    const startedAtMs = performance.now()
    for (let index = 0; index < count; index++) pass()
    return Math.max(performance.now() - startedAtMs, 1e-6)
  }
  let elapsedMs = time()
  for (let spentMs = elapsedMs; spentMs < warmUpMs; spentMs += elapsedMs) {
    count = Math.max(1, Math.round(count * Math.min(4, sliceMs / elapsedMs)))
    elapsedMs = time()
  }
  count = Math.max(1, Math.round((count * sliceMs) / elapsedMs))
  return () => (count * 1000) / time()
}
