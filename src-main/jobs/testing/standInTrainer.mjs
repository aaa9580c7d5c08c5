// A trainer for tests of the run service: speaks the protocol of contract/trainerMessages.ts in a process of its own,
// computes nothing, and misbehaves when the experiment's name asks for it.
//
//   optimizer.learningRate   makes the digest, together with the seed and the steps made
//   name "waits"             pauses after its first frame until it is told to stop
//   name "exits"             ends itself with code 7 after three frames
//   name "dies"              is ended by SIGKILL after three frames
//   name "babbles"           sends a message that is none
//   name "deaf"              never answers a stop, nor a pause
//   name "diverges"          ends diverged with NaN
//   name "fails"             answers that its data cannot be read
//   a gradient check   answers two steps of progress and one red parameter, or by the names "waits", "babbles", "exits",
//                      "fails"
//   name "keeps"            brings a checkpoint with every frame, with "first" with the first one alone; every stopped run ends with one
//   name "moments"          keeps the moment that every frame ends with
//   name "moved", "updated" resumed, it has other data, or is another version; "shrunk": its data do not fit any more;
//                           "misfits": the checkpoint is not of this experiment
//   name "hurries"           ends itself as soon as its last message, a large one, is on its way
const stepsPerFrame = 10
const unacknowledged = 4

let job = 0
let stored = 0
let isStopped = false
let isPaused = false
let isDeaf = false
let isAloneWanted = false
let wake = () => {}

const say = (message, told) => process.send({ ...message, job }, told)

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message.type === 'job') begin(message)
  else if (message.type === 'stored') stored = message.frames
  else if (message.type === 'stop') isStopped = true
  else if (message.type === 'goAlone') isAloneWanted = true
  else if (message.type === 'pause' || message.type === 'continue') {
    isPaused = message.type === 'pause'
    if (!isDeaf) say({ type: 'paused', isPaused })
  }
  wake()
})
process.send({ type: 'ready' })

function begin(message) {
  job = message.job
  stored = 0
  isStopped = false
  isPaused = false
  isDeaf = false
  isAloneWanted = false
  const { task } = message
  if (task.kind === 'checkGradients') checkGradients(task.experiment.name)
  else void train(task.experiment, task.threads, task)
}

function checkGradients(name) {
  say({ type: 'checking', progress: { checked: 1, total: 2 } })
  if (name.includes('waits')) return
  if (name.includes('exits')) process.exit(7)
  if (name.includes('babbles')) say({ type: 'checked', check: { verdict: 'purple' } })
  if (name.includes('fails')) {
    const error = { kind: 'datasetUnreadable', file: 'digits.idx', reason: 'is truncated' }
    say({ type: 'failed', error })
    return
  }
  say({ type: 'checking', progress: { checked: 2, total: 2 } })
  say({ type: 'checked', check: { loss: 0.5, rows: null, trainsIn: 'float64', parameters: [], verdict: 'red' } })
}

function woken() {
  return new Promise((resolve) => {
    wake = resolve
  })
}

