/**
 * A leader whose notices come late: wakes a thread that sleeps on the first of the shared words, several times without a
 * reason, then moves the turn on. Plain JavaScript, so that a worker can run it without a build.
 */
import { workerData } from 'node:worker_threads'

const TURN = 0
const words = new Int32Array(workerData)
for (let notice = 0; notice < 3; notice++) while (Atomics.notify(words, TURN) === 0);
Atomics.add(words, TURN, 1)
Atomics.notify(words, TURN)
