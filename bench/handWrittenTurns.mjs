/**
 * One turn of each update rule, as a person would write it for wasm SIMD: what depends on no element worked out
 * beforehand, every array read once and written once.
 *
 * `cells` are the scalars of step 1000, `turn` reads (`r`), keeps (`keep`), writes (`write`) and returns the new w.
 */
const t = 1000
const corrected = (beta) => 1 - beta ** t

/** m and s_dW of Adam and its kin; @returns [m, s] kept and written */
function moments(k, g, [beta1, rest1, beta2, rest2]) {
  const m = k.keep(k.add(k.mul(k.r('m'), beta1), k.mul(g, rest1)))
  k.write('m', m)
  const s = k.keep(k.add(k.mul(k.r('s'), beta2), k.mul(k.mul(g, g), rest2)))
  k.write('s', s)
  return [m, s]
}

const momentCells = ({ beta1, beta2 }) => [beta1, 1 - beta1, beta2, 1 - beta2]

/** ±1 with the sign of x, x where it is ±0 or NaN. @param c - cells 0, −0 and 1 */
function sign(k, x, [zero, signBit, one]) {
  const unit = k.or(k.and(x, signBit), k.and(k.ne(x, zero), one))
  return k.or(unit, k.ne(x, x))
}

export const turns = {
  sgd: {
    cells: ({ learningRate }) => [learningRate],
    turn: (k, [alpha]) => k.sub(k.r('w'), k.mul(alpha, k.r('g'))),
  },
  momentum: {
    cells: ({ learningRate, beta1 }) => [learningRate, beta1],
    turn(k, [alpha, beta1]) {
      const v = k.keep(k.add(k.mul(k.r('v'), beta1), k.r('g')))
      k.write('v', v)
      return k.sub(k.r('w'), k.mul(alpha, v))
    },
  },
  nesterov: {
    cells: ({ learningRate, beta1 }) => [learningRate, beta1],
    turn(k, [alpha, beta1]) {
      const g = k.keep(k.r('g'))
      const v = k.keep(k.add(k.mul(k.r('v'), beta1), g))
      k.write('v', v)
      return k.sub(k.r('w'), k.mul(alpha, k.add(g, k.mul(beta1, v))))
    },
  },
  rmsprop: {
    cells: ({ learningRate, beta2, epsilon }) => [learningRate, beta2, 1 - beta2, epsilon],
    turn(k, [alpha, beta2, rest, epsilon]) {
      const g = k.keep(k.r('g'))
      const s = k.keep(k.add(k.mul(k.r('s'), beta2), k.mul(k.mul(g, g), rest)))
      k.write('s', s)
      return k.sub(k.r('w'), k.div(k.mul(alpha, g), k.add(k.sqrt(s), epsilon)))
    },
  },
  adagrad: {
    cells: ({ learningRate, epsilon }) => [learningRate, epsilon],
    turn(k, [alpha, epsilon]) {
      const g = k.keep(k.r('g'))
      const s = k.keep(k.add(k.r('s'), k.mul(g, g)))
      k.write('s', s)
      return k.sub(k.r('w'), k.div(k.mul(alpha, g), k.add(k.sqrt(s), epsilon)))
    },
  },
  adadelta: {
    cells: ({ learningRate, rho, epsilon }) => [learningRate, rho, 1 - rho, epsilon],
    turn(k, [alpha, rho, rest, epsilon]) {
      const g = k.keep(k.r('g'))
      const s = k.keep(k.add(k.mul(k.r('s'), rho), k.mul(k.mul(g, g), rest)))
      k.write('s', s)
      const u = k.keep(k.r('delta'))
      const step = k.keep(k.mul(k.div(k.sqrt(k.add(u, epsilon)), k.sqrt(k.add(s, epsilon))), g))
      k.write('delta', k.add(k.mul(u, rho), k.mul(k.mul(step, step), rest)))
      return k.sub(k.r('w'), k.mul(alpha, step))
    },
  },
  adam: {
    cells: (h) => [h.learningRate, h.epsilon, corrected(h.beta1), corrected(h.beta2), ...momentCells(h)],
    turn(k, [alpha, epsilon, first, second, ...betas]) {
      const [m, s] = moments(k, k.keep(k.r('g')), betas)
      return k.sub(k.r('w'), k.div(k.mul(alpha, k.div(m, first)), k.add(k.sqrt(k.div(s, second)), epsilon)))
    },
  },
  adamw: {
    cells: (h) => [
      1 - h.learningRate * h.weightDecay,
      ...[h.learningRate, h.epsilon, corrected(h.beta1), corrected(h.beta2), ...momentCells(h)],
    ],
    turn(k, [shrink, alpha, epsilon, first, second, ...betas]) {
      const [m, s] = moments(k, k.keep(k.r('g')), betas)
      const step = k.div(k.mul(alpha, k.div(m, first)), k.add(k.sqrt(k.div(s, second)), epsilon))
      return k.sub(k.mul(k.r('w'), shrink), step)
    },
  },
  adamax: {
    cells: ({ learningRate, beta1, beta2, epsilon }) => [
      ...[learningRate / corrected(beta1), beta1, 1 - beta1, beta2, epsilon],
    ],
    turn(k, [alpha, beta1, rest1, beta2, epsilon]) {
      const g = k.keep(k.r('g'))
      const m = k.keep(k.add(k.mul(k.r('m'), beta1), k.mul(g, rest1)))
      k.write('m', m)
      const u = k.keep(k.max(k.mul(k.r('u'), beta2), k.add(k.abs(g), epsilon)))
      k.write('u', u)
      return k.sub(k.r('w'), k.div(k.mul(alpha, m), u))
    },
  },
  nadam: {
    cells(h) {
      const mu = (step) => h.beta1 * (1 - 0.5 * 0.96 ** (step * h.momentumDecay))
      return [h.learningRate, h.epsilon, corrected(h.beta2), 1 - mu(t), mu(t + 1), ...momentCells(h)]
    },
    turn(k, [alpha, epsilon, second, share, next, ...betas]) {
      const g = k.keep(k.r('g'))
      const [m, s] = moments(k, g, betas)
      const ahead = k.add(k.mul(share, g), k.mul(next, m))
      return k.sub(k.r('w'), k.div(k.mul(alpha, ahead), k.add(k.sqrt(k.div(s, second)), epsilon)))
    },
  },
  radam: {
    cells(h) {
      const longest = 2 / (1 - h.beta2) - 1
      const length = longest - (2 * t * h.beta2 ** t) / corrected(h.beta2)
      const trust = ((length - 4) * (length - 2) * longest) / ((longest - 4) * (longest - 2) * length)
      const rate = h.learningRate / corrected(h.beta1)
      return [rate, h.epsilon, Math.sqrt(trust * corrected(h.beta2)), ...momentCells(h)]
    },
    turn(k, [rate, epsilon, trust, ...betas]) {
      const [m, s] = moments(k, k.keep(k.r('g')), betas)
      return k.sub(k.r('w'), k.mul(k.mul(rate, m), k.div(trust, k.add(k.sqrt(s), epsilon))))
    },
  },
  adabelief: {
    cells: (h) => [h.learningRate, h.epsilon, corrected(h.beta1), corrected(h.beta2), ...momentCells(h)],
    turn(k, [alpha, epsilon, first, second, beta1, rest1, beta2, rest2]) {
      const g = k.keep(k.r('g'))
      const m = k.keep(k.add(k.mul(k.r('m'), beta1), k.mul(g, rest1)))
      k.write('m', m)
      const off = k.keep(k.sub(g, m))
      const s = k.keep(k.add(k.add(k.mul(k.r('s'), beta2), k.mul(k.mul(off, off), rest2)), epsilon))
      k.write('s', s)
      return k.sub(k.r('w'), k.div(k.mul(alpha, k.div(m, first)), k.add(k.sqrt(k.div(s, second)), epsilon)))
    },
  },
  yogi: {
    cells: (h) => [
      ...[h.learningRate, h.epsilon, corrected(h.beta1), corrected(h.beta2), ...momentCells(h).slice(0, 2)],
      ...[1 - h.beta2, 0, -0, 1],
    ],
    turn(k, [alpha, epsilon, first, second, beta1, rest1, rest2, ...signCells]) {
      const g = k.keep(k.r('g'))
      const m = k.keep(k.add(k.mul(k.r('m'), beta1), k.mul(g, rest1)))
      k.write('m', m)
      const [old, square] = [k.keep(k.r('s')), k.keep(k.mul(g, g))]
      const side = sign(k, k.keep(k.sub(old, square)), signCells)
      const s = k.keep(k.sub(old, k.mul(k.mul(rest2, side), square)))
      k.write('s', s)
      return k.sub(k.r('w'), k.div(k.mul(alpha, k.div(m, first)), k.add(k.sqrt(k.div(s, second)), epsilon)))
    },
  },
  lion: {
    cells: (h) => [h.learningRate, h.weightDecay, ...momentCells(h), 0, -0, 1],
    turn(k, [alpha, decay, beta1, rest1, beta2, rest2, ...signCells]) {
      const [g, m, w] = [k.keep(k.r('g')), k.keep(k.r('m')), k.keep(k.r('w'))]
      const direction = sign(k, k.keep(k.add(k.mul(m, beta1), k.mul(g, rest1))), signCells)
      k.write('m', k.add(k.mul(m, beta2), k.mul(g, rest2)))
      return k.sub(w, k.mul(alpha, k.add(direction, k.mul(decay, w))))
    },
  },
  rprop: {
    cells: (h) => [h.etaMinus, h.etaPlus, h.stepMin, h.stepMax, 0, -0, 1],
    turn(k, [minus, plus, least, most, zero, signBit, one]) {
      const g = k.keep(k.r('g'))
      const agreement = k.keep(
        k.mul(sign(k, g, [zero, signBit, one]), sign(k, k.keep(k.r('previous')), [zero, signBit, one])),
      )
      const turned = k.keep(k.lt(agreement, zero))
      const factor = k.select(k.gt(agreement, zero), plus, k.select(turned, minus, one))
      const step = k.keep(k.min(k.max(k.mul(k.r('step'), factor), least), most))
      k.write('step', step)
      const seen = k.keep(k.select(turned, zero, g))
      k.write('previous', seen)
      return k.sub(k.r('w'), k.mul(sign(k, seen, [zero, signBit, one]), step))
    },
  },
  scheduleFreeSgd: {
    cells: ({ learningRate, beta1 }) => [learningRate, 1 / t, beta1],
    turn(k, [alpha, share, beta1]) {
      const z = k.keep(k.sub(k.r('z'), k.mul(alpha, k.r('g'))))
      k.write('z', z)
      const old = k.keep(k.r('x'))
      const x = k.keep(k.add(old, k.mul(share, k.sub(z, old))))
      k.write('x', x)
      return k.add(z, k.mul(beta1, k.sub(x, z)))
    },
  },
}