async function train(experiment, threads, { stopAfter = experiment.budget.steps, checkpoint }) {
  const has = (word) => experiment.name.includes(word)
  isDeaf = has('deaf')
  if (has('fails')) {
    say({ type: 'failed', error: { kind: 'datasetUnreadable', file: 'digits.idx', reason: 'is truncated' } })
    return
  }
  if (has('shrunk') && checkpoint !== undefined) {
    const problems = [{ path: 'problem.dataset', message: 'leaves no example to train on' }]
    say({ type: 'failed', error: { kind: 'invalidInput', what: 'experiment', problems } })
    return
  }
  const totalSteps = experiment.budget.steps
  say({
    type: 'prepared',
    totalSteps,
    stepsPerEpoch: null,
    recordEvery: 1,
    evaluateEvery: null,
    cadences: {},
    engineVersion: has('updated') && checkpoint !== undefined ? 'stand-in 2' : 'stand-in 1',
    backend: 'stand-in',
    backendShortfall: null,
    threads,
    threadsShortfall: null,
    dataDigest: has('moved') && checkpoint !== undefined ? 'sha256:moved' : null,
    parameters: [{ name: 'x', shape: [2] }],
    ...(has('misfits') && checkpoint !== undefined && { misfit: 'checkpoint = slot m x, must be slot s x' }),
  })
  let step = checkpoint?.step ?? 0
  for (let frames = 0; step < stopAfter; frames++) {
    while (!(isStopped && !isDeaf) && (isPaused || frames - stored >= unacknowledged || (has('waits') && frames > 0))) {
      await woken()
    }
    if (isStopped && !isDeaf) break
    if ((has('exits') || has('dies')) && frames === 3) {
      while (stored < 3) await woken()
      if (has('dies')) process.kill(process.pid, 'SIGKILL')
      process.exit(7)
    }
    if (has('babbles') && frames === 1) say({ type: 'frame', frame: { step: 'ten' } })
    const count = Math.min(stepsPerFrame, stopAfter - step)
    const steps = Float64Array.from({ length: count }, (_, index) => step + index + 1)
    step += count
    const isKept = has('keeps') && (frames === 0 || !has('first'))
    sendFrame(step, steps, {
      ...(isKept && { checkpoint: checkpointOf(experiment, step) }),
      ...(has('moments') && { kept: [{ step, arrays: arraysOf(valuesOf(experiment, step)) }] }),
    })
    if (isDeaf) while (true) await woken()
    // Lets messages in between frames, as the real loop does.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const status = isStopped || step < totalSteps ? 'stopped' : has('diverges') ? 'diverged' : 'completed'
  if (has('hurries')) say(outcomeOf(experiment, step, status, 1_000_000), () => process.exit(0))
  else say(outcomeOf(experiment, step, status, 2))
}

/** What it has learned by then. */
function valuesOf({ optimizer, seed }, step) {
  return Float64Array.of(optimizer.learningRate * step, seed)
}

function checkpointOf(experiment, step) {
  return {
    format: 1,
    step,
    elapsedMs: step,
    firstLoss: 1,
    trainingLoss: 1 / step,
    bestTrainingLoss: 1 / step,
    validationLoss: null,
    validationAccuracy: null,
    arrays: arraysOf(valuesOf(experiment, step)),
  }
}

function arraysOf(values) {
  return [
    { kind: 'parameter', name: 'x', shape: [values.length], values },
    { kind: 'slot', name: 's x', shape: [2], values: Float64Array.of(0.25, Number.NaN) },
  ]
}

function sendFrame(step, steps, snapshots) {
  const series = { key: { diagnostic: 'loss', parameter: '' }, shape: { columns: ['training'] } }
  const values = steps.map((at) => 1 / at)
  say({
    type: 'frame',
    frame: { step, elapsedMs: step, stepsPerSecond: 1000, rows: [{ ...series, steps, values }] },
    trainingLoss: 1 / step,
    bestTrainingLoss: 1 / step,
    validationLoss: null,
    validationAccuracy: null,
    ...snapshots,
  })
}

function outcomeOf(experiment, step, status, size) {
  const { learningRate } = experiment.optimizer
  const values = new Float64Array(size)
  values.set(valuesOf(experiment, step))
  return {
    type: 'finished',
    outcome: {
      status,
      step,
      elapsedMs: step,
      trainingLoss: status === 'diverged' ? Number.NaN : 1 / step,
      bestTrainingLoss: 1 / step,
      validationLoss: null,
      validationAccuracy: null,
      testLoss: null,
      testAccuracy: null,
      threadsLeftAt: isAloneWanted ? step : null,
      parameterDigest: `sha256:${learningRate}/${experiment.seed}/${step}`,
      result: arraysOf(values),
      divergence: status === 'diverged' ? { kind: 'diverged', step, series: 'loss.training', value: 'NaN' } : null,
      ...(status === 'stopped' && step > 0 && { checkpoint: checkpointOf(experiment, step) }),
    },
  }
}
