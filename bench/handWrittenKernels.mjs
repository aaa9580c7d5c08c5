/**
 * Updates in float32 as a person would write them for wasm SIMD: what compiled rules are measured against.
 *
 * Two forms, since which one is faster depends on the machine: one register a turn, and two. Scalars are worked out
 * beforehand. Without a tail: the number of parameters must be a multiple of 8. The turns are in `handWrittenTurns.mjs`.
 */
import { turns } from './handWrittenTurns.mjs'

const forms = { 'by hand': 1, 'by hand, unrolled twice': 2 }

export const handWritten = Object.keys(turns)

/** @returns {[string, () => void][]} name and step of each form */
export function handWrittenKernels({ FunctionBody, encodeModule }, rule, memory, arena, settings) {
  const { cells, turn } = turns[rule]
  const numbers = cells(settings)
  const constants = memory.allocate('float32', numbers.length)
  constants.set(numbers)
  const arrays = { w: arena.values, g: arena.gradients, ...Object.fromEntries(arena.slots) }
  const names = Object.keys(arrays)
  const addresses = [...Object.values(arrays), constants].map((array) => array.byteOffset)
  return Object.entries(forms).map(([name, count]) => {
    const code = kernelCode(new FunctionBody(names.length + 2), names, numbers.length, turn, count)
    const parameters = Array.from({ length: names.length + 2 }, () => 'i32')
    const module = new WebAssembly.Module(encodeModule([{ parameters, results: [], code }]))
    const { step } = new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports
    return [name, () => step(...addresses, arena.length * 4)]
  })
}

/** step(addresses of the arrays, of the constants; bytes) */
function kernelCode(body, names, constants, turn, count) {
  const bytes = names.length + 1
  const position = body.local('i32')
  const splats = Array.from({ length: constants }, () => body.local('v128'))
  for (const [index, splat] of splats.entries()) {
    body
      .get(names.length)
      .memory('v128.load32_splat', 4 * index)
      .set(splat)
  }
  const pool = []
  body.whileBelow(position, bytes, () => {
    for (let offset = 0; offset < 16 * count; offset += 16) {
      const kit = kitOf(body, names, position, offset, pool)
      kit.write('w', turn(kit, splats))
    }
    body
      .get(position)
      .constant(16 * count)
      .plain('i32.add')
      .set(position)
  })
  return body.finish()
}

/**
 * What a turn is written with. A value is a local's number, or a function that leaves it on the stack; `keep` moves it
 * into a local of the pool, which turns share.
 */
function kitOf(body, names, position, offset, pool) {
  let used = 0
  const put = (value) => {
    if (typeof value === 'function') value()
    else body.get(value)
  }
  const operation =
    (opcode) =>
    (...inputs) =>
    () => {
      inputs.forEach(put)
      body.vector(opcode)
    }
  const address = (name) => body.get(names.indexOf(name)).get(position).plain('i32.add')
  const arithmetic = ['add', 'sub', 'mul', 'div', 'sqrt', 'abs', 'min', 'max', 'ne', 'lt', 'gt']
  return {
    ...Object.fromEntries(arithmetic.map((name) => [name, operation(`f32x4.${name}`)])),
    and: operation('v128.and'),
    or: operation('v128.or'),
    select: (mask, yes, no) => operation('v128.bitselect')(yes, no, mask),
    r: (name) => () => address(name).memory('v128.load', offset),
    keep(value) {
      if (pool[used] === undefined) pool.push(body.local('v128'))
      const local = pool[used++]
      put(value)
      body.set(local)
      return local
    },
    write(name, value) {
      address(name)
      put(value)
      body.memory('v128.store', offset)
    },
  }
}
