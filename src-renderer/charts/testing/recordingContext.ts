/** A 2d context that draws nothing and keeps what it was asked to: happy-dom has no canvas of its own. */

export interface Drawing {
  readonly context: CanvasRenderingContext2D
  /** Each call as its name and its numbers. */
  readonly calls: readonly (readonly [string, ...unknown[]])[]
}

export function recordingContext(canvas?: HTMLCanvasElement): Drawing {
  const calls: [string, ...unknown[]][] = []
  const target: Record<string, unknown> = { canvas }
  const context = new Proxy(target, {
    get(of, name) {
      if (typeof name !== 'string' || name in of) return Reflect.get(of, name)
      if (name === 'measureText') return (text: string) => ({ width: text.length * 6 })
      return (...given: unknown[]) => {
        calls.push([name, ...given])
      }
    },
    set(of, name, value) {
      return Reflect.set(of, name, value)
    },
  }) as unknown as CanvasRenderingContext2D
  return { context, calls }
}
