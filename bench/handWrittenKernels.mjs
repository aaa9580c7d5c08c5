/**
 * Updates in float32 as a person would write them for wasm SIMD: what compiled rules are measured against.
 *
 * Two forms, since which one is faster depends on the machine: one register a turn, and two. Scalars are worked out
 * beforehand. Without a tail: the number of parameters must be a multiple of 8.
 */
const forms = { 'by hand': 1, 'by hand, unrolled twice': 2 }

/** Per rule: its scalars in order, its slots, and the turn, which leaves the new w on the stack. */
const kernels = {
  sgd: {
    cells: ({ learningRate }) => [learningRate],
    turn: ({ body, load }, [alpha]) => {
      load('w').get(alpha)
      load('g').vector('f32x4.mul')
      body.vector('f32x4.sub')
    },
  },
  rmsprop: {
    cells: ({ learningRate, beta2, epsilon }) => [learningRate, beta2, 1 - beta2, epsilon],
    turn: ({ body, load, store, local }, [alpha, beta, rest, epsilon]) => {
      const [g, s] = [local('g'), local('s')]
      load('g').set(g)
      load('s').get(beta).vector('f32x4.mul')
      body.get(g).get(g).vector('f32x4.mul').get(rest).vector('f32x4.mul').vector('f32x4.add').set(s)
      store('s', () => body.get(s))
      load('w').get(alpha).get(g).vector('f32x4.mul')
      body.get(s).vector('f32x4.sqrt').get(epsilon).vector('f32x4.add')
      body.vector('f32x4.div').vector('f32x4.sub')
    },
  },
  adam: {
    cells: ({ learningRate, beta1, beta2, epsilon }) => [
      ...[learningRate, beta1, 1 - beta1, beta2, 1 - beta2],
      ...[1 - beta1 ** 1000, 1 - beta2 ** 1000, epsilon],
    ],
    turn: ({ body, load, store, local }, [alpha, beta1, rest1, beta2, rest2, correction1, correction2, epsilon]) => {
      const [g, m, s] = [local('g'), local('m'), local('s')]
      load('g').set(g)
      load('m').get(beta1).vector('f32x4.mul')
      body.get(g).get(rest1).vector('f32x4.mul').vector('f32x4.add').set(m)
      store('m', () => body.get(m))
      load('s').get(beta2).vector('f32x4.mul')
      body.get(g).get(g).vector('f32x4.mul').get(rest2).vector('f32x4.mul').vector('f32x4.add').set(s)
      store('s', () => body.get(s))
      load('w').get(alpha).get(m).get(correction1).vector('f32x4.div').vector('f32x4.mul')
      body.get(s).get(correction2).vector('f32x4.div').vector('f32x4.sqrt').get(epsilon).vector('f32x4.add')
      body.vector('f32x4.div').vector('f32x4.sub')
    },
  },
  lion: {
    cells: ({ learningRate, beta1, beta2, weightDecay }) => [
      ...[learningRate, beta1, 1 - beta1, beta2, 1 - beta2, weightDecay],
      ...[0, -0, 1],
    ],
    turn: ({ body, load, store, local }, [alpha, beta1, rest1, beta2, rest2, decay, zero, signBit, one]) => {
      const [g, m, w, c] = [local('g'), local('m'), local('w'), local('c')]
      load('g').set(g)
      load('m').set(m)
      load('w').set(w)
      body.get(m).get(beta1).vector('f32x4.mul').get(g).get(rest1).vector('f32x4.mul').vector('f32x4.add').set(c)
      store('m', () => {
        body.get(m).get(beta2).vector('f32x4.mul').get(g).get(rest2).vector('f32x4.mul').vector('f32x4.add')
      })
      body.get(w).get(alpha)
      // the sign: of ±0 and NaN that itself
      body.get(c).get(signBit).vector('v128.and').get(c).get(zero).vector('f32x4.ne').get(one).vector('v128.and')
      body
        .vector('v128.or')
        .get(c)
        .get(c)
        .vector('f32x4.ne')
        .vector('v128.or')
        .get(decay)
        .get(w)
        .vector('f32x4.mul')
        .vector('f32x4.add')
      body.vector('f32x4.mul').vector('f32x4.sub')
    },
  },
}

/** @returns {[string, () => void][]} name and step of each form */
export function handWrittenKernels({ FunctionBody, encodeModule }, rule, memory, arena, scalars) {
  const { cells, turn } = kernels[rule]
  const numbers = cells(scalars)
  const constants = memory.allocate('float32', numbers.length)
  constants.set(numbers)
  const arrays = { w: arena.values, g: arena.gradients, ...Object.fromEntries(arena.slots) }
  const names = Object.keys(arrays)
  const addresses = [...Object.values(arrays), constants].map((array) => array.byteOffset)
  return Object.entries(forms).map(([name, turns]) => {
    const code = kernelCode(new FunctionBody(names.length + 2), names, numbers.length, turn, turns)
    const parameters = Array.from({ length: names.length + 2 }, () => 'i32')
    const module = new WebAssembly.Module(encodeModule([{ parameters, results: [], code }]))
    const { step } = new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports
    return [name, () => step(...addresses, arena.length * 4)]
  })
}

/** step(addresses of the arrays, of the constants; bytes) */
function kernelCode(body, names, constants, turn, turns) {
  const bytes = names.length + 1
  const position = body.local('i32')
  const splats = Array.from({ length: constants }, () => body.local('v128'))
  for (const [index, splat] of splats.entries()) {
    body
      .get(names.length)
      .memory('v128.load32_splat', 4 * index)
      .set(splat)
  }
  const locals = new Map()
  body.whileBelow(position, bytes, () => {
    for (let offset = 0; offset < 16 * turns; offset += 16) {
      const address = (name) => body.get(names.indexOf(name)).get(position).plain('i32.add')
      const load = (name) => address(name).memory('v128.load', offset)
      const store = (name, value) => {
        address(name)
        value()
        body.memory('v128.store', offset)
      }
      const local = (name) => {
        if (!locals.has(name)) locals.set(name, body.local('v128'))
        return locals.get(name)
      }
      store('w', () => turn({ body, load, store, local }, splats))
    }
    body
      .get(position)
      .constant(16 * turns)
      .plain('i32.add')
      .set(position)
  })
  return body.finish()
}
