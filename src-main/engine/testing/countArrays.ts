/** How many typed arrays are made while something runs: by constructors, and by methods that give a new one. */
const kinds = ['Int32Array', 'Uint8Array', 'Uint32Array', 'Float32Array', 'Float64Array'] as const
const methods = ['subarray', 'slice', 'map', 'filter'] as const

export function countArrays(run: () => void): number {
  let count = 0
  const restore: (() => void)[] = []
  const replace = (holder: object, name: string, replacement: (original: never) => unknown): void => {
    const original = Object.getOwnPropertyDescriptor(holder, name)!
    Object.defineProperty(holder, name, { ...original, value: replacement(original.value as never) })
    restore.push(() => Object.defineProperty(holder, name, original))
  }
  for (const kind of kinds) {
    replace(globalThis, kind, (original: typeof Float32Array) => {
      return new Proxy(original, {
        construct(target, values, newTarget) {
          count++
          return Reflect.construct(target, values, newTarget)
        },
      })
    })
  }
  const shared: object = Object.getPrototypeOf(Float32Array.prototype)
  for (const method of methods) {
    replace(shared, method, (original: (...values: unknown[]) => unknown) => {
      return function counted(this: unknown, ...values: unknown[]): unknown {
        count++
        return original.apply(this, values)
      }
    })
  }
  try {
    run()
  } finally {
    for (const undo of restore) undo()
  }
  return count
}
