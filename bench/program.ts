/** A contender in a process of its own, started once and asked as often as one likes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Figure } from '../src-main/trainer/workloads/figure'
import type { Answer, Greeting, Request } from './protocol'

export interface Command {
  /** the program and its arguments */
  readonly words: readonly [string, ...string[]]
  /** set beside the environment there is */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** Far beyond what the slowest pass takes; it ends a hang. */
const answerLimitMs = 120_000
const keptOfErrors = 4000

/** None outlives the bench, however that ends. */
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

export class Program {
  readonly greeting: Greeting
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, greeting: Greeting) {
    this.#child = child
    this.#lines = lines
    this.greeting = greeting
  }

  /** @throws Error saying what the program complained of, when it ends before it has greeted */
  static async start({ words: [file, ...parameters], environment = {} }: Command): Promise<Program> {
    const child = spawn(file, parameters, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-keptOfErrors)
    })
    child.on('error', (error) => {
      errors += error.message
    })
    // a program that is gone is noticed by its output's end
    child.stdin.on('error', () => undefined)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    try {
      return new Program(child, lines, JSON.parse(await nextLine(child, lines)))
    } catch (error) {
      const complaint = errors.trim().split('\n').at(-1)
      throw new Error(complaint || (error instanceof Error ? error.message : String(error)))
    }
  }

  /** One slice; a program that has ended has no answer to anything. */
  async ask(figure: Figure, variant: string, sliceMs: number): Promise<Answer> {
    const request: Request = { figure, variant, sliceMs }
    try {
      this.#child.stdin?.write(`${JSON.stringify(request)}\n`)
      return JSON.parse(await nextLine(this.#child, this.#lines))
    } catch (error) {
      this.#child.kill('SIGKILL')
      return { absent: error instanceof Error ? error.message : String(error) }
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.stdin?.end()
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(limit)
  }
}

async function nextLine(child: ChildProcess, lines: AsyncIterator<string>): Promise<string> {
  const limit = setTimeout(() => child.kill('SIGKILL'), answerLimitMs)
  const { value, done } = await lines.next()
  clearTimeout(limit)
  if (done === true) throw new Error('the program ended without an answer')
  return value
}
