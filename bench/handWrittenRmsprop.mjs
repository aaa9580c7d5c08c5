/**
 * RMSProp in float32 as a person would write it for wasm SIMD: what a compiled rule is measured against.
 *
 *   s ← β₂·s + (1 − β₂)·g²        w ← w − α·g/(√s + ε)
 *
 * Two forms, since which one is faster depends on the machine: indexed addresses, and two registers a turn.
 * Without a tail: the number of parameters must be a multiple of 8.
 */
const forms = { 'by hand, indexed': 1, 'by hand, unrolled twice': 2 }

/** @returns {[string, (t: number) => void][]} */
export function handWrittenRmsprop({ FunctionBody, encodeModule }, memory, arena, scalars) {
  const cells = memory.allocate('float32', 4)
  cells.set([scalars.learningRate, scalars.beta2, 1 - scalars.beta2, scalars.epsilon])
  const slot = arena.slots.get('s')
  const addresses = [arena.values, arena.gradients, slot, cells].map((array) => array.byteOffset)
  return Object.entries(forms).map(([name, unrolled]) => {
    const bytes = encodeModule({
      imports: [],
      type: { parameters: ['i32', 'i32', 'i32', 'i32', 'i32'], results: [] },
      code: rmspropCode(new FunctionBody(5), unrolled),
    })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: memory.memory },
    })
    return [name, () => exports.step(...addresses, arena.length * 4)]
  })
}

/** step(w, g, s, cells, bytes) */
function rmspropCode(body, unrolled) {
  const [w, g, s, cells, bytes] = [0, 1, 2, 3, 4]
  const position = body.local('i32')
  const [alpha, beta, rest, epsilon, gradient, second] = Array.from({ length: 6 }, () => body.local('v128'))
  for (const [index, cell] of [alpha, beta, rest, epsilon].entries()) {
    body
      .get(cells)
      .memory('v128.load32_splat', 4 * index)
      .set(cell)
  }
  body.whileBelow(position, bytes, () => {
    for (let offset = 0; offset < 16 * unrolled; offset += 16) {
      const address = (array) => body.get(array).get(position).plain('i32.add')
      address(g).memory('v128.load', offset).set(gradient)
      address(s).memory('v128.load', offset).get(beta).vector('f32x4.mul')
      body.get(gradient).get(gradient).vector('f32x4.mul').get(rest).vector('f32x4.mul').vector('f32x4.add').set(second)
      address(s).get(second).memory('v128.store', offset)
      address(w)
      address(w).memory('v128.load', offset)
      body.get(alpha).get(gradient).vector('f32x4.mul')
      body.get(second).vector('f32x4.sqrt').get(epsilon).vector('f32x4.add')
      body.vector('f32x4.div').vector('f32x4.sub').memory('v128.store', offset)
    }
    body
      .get(position)
      .constant(16 * unrolled)
      .plain('i32.add')
      .set(position)
  })
  return body.finish()
}
